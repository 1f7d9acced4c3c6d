"""How well names are found: the finding compared with what somebody judged who read the texts.

    python scripts/people_figures.py draw DATA     draw the places that are to be judged
    python scripts/people_figures.py show DATA     show them, without what was made of them
    python scripts/people_figures.py figures DATA  compare

DATA is the folder with the archive and the records of real people. The places and judgements are kept beside this
script, without the texts.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from people_archive import Story, names_of, records, stories

from sitegen.model.folding import folded
from sitegen.model.judge import Decision
from sitegen.model.mentions import decisions

JUDGEMENTS = Path(__file__).with_name("people_judgements.tsv")
DRAWN = {"found": 100, "refused": 15, "alone": 85}
"""How many places of each pool are judged; there are fewer of `refused`."""
NOBODY = "-"


class Spot(Struct, frozen=True, order=True):
    """A place in a text that is judged: who is meant there."""

    path: str
    in_body: bool
    start: int
    end: int
    pool: str
    """`found`: the program named somebody there. `refused`: it named nobody, though the article names somebody of that
    surname in full, or it is a full name. `alone`: a surname of those whose full name is not in the article."""
    meant: str = "?"


def spots_of(story: Story, made: list[Decision]) -> Iterator[Spot]:
    """Yield every place in an article where a name of somebody known stands."""
    for one in made:
        pool = "alone" if one.refusal.startswith("no full name") else "refused" if one.refusal else "found"
        yield Spot(story.path, one.in_body, one.start, one.end, pool)


def draw(data: Path) -> None:
    """Draw places, in an order that tells nothing; what has been judged stays so."""
    lexicon = names_of(records(data))
    judged = {(one.path, one.in_body, one.end): one.meant for one in read()} if JUDGEMENTS.exists() else {}
    every = [spot for story in stories(data) for spot in spots_of(story, decisions(story.texts, lexicon))]
    chance = random.Random(20261124)  # noqa: S311
    drawn: list[Spot] = []
    for pool, most in DRAWN.items():
        spots = [spot for spot in every if spot.pool == pool]
        drawn += chance.sample(spots, min(most, len(spots)))
    chance.shuffle(drawn)
    write([replace(one, meant=judged.get((one.path, one.in_body, one.end), "?")) for one in drawn])


def show(data: Path, around: int = 220) -> None:
    """Print each place in its text, and the records that have such a surname."""
    texts = {story.path: story.texts for story in stories(data)}
    people = names_of(records(data)).people
    for number, spot in enumerate(read()):
        if spot.meant != "?":
            continue
        text = texts[spot.path].html if spot.in_body else texts[spot.path].head
        before, surface, after = text[: spot.start], text[spot.start : spot.end], text[spot.end :]
        bearers = [one.id for one in people if any(folded(unescape(surface)).endswith(name) for name in one.short)]
        others = [
            text[max(at.start() - 40, 0) : at.end() + 15] for at in re.finditer(re.escape(surface.split()[-1]), text)
        ]
        print(f"\n{number}. {spot.path.rpartition('/')[2]} ({', '.join(bearers[:8])})")
        print(plain(before[-around:]) + "⟦" + surface + "⟧" + plain(after[:around]))
        print("   elsewhere: " + " | ".join(map(plain, others[:3])))


def plain(text: str) -> str:
    """Return HTML as it is read, as far as that is easy."""
    return unescape(" ".join(re.sub(r"<[^>]*>|<[^>]*$|^[^<]*>|\0[0-9]+\0", " ", text).split()))


def figures(data: Path) -> None:
    """Print precision and recall, and every error."""
    lexicon = names_of(records(data))
    made = {story.path: decisions(story.texts, lexicon) for story in stories(data)}
    sizes = Counter(spot.pool for story in stories(data) for spot in spots_of(story, made[story.path]))
    rows: dict[str, Counter[str]] = {pool: Counter() for pool in DRAWN}
    for spot in read():
        one = next(one for one in made[spot.path] if (one.in_body, one.end) == (spot.in_body, spot.end))
        outcome = outcome_of(NOBODY if one.refusal else one.person, spot.meant)
        rows[spot.pool][outcome] += 1
        if outcome in ("wrong", "missed"):
            print(f"{outcome}: {one.surface!r} in {spot.path} means {spot.meant}; {one.refusal or one.person}")
    for pool, row in rows.items():
        print(f"{pool}: {sizes[pool]} places, {row.total()} judged: {dict(row)}")
    total = sum(rows.values(), Counter[str]())
    print(f"precision: {total['right'] / (total['right'] + total['wrong']):.3f}")
    found = sizes["found"] * rows["found"]["right"] / rows["found"].total()
    for missing in (("refused",), ("refused", "alone")):
        missed = sum(sizes[pool] * rows[pool]["missed"] / rows[pool].total() for pool in missing)
        print(f"recall, reckoned with what was missed among {' and '.join(missing)}: {found / (found + missed):.3f}")


def outcome_of(person: str, meant: str) -> str:
    """Tell whether it was right to name a person, or nobody."""
    if person == meant:
        return "right" if meant != NOBODY else "rightly left"
    return "missed" if person == NOBODY else "wrong"


def read() -> list[Spot]:
    """Read the places and judgements."""
    spots = []
    for line in JUDGEMENTS.read_text(encoding="utf-8").splitlines()[1:]:
        path, where, start, end, pool, meant = line.split("\t")
        spots.append(Spot(path, where == "body", int(start), int(end), pool, meant))
    return spots


def write(spots: list[Spot]) -> None:
    """Write the places and judgements."""
    lines = ["path\twhere\tstart\tend\tpool\tmeant"]
    lines += [
        f"{one.path}\t{'body' if one.in_body else 'head'}\t{one.start}\t{one.end}\t{one.pool}\t{one.meant}"
        for one in spots
    ]
    JUDGEMENTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    {"draw": draw, "show": show, "figures": figures}[sys.argv[1]](Path(sys.argv[2]))
