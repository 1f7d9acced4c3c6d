"""HTTP with patience that ends: neither slow nor huge nor many requests keep others from being answered."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST = 256
"""Connections that may be open."""
LARGEST = 16_384
"""Bytes of the first line and the headers of a request."""
_PATIENCE = 10.0
"""Seconds in which a request must have arrived, from when its connection was opened or its first byte came."""


class PatientProtocol(H11Protocol):
    """A connection that is closed if its request takes too long, or if there are too many."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take in a connection, if there is room."""
        super().connection_made(transport)
        if len(self.connections) > MOST:
            transport.abort()
            return
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take in a part of a request."""
        super().data_received(data)
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY) and not self.transport.is_closing():
            self._wait()
        else:
            self._wait_no_more()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(_PATIENCE, self._give_up)

    def _wait_no_more(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self.transport.abort()
