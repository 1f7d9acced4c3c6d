"""Every page looked at, and rendered if its file is not what it would be made from.

Where a process can copy itself, its copies share the pages among them: each has the whole site in memory, and only what
became of a page travels back. Elsewhere this process looks at every page and others render those that are stale. The
workers of a cluster cannot reach our disk: what they render travels back, and is staged here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import tee

from msgspec.structs import replace

from sitegen import urls
from sitegen.build.batches import Outcome, Press, Ready, packed, print_batch, render_batch, rendered, staged
from sitegen.build.make import Made, Marks
from sitegen.build.task import Writing
from sitegen.build.traces import Traces
from sitegen.errors import Problem
from sitegen.pages.views import Shared
from sitegen.render.render import TOO_LONG

_Finished = Outcome | str
"""What became of a page; of one that is as its row says, the output path alone."""
_PATIENCE = 10
"""Failures that one layout may have before its other pages are not tried."""


def render_pages(work: Writing, made: Made, traces: Traces) -> None:
    """Stage a new file for every page that needs one, and add what goes wrong to the problems."""
    planner = _Planner(work, made)
    places = range(len(made.plan))
    if work.jobs.copies and work.cache.on_disk:
        outcomes = work.jobs.map_by_copies(planner.finish, places)
    else:
        outcomes = planner.finish_elsewhere(places)
    failed: dict[str, list[Problem]] = {}
    missing: Counter[str] = Counter()
    fresh = 0
    for done, outcome in enumerate(outcomes, 1):
        work.task.watcher.progress("rendering", done, len(made.plan))
        if isinstance(outcome, str):
            work.output.keep(outcome)
            fresh += 1
            continue
        fresh += outcome.is_fresh
        if outcome.row:
            path = urls.output_path(outcome.path)
            work.output.take(path, outcome.row, staged=outcome.is_staged)
            traces.take(path, outcome, clean=work.task.options.clean)
        missing[outcome.layout] += outcome.row is None
        if outcome.problem:
            failed.setdefault(outcome.layout, []).append(outcome.problem)
    work.timings.count("plan", len(made.plan), known=fresh)
    work.timings.count("render", len(made.plan) - fresh)
    for layout, problems in failed.items():
        work.problems.add(*_told(problems, missing[layout]))


def _told(problems: list[Problem], missing: int) -> list[Problem]:
    """Return the failures of a layout that are told; the last one says how many pages are missing beside."""
    told: list[Problem] = []
    while problems[len(told) :] and sum(map(_weight, told)) < _PATIENCE:
        told.append(problems[len(told)])
    if others := missing - len(told):
        more = f"{others:,} more pages of this layout failed or were not tried."
        told[-1] = replace(told[-1], hint=f"{told[-1].hint} {more}".lstrip())
    return told


def _weight(problem: Problem | None) -> int:
    """Return how many failures it counts as: where one page takes too long, no other of its layout is tried."""
    return 0 if problem is None else _PATIENCE if problem.key == TOO_LONG else 1


class _Planner:
    """Knows what every page of a build is made from, and so which are stale."""

    def __init__(self, work: Writing, made: Made) -> None:
        self._work, self._made = work, made
        self._marks = Marks(made.layouts, made.desk.frame)
        self._press = Press(made.layouts.templates, Shared(site=made.desk.frame), work.staging.folder)
        self._failed: Counter[str] = Counter()

    def finish(self, places: list[int]) -> list[_Finished]:
        """Look at pages, by their places in the plan, and render those that are stale."""
        with self._work.timings.stage("plan"):
            found = [self._planned(place) for place in places]
        return [self._rendered(one) if isinstance(one, Ready) else one for one in found]

    def finish_elsewhere(self, places: Iterable[int]) -> Iterator[_Finished]:
        """Look at pages here, and let other processes render those that are stale."""
        fresh: list[_Finished] = []

        def stale() -> Iterator[Ready]:
            for place in places:
                with self._work.timings.stage("plan"):
                    found = self._planned(place)
                if not isinstance(found, Ready):
                    fresh.append(found)
                elif self._failed[found.page.layout] >= _PATIENCE:
                    fresh.append(Outcome(found.page.path, found.page.layout, None))
                else:
                    yield found

        for outcome in self._rendered_elsewhere(stale()):
            self._failed[outcome.layout] += _weight(outcome.problem)
            yield outcome
        yield from fresh

    def _rendered_elsewhere(self, pages: Iterator[Ready]) -> Iterator[Outcome]:
        jobs = self._work.jobs
        if not jobs.are_far:
            return jobs.map(partial(render_batch, self._press), map(packed, pages))
        sent, pages = tee(pages)
        made = jobs.map(partial(print_batch, self._press), map(packed, pages))
        return (staged(self._press, next(sent), one) for one in made)

    def _rendered(self, ready: Ready) -> Outcome:
        if self._failed[ready.page.layout] >= _PATIENCE:
            return Outcome(ready.page.path, ready.page.layout, None)
        outcome = rendered(self._press, ready)
        self._failed[outcome.layout] += _weight(outcome.problem)
        return outcome

    def _planned(self, place: int) -> _Finished | Ready:
        """Return what is to be rendered; or else what becomes of the page without."""
        page = self._made.plan[place].page(self._made.desk)
        path, mark = urls.output_path(page.path), self._marks.of(page)
        row = self._work.output.row(path)
        if row and row.fingerprint == mark and not self._work.task.options.clean:
            if row is self._work.output.rows.get(path):
                return path  # as nearly all are, after an edit
            return Outcome(page.path, page.layout, row, is_fresh=True)
        return Ready(page, mark, self._work.cache.bodies(page.bodies), row)
