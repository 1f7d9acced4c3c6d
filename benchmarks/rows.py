"""What the runs mean: rows with ratios, each beside its target."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.measure import Run
from benchmarks.race import COMMONMARK, COPY, FIRST, HUGO, MAIN, THEME, Runs

_RATIOS = (
    ("first build, CommonMark engine", COMMONMARK, FIRST, 0.55),
    ("first build, Python-Markdown", MAIN, FIRST, 1.5),
    ("nothing changed", MAIN, "nothing", 1 / 30),
    ("one body edited", MAIN, "body", 1 / 8),
    ("one title edited", MAIN, "title", 1 / 8),
    ("one article added", MAIN, "added", 1 / 8),
    ("article layout edited", MAIN, "layout", 0.4),
    ("base layout edited", MAIN, "base", 0.5),
)
_FEW = 10_000
"""Below so many articles the targets of single edits are twice as high: the fixed cost of a start weighs more."""


@dataclass(frozen=True)
class Row:
    """A row of the table."""

    what: str
    ours: str
    theirs: str = ""
    ratio: float | None = None
    target: float | None = None
    cpu: float | None = None
    """The ratio of CPU seconds, which a busy machine changes less."""
    unit: str = ""
    """Empty: `ratio` is one; else what it is counted in."""


def rows(timed: Runs, sampled: Runs, start: float, articles: int) -> Iterator[Row]:
    """Yield the rows of a race."""
    for what, name, edit, target in _RATIOS:
        if (name, edit) not in timed:
            yield Row(what, "skipped: this sitegen refuses the setting")
            continue
        allowed = target * 2 if target == 1 / 8 and articles < _FEW else target
        yield _compared(what, timed[name, edit], timed[HUGO, edit], allowed)
    most = max(runs[0].peak for (name, _), runs in sampled.items() if name in (MAIN, COMMONMARK))
    hugo = sampled[HUGO, FIRST][0].peak
    if most and hugo:
        yield Row("peak memory of any of these", f"{most / 1e6:.0f} MB", f"{hugo / 1e6:.0f} MB", most / hugo, 1 / 4)
    yield Row("start-up, more than Python's own", f"{start * 1000:.0f} ms", "", start * 1000, 80, unit="ms")
    yield _compared("first build, default theme", timed[THEME, FIRST], timed[HUGO, FIRST], None)
    yield _compared("first build, beside `cp -r` of its output", timed[MAIN, FIRST], timed[MAIN, COPY], None)


def growth_rows(runs: Mapping[str, Sequence[Run]], small: int, large: int) -> Iterator[Row]:
    """Yield the rows that compare us with ourselves; here `theirs` is the small site."""
    *small_timed, small_sampled = runs["small"]
    *large_timed, large_sampled = runs["large"]
    factor = large / small
    what = f"first build of {large:,} articles, beside {small:,}"
    yield _compared(what, large_timed, small_timed, 1.1 * factor)
    if small_sampled.peak:
        held = [f"{one.peak / 1e6:.0f} MB" for one in (large_sampled, small_sampled)]
        yield Row("its peak memory", held[0], held[1], large_sampled.peak / small_sampled.peak, 0.6 * factor)


def _compared(what: str, ours: Sequence[Run], theirs: Sequence[Run], target: float | None) -> Row:
    """Compare turn by turn: what slowed one down has slowed the other down, too."""
    turns = list(zip(ours, theirs, strict=True))
    wall = median(mine.wall / other.wall for mine, other in turns)
    cpu = median(mine.cpu / other.cpu for mine, other in turns)
    return Row(what, _time(ours), _time(theirs), wall, target, cpu)


def _time(runs: Sequence[Run]) -> str:
    return f"{median(run.wall for run in runs):.2f} s (CPU {median(run.cpu for run in runs):.2f})"
