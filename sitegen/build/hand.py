"""A process in which a worker of a cluster does its batches, one after the other.

A worker has threads. Limits of time hold in the main thread of a process only, and layouts count what they do by the
process; so each thread of a worker starts one of these and keeps it. It ends when the worker ends, however that ends.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any, cast

_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from sitegen.build.hand import serve; serve()"
_ours = threading.local()
"""The process that belongs to a thread."""


def by_hand(function: Callable[..., Any], *values: Any) -> Any:
    """Call a function in the process that belongs to this thread; what it raises there is raised here.

    Raises:
        ChildProcessError: if the process dies.
    """
    if not hasattr(_ours, "hand"):
        command = [sys.executable, "-c", _PROGRAM, *sys.path]
        _ours.hand = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  # our own
    hand: subprocess.Popen[bytes] = _ours.hand
    try:
        made, error = _ask(hand, (function, values))
    except (OSError, EOFError, pickle.UnpicklingError):
        del _ours.hand
        hand.kill()
        hand.communicate()
        raise ChildProcessError("a process of a worker has died") from None
    if error is not None:
        raise error
    return made


def _ask(hand: "subprocess.Popen[bytes]", question: Any) -> Any:
    asked, answered = cast("tuple[IO[bytes], IO[bytes]]", (hand.stdin, hand.stdout))
    pickle.dump(question, asked)
    asked.flush()
    return pickle.load(answered)  # noqa: S301  # what our own process says


def serve() -> None:
    """Call what is asked for on standard input and answer on standard output, until there is nobody who asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the worker's
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    while True:
        try:
            function, values = pickle.load(sys.stdin.buffer)  # noqa: S301  # what the worker says
        except EOFError:
            return
        pickle.dump(_answer(function, values), answers)
        answers.flush()


def _answer(function: Callable[..., Any], values: tuple[Any, ...]) -> tuple[Any, Exception | None]:
    try:
        return function(*values), None
    except Exception as error:  # noqa: BLE001  # whatever it is, it is raised where it was asked for
        return None, error
