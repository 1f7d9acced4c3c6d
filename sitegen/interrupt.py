"""Ctrl-C at any moment: one line, exit code 130, no traceback.

It ends the program by `SystemExit`, which nothing on the way takes for a mistake. A library in another language may
swallow that inside of a callback, so it is remembered, too, and `check` raises it again.
"""

import os
import signal
import sys
from types import FrameType

CODE = 130
_SAID = b"Interrupted. The last good output stays; where publishing had begun, the next build completes it.\n"
_heard: list[int] = []


def listen() -> None:
    """End the program at the next interrupt, unless whoever started it wants interrupts ignored."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _end)
        sys.unraisablehook = _unraisable


def check() -> None:
    """End the program if an interrupt was heard and swallowed."""
    if _heard:
        sys.exit(CODE)


def _end(number: int, _frame: FrameType | None) -> None:
    if not _heard:
        os.write(2, _SAID)  # a stream may be in the middle of a write
    _heard.append(number)
    sys.exit(CODE)


def _unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    if not isinstance(unraisable.exc_value, SystemExit):
        sys.__unraisablehook__(unraisable)
