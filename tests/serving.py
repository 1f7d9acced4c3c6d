"""A real server of a site under test, in a process of its own, and requests to it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from newsroom import NOW, Newsroom

ROOT = Path(__file__).parent.parent
VARIABLES = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
_SCRIPT = re.compile(rb'<script src="/__sitegen/live\.js"[^>]*></script>')


class Serving:
    """A server that runs, and what it has said."""

    def __init__(self, process: "subprocess.Popen[str]", said: Path) -> None:
        self.process = process
        self._said = said
        wait_for(lambda: "Serving" in self.said() or process.poll() is not None)
        found = re.search(r"Serving .* at http://([^/]*?):(\d+)/", self.said())
        assert found, self.said()
        self.host, self.port = found[1], int(found[2])

    def said(self) -> str:
        """Return all that it has said in its terminal."""
        return self._said.read_text()

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of an answer."""
        connection = HTTPConnection(self.host, self.port, timeout=20)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
            answer: HTTPResponse = connection.getresponse()
            return answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def page(self, path: str) -> str:
        """Return a page without the script."""
        return without_script(self.ask(path)[2]).decode()

    def raw(self, request: bytes, timeout: float = 20) -> bytes:
        """Send bytes, and return all that comes until the connection is closed."""
        with socket.create_connection((self.host, self.port), timeout=timeout) as connection:
            connection.sendall(request)
            return read_all(connection)

    @contextmanager
    def events(self, path: str, **headers: str) -> Iterator["Events"]:
        """Listen to what happens to a page."""
        with socket.create_connection((self.host, self.port), timeout=20) as connection:
            lines = [f"GET /__sitegen/events?path={path} HTTP/1.1", f"Host: {self.host}:{self.port}"]
            lines += [f"{name.replace('_', '-')}: {text}" for name, text in headers.items()]
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            yield Events(connection)


class Events:
    """What a tab is told."""

    def __init__(self, connection: socket.socket) -> None:
        self._stream = connection.makefile("rb")

    def next(self) -> dict[str, Any]:
        """Return the next message."""
        for line in self._stream:
            if line.startswith(b"data: "):
                told: dict[str, Any] = json.loads(line[6:])
                return told
        raise AssertionError("the stream has ended")


def read_all(connection: socket.socket) -> bytes:
    """Return all that comes until a connection is closed."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


@contextmanager
def served(site: Newsroom, *options: str) -> Iterator[Serving]:
    """Serve a site as of the moment of the tests, at a free port."""
    moment = () if "--future" in options or "--now" in options else ("--now", NOW)
    command = [sys.executable, "-m", "sitegen", "serve", str(site.folder), "--port", "0", *moment, *options]
    said = site.folder.with_name("said.txt")
    with said.open("w") as stream:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT, env=VARIABLES, text=True
        )
    try:
        yield Serving(process, said)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)


def without_script(page: bytes) -> bytes:
    """Return a page as it would be built."""
    return _SCRIPT.sub(b"", page)


def wait_for(holds: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something holds."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it never came to hold"
        time.sleep(0.02)
