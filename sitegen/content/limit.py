"""A limit to the time that reading one text may take, so that no text can stop a build."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_OURS = (__file__, contextlib.__file__)


class TooLongError(Exception):
    """What was limited took longer than it may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Limit the processor time of what is done inside, in the main thread of a process; elsewhere nothing is limited.

    Raises:
        TooLongError: when the time is over.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds / 10)  # again, for a library may swallow the exception
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_number: int, frame: FrameType | None) -> None:
    if frame is None or frame.f_code.co_filename not in _OURS:  # where the limit is being lifted, it is too late
        raise TooLongError
