"""The server: one thread in which requests are answered, changes are taken in and tabs are told."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn

from sitegen import interrupt
from sitegen.serve.app import make_app
from sitegen.serve.follower import Follower, Teller
from sitegen.serve.hosts import Hosts
from sitegen.serve.protocol import LARGEST, PatientProtocol


class _Server(uvicorn.Server):
    """A server that leaves signals to whoever started it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield

    async def on_tick(self, counter: int) -> bool:
        """End the program if a signal was swallowed on the way."""
        interrupt.check()
        return await super().on_tick(counter)


async def serve(follower: Follower, teller: Teller, sockets: list[socket.socket], hosts: Hosts) -> None:
    """Serve a site, until the program ends."""

    def failed(error: Exception) -> None:
        teller.say(f"sitegen failed: {error or type(error).__name__}")

    config = uvicorn.Config(
        make_app(follower, hosts, failed),
        loop="asyncio",
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        h11_max_incomplete_event_size=LARGEST,
    )
    following = asyncio.create_task(follower.run())
    serving = asyncio.create_task(_Server(config).serve(sockets))
    done, _ = await asyncio.wait((following, serving), return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
