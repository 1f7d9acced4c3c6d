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
from sitegen.build.batches import Outcome, Press, Stale, print_batch, render_batch, rendered, staged
from sitegen.build.engine import render_engine
from sitegen.build.make import Made
from sitegen.build.task import Work
from sitegen.digests import digest_of
from sitegen.pages.views import Shared
from sitegen.render.fingerprint import canonical, fingerprint

_PATIENCE = 10
"""Pages that may fail with one layout before its others are not tried."""


def render_pages(work: Work, made: Made) -> None:
    """Stage a new file for every page that needs one, and add what goes wrong to the problems."""
    planner = _Planner(work, made)
    places = range(len(made.plan))
    if work.jobs.copies and work.cache.on_disk:
        outcomes = work.jobs.map_by_copies(planner.finish, places)
    else:
        outcomes = planner.finish_elsewhere(places)
    failed: Counter[str] = Counter()
    for done, outcome in enumerate(outcomes, 1):
        work.timings.count("plan", 1, known=outcome.is_fresh)
        work.timings.count("render", int(not outcome.is_fresh))
        if outcome.row:
            work.output.take(urls.output_path(outcome.path), outcome.row, staged=outcome.is_staged)
        if outcome.problem:
            failed[outcome.layout] += 1
            last = failed[outcome.layout] == _PATIENCE
            hint = "Other pages of this layout were not tried." if last else outcome.problem.hint
            if failed[outcome.layout] <= _PATIENCE:
                work.problems.add(replace(outcome.problem, hint=hint))
        work.task.watcher.progress("rendering", done, len(made.plan))


class _Planner:
    """Knows what every page of a build is made from, and so which are stale."""

    def __init__(self, work: Work, made: Made) -> None:
        self._work, self._made = work, made
        self._engine = render_engine()
        shared = Shared(site=made.desk.frame)
        self._shared_digest = digest_of(canonical(shared))
        self._press = Press(made.layouts.templates, shared, work.staging.folder)
        self._failed: Counter[str] = Counter()

    def finish(self, places: list[int]) -> list[Outcome]:
        """Look at pages, by their places in the plan, and render those that are stale."""
        return [self._finished(place) for place in places]

    def finish_elsewhere(self, places: Iterable[int]) -> Iterator[Outcome]:
        """Look at pages here, and let other processes render those that are stale."""
        fresh: list[Outcome] = []

        def stale() -> Iterator[Stale]:
            for found in map(self._planned, places):
                if isinstance(found, Outcome):
                    fresh.append(found)
                else:
                    yield found

        for outcome in self._rendered_elsewhere(stale()):
            self._failed[outcome.layout] += outcome.problem is not None
            yield outcome
        yield from fresh

    def _rendered_elsewhere(self, pages: Iterator[Stale]) -> Iterator[Outcome]:
        jobs = self._work.jobs
        if not jobs.are_far:
            return jobs.map(partial(render_batch, self._press), pages)
        sent, pages = tee(pages)
        return (staged(self._press, next(sent), made) for made in jobs.map(partial(print_batch, self._press), pages))

    def _finished(self, place: int) -> Outcome:
        found = self._planned(place)
        if isinstance(found, Outcome):
            return found
        outcome = rendered(self._press, found)
        self._failed[outcome.layout] += outcome.problem is not None
        return outcome

    def _planned(self, place: int) -> Outcome | Stale:
        """Return what is to be rendered; or else what becomes of the page without."""
        with self._work.timings.stage("plan"):
            page = self._made.plan[place].make()
            path, packed = urls.output_path(page.path), canonical(page.view)
            closure = self._made.layouts.closures[page.layout]
            mark = fingerprint(self._engine, self._shared_digest, closure, packed)
            row = self._work.output.row(path)
            if row and row.fingerprint == mark and not self._work.task.options.clean:
                return Outcome(page.path, page.layout, row, is_fresh=True)
            if self._failed[page.layout] >= _PATIENCE:
                return Outcome(page.path, page.layout, None)
            bodies = self._work.cache.bodies(page.bodies)
            return Stale(page.path, page.layout, page.source, mark, packed, bodies, row)
