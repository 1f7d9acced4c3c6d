"""What open tabs are told, by server-sent events: how their page is now, and what is wrong."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from typing import Any
from zlib import crc32

from msgspec.structs import asdict

from sitegen import urls
from sitegen.serve.desk_page import desk_page
from sitegen.serve.fate import Fate, fate
from sitegen.serve.guard import OURS
from sitegen.serve.live import Live
from sitegen.serve.lives import Lives, Moment
from sitegen.serve.overlay import overlay, overlay_page
from sitegen.serve.paths import BadTargetError, path_of

MOST = 64
"""Streams that may be open."""
_HELLO = 15.0
"""Seconds of silence after which a comment shows that the server is there."""


class Stream:
    """A tab that wants to know of its page."""

    def __init__(self, path: str, moment: Moment) -> None:
        self.path = path
        """As the browser shows it, with the base of the site."""
        self.moment = moment
        self.follow = ""
        """Where the tab is to go."""
        self.file = ""
        """What its page comes from, or came from when it was last there."""
        self.wake = asyncio.Event()


class Streams:
    """All open tabs."""

    def __init__(self, lives: Lives, editor: str) -> None:
        self._lives = lives
        self.editor = editor
        """The link that opens one."""
        self._open: set[Stream] = set()
        self._instance = secrets.token_hex(8)
        self._overlay: tuple[object, str] = None, ""
        """The one that was laid out last, and what it hangs on."""

    def is_full(self) -> bool:
        """Tell whether no more can be opened."""
        return len(self._open) >= MOST

    def tell(self, follow: str = "") -> None:
        """Let every tab know how its page is now; `follow` is a page that they are to go to."""
        for stream in self._open:
            live = self._lives.at(stream.moment)
            stream.follow = in_browser(live.base, follow) if follow else stream.follow
            stream.wake.set()

    def shown(self, stream: Stream) -> str:
        """Return the path of the page that a tab shows."""
        live = self._lives.at(stream.moment)
        path = inside(live.base, stream.path)
        return path if path and live.mark(path) else urls.NOT_FOUND

    def pages(self) -> set[tuple[Moment, str]]:
        """Return what is open."""
        return {(stream.moment, self.shown(stream)) for stream in self._open}

    async def events(self, stream: Stream) -> AsyncIterator[bytes]:
        """Yield what a tab is told, as long as it listens."""
        self._open.add(stream)
        last = ""
        try:
            yield b"retry: 500\n\n"
            while True:
                said = json.dumps(self._state(stream), separators=(",", ":"))
                stream.follow = ""
                if said != last:
                    last = said
                    yield f"event: state\ndata: {said}\n\n".encode()
                try:
                    await asyncio.wait_for(stream.wake.wait(), _HELLO)
                except TimeoutError:
                    yield b": hello\n\n"
                stream.wake.clear()
        finally:
            self._open.discard(stream)

    def overlay(self, moment: Moment) -> str:
        """Return the overlay that tells what is wrong; empty where nothing keeps the site from being published."""
        problems = self._lives.problems(moment)
        basis = problems, self._lives.main.revision  # what is shown of the sources changes with those
        if basis != self._overlay[0]:
            self._overlay = basis, overlay(problems, self._lives.folder, self.editor)
        return self._overlay[1]

    def page_of_problems(self, moment: Moment) -> str:
        """Return a page that tells what is wrong, where there is no other that could be shown."""
        return overlay_page(self._lives.problems(moment), self._lives.folder, self.editor)

    def _state(self, stream: Stream) -> dict[str, Any]:
        live = self._lives.at(stream.moment)
        path = inside(live.base, stream.path)
        mark = live.mark(path) if path else None
        stream.file = live.file_of(path) if mark else stream.file
        lost = live.mark(urls.NOT_FOUND)
        gone = Fate("") if mark or not lost else fate(live, stream.file)
        return {
            "revision": crc32(desk_page(live).encode()) if stream.path.startswith(OURS) else live.revision,
            "instance": self._instance,
            "mark": mark and asdict(mark),
            "not_found": lost and asdict(lost),
            "gone": gone.told,
            "moved": in_browser(live.base, gone.path) if gone.path else "",
            "assets": _assets(live),
            "overlay": self.overlay(stream.moment),
            "follow": stream.follow,
            "as_of": stream.moment.now or ("now, with drafts" if stream.moment.drafts else ""),
        }


def inside(base: str, path: str) -> str:
    """Return the path of the site that a browser's path is, quoted as the site writes it; empty: it is none."""
    try:
        asked = path_of(path.encode(), b"")
    except BadTargetError:
        return ""
    return "/" + asked.removeprefix(base) if asked.startswith(base) else ""


def in_browser(base: str, path: str) -> str:
    """Return a path of the site as the browser shows it."""
    return base + path[1:]


def _assets(live: Live) -> dict[str, str]:
    """Return where the assets are that pages name; what they name themselves is in their addresses, too."""
    return {one.name: one.url for one in live.made.desk.frame.assets} if live.made else {}
