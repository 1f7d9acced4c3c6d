"""The workers of a dask cluster, who read and render in place of processes of this machine.

They need no disk of ours, but the same program: what a page is must not depend on who made it. That is looked at before
work is handed out, and again with each batch, since workers come and go.
"""

import logging
import platform
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

from sitegen.build.engine import content_engine, render_engine, versions
from sitegen.build.extensions import extensions_digest
from sitegen.build.hand import by_hand
from sitegen.digests import digest_of
from sitegen.errors import Problem, SiteError

T = TypeVar("T")
R = TypeVar("R")
Program = dict[str, str]
"""What must be the same on all machines, by name. It is no record: that of another version may hold other things."""

_CONNECT = 5
"""Seconds in which the scheduler must answer and have a worker."""
_LOOK = 1.0
"""Seconds without an outcome after which we look whether anybody is still there."""
_PATIENCE = 15.0
"""Seconds without a worker after which we give up: one that is started again needs some."""
_RETRIES = 3
"""How often a batch is tried again in which a worker's process died."""
_CLOSE = 2
"""Seconds that saying goodbye may take."""
_SETTINGS = {"distributed.admin.low-level-log-length": 0}
"""Of dask, here: it would keep the last thousand batches that were sent, for those who look for mistakes in dask."""
_FILES = "sitegen's own files"
_CHATTER = re.compile(r"(asyncio|bokeh|dask|distributed|tornado)(\.|$)")
"""Whose log and warnings are not for those who publish a newspaper."""
_AGAIN = "Look at the machines and their memory, and build again, or without --cluster."


class Cluster:
    """A connection to a cluster: takes batches, and returns what waits for their outcomes."""

    def __init__(self, client: Any, extensions: tuple[str, ...]) -> None:
        self._client = client
        self._executor: Executor = client.get_executor(pure=False, retries=_RETRIES)
        self._basis = (program(extensions), extensions)

    @property
    def threads(self) -> int:
        """How many batches may be worked on at once."""
        return sum(self._client.nthreads().values())

    def hand(self, function: Callable[[list[T]], R], batch: list[T]) -> Callable[[], R]:
        """Hand a batch to a worker and return what waits for its outcome.

        Raises:
            SiteError: when waiting, if there is nobody left who could do it.
        """
        return partial(self._outcome, self._executor.submit(by_hand, do, *self._basis, function, batch))

    def _outcome(self, future: Future[R]) -> R:
        last_seen = time.monotonic()
        while not wait([future], _LOOK).done:
            if self._client.status == "running" and self._client.nthreads():
                last_seen = time.monotonic()
            elif time.monotonic() > last_seen + _PATIENCE:
                raise _lost("the last worker of the cluster is gone")
        try:
            return future.result()
        except (_dask().KilledWorker, ChildProcessError):
            raise _lost("workers of the cluster have died again and again, of the same work") from None
        except Exception as error:
            # when the scheduler goes, dask raises one thing or another
            if isinstance(error, CancelledError) or self._client.status != "running":
                raise _lost("the scheduler of the cluster is gone") from None
            raise

    def close(self) -> None:
        """Drop the connection; what was handed out and is not done is cancelled."""
        with suppress(Exception):  # whatever it says, we are done with it
            self._client.close(timeout=_CLOSE)


def connect(address: str, extensions: tuple[str, ...]) -> Cluster:
    """Connect to a cluster, for a site that has these Markdown extensions.

    Raises:
        SiteError: if it cannot be reached, has no worker, or has another program.
    """
    if not find_spec("distributed"):
        hint = "Install it: pip install 'sitegen[cluster]'."
        raise _unusable("--cluster needs dask.distributed, which is not installed", hint)
    warnings.filterwarnings("ignore", module=_CHATTER.pattern)
    distributed = _dask()  # whose settings are there from now on
    try:
        with import_module("dask").config.set(_SETTINGS):
            client = distributed.Client(address, timeout=_CONNECT, set_as_default=False)
    except Exception as error:  # noqa: BLE001  # of a wrong setting of dask it may be anything
        hint = "Start one with `dask scheduler`, or look at the address, the network and dask's settings of TLS."
        told = "" if isinstance(error, OSError) else f": {_first_line(error)}"
        raise _unusable(f"no dask scheduler answers at {address}{told}", hint) from None
    try:
        _check(client, address, extensions)
        return Cluster(client, extensions)
    except BaseException:
        client.close(timeout=_CLOSE)
        raise


def do(expected: Program, extensions: tuple[str, ...], function: Callable[[list[T]], R], batch: list[T]) -> R:
    """Do a batch, where the program is the same as that of those who ask for it."""
    if told := _difference(program(extensions), expected):
        raise _unusable(f"a worker on {platform.node()} {told}", _same(expected))
    return function(batch)


def program(extensions: tuple[str, ...]) -> Program:
    """Tell what this machine makes pages with."""
    files = digest_of(f"{content_engine()}{render_engine()}".encode())
    return {**versions(), _FILES: files[:12], "Markdown extensions": extensions_digest(extensions)[:12]}


@cache
def _dask() -> Any:
    """Load dask.distributed, which costs half a second, and let it be quiet."""
    loaded = import_module("distributed")
    for name in filter(_CHATTER.match, list(logging.root.manager.loggerDict)):
        logger = logging.getLogger(name)
        logger.handlers = [logging.NullHandler()]
        logger.propagate = False
    return loaded


def _check(client: Any, address: str, extensions: tuple[str, ...]) -> None:
    """Look whether there are workers, and whether each has our program.

    Raises:
        SiteError: if not.
    """
    try:
        client.wait_for_workers(1, timeout=_CONNECT)
    except TimeoutError:
        hint = f"Start some: `dask worker {address}`."
        raise _unusable(f"the cluster at {address} has no worker", hint) from None
    expected = program(extensions)
    found = {f"worker {name}": has for name, has in client.run(program, extensions, on_error="return").items()}
    try:
        found["the scheduler"] = client.run_on_scheduler(program, extensions)
    except Exception as error:  # noqa: BLE001  # it may lack anything
        found["the scheduler"] = error
    told = {who: said for who, has in found.items() if (said := _difference(has, expected))}
    alike, first = Counter(told.values()), {said: who for who, said in reversed(told.items())}
    if told:
        more = {said: f" and {number - 1:,} more" if number > 1 else "" for said, number in alike.items()}
        hint = _same(expected)
        raise SiteError(
            [Problem("SG009", f"{first[said]}{more[said]}: {said}", hint=hint) for said in alike], exit_code=2
        )


def _difference(found: Program | BaseException, expected: Program) -> str:
    """Say how a program differs from what is expected."""
    if isinstance(found, BaseException):
        return f"cannot run sitegen {expected['sitegen']}: {_first_line(found)}"
    names = [name for name in {**expected, **found} if found.get(name) != expected.get(name)]
    told = [name for name in names if name != _FILES] or names
    return ", ".join(f"has {_named(found, name)}, here is {expected.get(name, 'none')}" for name in told)


def _named(found: Program, name: str) -> str:
    return f"{name} {found[name]}" if name in found else f"no {name}"


def _same(expected: Program) -> str:
    return f"Install sitegen {expected['sitegen']} everywhere, with the same libraries and extensions."


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__


def _unusable(message: str, hint: str) -> SiteError:
    return SiteError([Problem("SG009", message, hint=hint)], exit_code=2)


def _lost(message: str) -> SiteError:
    return SiteError([Problem("SG007", message, hint=_AGAIN)])
