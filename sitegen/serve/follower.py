"""A site that follows its folder while it is served: changes are heard, taken in at once or soon, and told."""

import asyncio
import gc
import math
import time
from pathlib import Path
from typing import Protocol

from sitegen.build.options import Options, Watcher
from sitegen.clock import current
from sitegen.errors import Problem
from sitegen.serve.changes import Changes
from sitegen.serve.counting import Count
from sitegen.serve.files import Answer
from sitegen.serve.lives import Lives, Moment
from sitegen.serve.streams import Streams
from sitegen.serve.watch import CONTENT, OTHERS, Look, Notices, does_not_tell

_QUIET = 0.01
"""Seconds without a notice after which a burst of them is over."""
_LONGEST = 0.1
"""Seconds that a burst is waited for."""
_TICK = 0.5
"""Seconds between looks at the clock, at the folders themselves, and, where the system tells nothing, at all files."""
_CHEAP = 0.01
"""Seconds that a look at all files may take before each page; where it takes longer, notices must do."""


class Teller(Protocol):
    """Who says in the terminal what happens."""

    def say(self, line: str) -> None:
        """Say something of the server itself."""

    def problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong now."""


class Follower:
    """A site, its tabs and its folder."""

    def __init__(
        self, site: Path, options: Options, watcher: Watcher, teller: Teller, *, editor: str, follow: bool, poll: bool
    ) -> None:
        self._looks = Look(site.resolve(), *CONTENT), Look(site.resolve(), *OTHERS)
        self.lives = Lives(site, options, watcher)
        self.streams = Streams(self.lives, editor)
        self._teller = teller
        self._follow = follow
        self._poll = poll
        self._pending = Changes()
        self._heard = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._told: tuple[Problem, ...] = ()
        self._waited_for: int | None = None
        self._notices: Notices | None = None
        self._again = 0.0
        self._count = Count(self.lives.main, self._say_change)
        self._refreshes = 0
        self._last = 0.0

    async def run(self) -> None:
        """Follow the folder, until it is cancelled."""
        self._loop = asyncio.get_running_loop()
        self._tell_problems()
        self._listen()
        _settle_down(whole=True)
        counting = asyncio.create_task(self._count.run())
        try:
            while True:
                await asyncio.sleep(_TICK)
                self._tick()
        finally:
            counting.cancel()
            if self._notices:
                self._notices.stop()

    async def settle(self) -> None:
        """Take in what has changed until now, so that no page is older than its sources."""
        self._look(below=_CHEAP)
        if self._notices and any(look.cost >= _CHEAP for look in self._looks):
            await self._notices.catch_up()
        if self._pending:
            self._take_in()

    def answer(self, moment: Moment, path: str) -> Answer | None:
        """Return what is served at a path now.

        Raises:
            ChangedError: if its source changes again and again.
        """
        revision = self.lives.at(moment).revision
        try:
            return self.lives.answer(moment, path)
        finally:
            if self.lives.at(moment).revision != revision or self.lives.problems(Moment()) != self._told:
                self._tell_problems()
                self.streams.tell()

    def _listen(self) -> None:
        why = "as --poll asks" if self._poll else ""
        kind = does_not_tell(self.lives.folder)
        if kind and not why:
            why = f"for {kind} tells of no changes"
        if not why:
            self._notices = Notices(self.lives.folder, self._hear_from_elsewhere)
            try:
                self._notices.start()
            except OSError as error:
                self._notices.stop()
                self._notices = None
                why = f"for the system cannot watch so many folders ({error.strerror or error})"
        if why:
            self._teller.say(f"Looking for changes every {_TICK} seconds, {why}.")

    def _hear_from_elsewhere(self, changes: Changes) -> None:
        """Hear in another thread."""
        self._loop.call_soon_threadsafe(self._hear, changes)

    def _hear(self, changes: Changes) -> None:
        """Wait for the end of the burst that this may be part of, but not for long."""
        now = self._loop.time()
        if not self._pending:
            self._heard = now
        self._pending.add(changes)
        if self._timer:
            self._timer.cancel()
        due = min(now + _QUIET, self._heard + _LONGEST)
        self._timer = self._loop.call_at(due, self._take_in)

    def _look(self, *, below: float) -> None:
        """List the files where that took less than so many seconds last time."""
        for look in self._looks:
            if look.cost < below:
                self._pending.add(look.again())

    def _take_in(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        self._look(below=_CHEAP)
        changes, self._pending = self._pending, Changes()
        if not changes:
            return
        began, heard = time.perf_counter(), max(self._loop.time() - self._heard, 0.0) if self._heard else 0.0
        self._heard = 0.0
        self.lives.refresh(changes)
        self._refreshes += 1
        self._last = self._loop.time()
        if not changes.known:
            self._again = self._last + 1.0  # of so many notices, some may have been lost
        self._tell_tabs(self._page_of(changes) if self._follow else "")
        self._tell_problems()
        if changes.names:
            self._count.changed(str(changes), 1000 * (heard + time.perf_counter() - began))

    def _page_of(self, changes: Changes) -> str:
        """Return the page of the source that was edited last."""
        pages = (self.lives.main.page_of(name) for name in reversed(changes.names))
        return next((page for page in pages if page), "")

    def _tell_tabs(self, goes_to: str = "") -> None:
        """Tell all tabs; their pages are made first, for what fails then is part of what they are told."""
        for moment, path in self.streams.pages():
            try:
                self.lives.answer(moment, path)
            except Exception:  # noqa: BLE001, S112  # it is told when the page is asked for
                continue
        self.streams.tell(goes_to)

    def _tell_problems(self) -> None:
        problems = self.lives.problems(Moment())
        if problems != self._told:
            self._told = problems
            self._teller.problems(problems)

    def _say_change(self, what: str, milliseconds: float, pages: int | None) -> None:
        count = "" if pages is None else f"{pages:,} page{'' if pages == 1 else 's'}, "
        self._teller.say(f"{what}: {count}{milliseconds:,.0f} ms")

    def _tick(self) -> None:
        """See to what nobody gives notice of."""
        now = self._loop.time()
        if self._notices and self._renewed(self._notices):
            self._hear(Changes((), everything=True))
        everything = not self._notices or (self._again and now > self._again)
        self._look(below=math.inf if everything else _CHEAP)  # links lead to where nothing is watched
        if everything:
            self._again = 0.0
        if self._pending:
            self._take_in()
        made = self.lives.main.made
        due = made.site.next_change if made and self.lives.options.now is None else None
        if due is not None and due != self._waited_for and current() >= due:
            self._waited_for = due
            self._hear(Changes(("the clock",), everything=True))
        if self._refreshes and now > self._last + 2:
            _settle_down(whole=self._refreshes >= 50)
            self._refreshes = 0

    def _renewed(self, notices: Notices) -> bool:
        try:
            return notices.renew()
        except OSError as error:
            notices.stop()
            self._notices = None
            self._teller.say(f"Looking for changes every {_TICK} seconds from now on ({error.strerror or error}).")
            return True


def _settle_down(*, whole: bool) -> None:
    """Collect what is no longer used, and do not look at what is left again.

    A site is hundreds of thousands of records; looking through all of them takes as long as a page or ten.
    """
    if whole:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
