"""Ctrl-C or a request to end at any moment: one line, the exit code that shells expect, no traceback.

It ends the program by `SystemExit`, which nothing on the way takes for a mistake. A library in another language may
swallow that inside of a callback, so it is remembered, too, and `check` raises it again.
"""

import os
import signal
import sys
import time
from types import FrameType

_SAID = {
    signal.SIGINT: b"Interrupted. ",
    signal.SIGTERM: b"Terminated. ",
}
_STATE = b"What was published before stays; where publishing had begun, the next build completes it.\n"
_told = [_STATE]
_ONE = 1.0
"""Seconds in which a second signal is the same request: `timeout` tells a program, and then its group."""
_heard: list[tuple[int, float]] = []
"""Which signals, and when."""


def listen() -> None:
    """End the program at the next of these signals, unless whoever started it wants it ignored."""
    for number in _SAID:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    sys.unraisablehook = _unraisable


def tell(state: str) -> None:
    """Say this at the end, in place of what becomes of a build's output."""
    _told[:] = [state.encode() + b"\n"]


def check() -> None:
    """End the program if a signal was heard and swallowed."""
    if heard():
        sys.exit(_code())


def heard() -> bool:
    """Tell whether the program is to end."""
    return bool(_heard)


def _end(number: int, _frame: FrameType | None) -> None:
    now = time.monotonic()
    if not _heard:
        os.write(2, _SAID[signal.Signals(number)] + _told[0])  # a stream may be in the middle of a write
    elif now < _heard[-1][1] + _ONE:
        return
    _heard.append((number, now))
    sys.exit(_code())


def _code() -> int:
    return 128 + _heard[0][0]


def _unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    if not isinstance(unraisable.exc_value, SystemExit):
        sys.__unraisablehook__(unraisable)
