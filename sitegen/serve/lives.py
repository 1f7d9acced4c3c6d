"""The site as it is now, and as of other moments that somebody looks at."""

from collections import OrderedDict
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen.build.files import UnreadableError, refused
from sitegen.build.options import Options, Watcher
from sitegen.errors import Problem
from sitegen.serve.changes import Changes
from sitegen.serve.files import Answer
from sitegen.serve.live import ChangedError, Live

_KEPT = 3
"""Other moments that are kept."""


class Moment(Struct, frozen=True):
    """When, and whether with drafts, somebody wants to see the site; empty: as the command line says."""

    now: str = ""
    drafts: bool = False


class _Other:
    """A site as of another moment, and what it has not taken in yet."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.behind = Changes()


class Lives:
    """One site at several moments."""

    def __init__(self, site: Path, options: Options, watcher: Watcher) -> None:
        self.folder = site.resolve()
        self.options = options
        self._watcher = watcher
        self.main = Live(site, options, watcher)
        self._others: OrderedDict[Moment, _Other] = OrderedDict()
        self._trouble: dict[Moment, Problem] = {}

    def at(self, moment: Moment) -> Live:
        """Return the site as of a moment, with all changes taken in."""
        if moment == Moment():
            return self.main
        other = self._others.get(moment)
        if other is None:
            now, drafts = moment.now or self.options.now, moment.drafts or self.options.drafts
            options = replace(self.options, now=now, drafts=drafts, jobs=1)
            other = self._others[moment] = _Other(Live(self.folder, options, self._watcher))
            if len(self._others) > _KEPT:
                self._trouble.pop(self._others.popitem(last=False)[0], None)
        self._others.move_to_end(moment)
        if other.behind:
            changes, other.behind = other.behind, Changes()
            self._refresh(moment, other.live, changes)
        return other.live

    def refresh(self, changes: Changes) -> None:
        """Take in changes; other moments follow later."""
        for other in self._others.values():
            other.behind.add(changes)
        self._refresh(Moment(), self.main, changes)

    def problems(self, moment: Moment) -> tuple[Problem, ...]:
        """Return all that is wrong."""
        trouble = self._trouble.get(moment)
        return (*self.at(moment).problems, *((trouble,) if trouble else ()))

    def answer(self, moment: Moment, path: str) -> Answer | None:
        """Return what is served at a path.

        Raises:
            ChangedError: if its source changes while it is read, and again.
        """
        try:
            return self.at(moment).answer(path)
        except (ChangedError, UnreadableError):
            live = self.at(moment)
            self._refresh(moment, live, Changes(everything=True))
        try:
            return live.answer(path)
        except UnreadableError as error:
            raise ChangedError(str(error)) from None

    def _refresh(self, moment: Moment, live: Live, changes: Changes) -> None:
        """Take in changes; whatever happens, the site stays as it was and is tried again with the next change."""
        before = self._trouble.pop(moment, None)
        try:
            live.refresh(() if before else changes.known)
        except Exception as error:  # noqa: BLE001  # the server survives anything, and says what it was
            message = f"the site cannot be read: {error or type(error).__name__}"
            trouble = refused(error, self.folder) if isinstance(error, OSError) else Problem("SG017", message)
            self._trouble[moment] = trouble
