"""A limit to the time that reading one text may take, so that no text can stop a build."""

import signal
import threading
from types import FrameType, TracebackType

_AGAIN = 10
"""A part of the time after which the limit strikes again, for a library may swallow the exception."""

_LEAST = 0.001
"""Seconds: a timer that is set to none is no timer."""


class TooLongError(Exception):
    """What was limited took longer than it may."""


class at_most:  # noqa: N801  # it reads as a verb: with at_most(2)
    """Limit the processor time of what is done inside, in the main thread of a process; elsewhere nothing is limited.

    It is a class and leaves its handler in place, because it stands around every text and every page: a generator, and
    a handler put up and taken down, cost seven times as much.

    Raises:
        TooLongError: when the time is over.
    """

    __slots__ = ("_limits", "left")

    def __init__(self, seconds: float) -> None:
        self.left = seconds
        """Seconds that are left, when it is over."""
        self._limits = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()

    def __enter__(self) -> None:
        if self._limits:
            _listen()
            seconds = max(self.left, _LEAST)
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds / _AGAIN)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._limits:
            self.left = signal.setitimer(signal.ITIMER_VIRTUAL, 0)[0]


_listening = False


def _listen() -> None:
    global _listening  # noqa: PLW0603  # a handler is a process's own, and so is knowing that it is there
    if not _listening:
        signal.signal(signal.SIGVTALRM, _stop)
        _listening = True


def _stop(_number: int, frame: FrameType | None) -> None:
    if frame is None or frame.f_code.co_filename != __file__:  # where the limit is being lifted, it is too late
        raise TooLongError
