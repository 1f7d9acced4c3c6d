"""Which names of this machine the server answers to: another one in a request is another site's, that leads here."""

import errno
import socket
from collections.abc import Iterable

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_IN_PLACE_OF = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  # bound only where it is asked for
"""Where this machine finds what listens everywhere."""
_TRIES = 100
"""Ports that are tried, one after the other."""


class Hosts:
    """The values that a Host or an Origin header may have."""

    def __init__(self, host: str, port: int) -> None:
        self.port = port
        self._any = host in _IN_PLACE_OF
        self._known = {value for name in _names_of(host) for value in self._values(name)}

    def is_host(self, header: str, local: str) -> bool:
        """Tell whether a Host header names this server; `local` is the address at which the request came in."""
        return header.lower() in self._known or (self._any and header in self._values(_in_url(local)))

    def is_origin(self, header: str, local: str) -> bool:
        """Tell whether an Origin header names a page of this server."""
        scheme, separator, host = header.partition("://")
        return scheme.lower() == "http" and bool(separator) and self.is_host(host, local)

    def _values(self, name: str) -> Iterable[str]:
        return (f"{name}:{self.port}", name) if self.port == 80 else (f"{name}:{self.port}",)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a host."""
    return host in ("localhost", "::1") or host.startswith("127.")


def address(host: str, port: int) -> str:
    """Return the address at which a browser on this machine finds a host."""
    return f"http://{_IN_PLACE_OF.get(host) or _in_url(host)}:{port}"


def listen(host: str, port: int) -> tuple[list[socket.socket], int]:
    """Listen at a port of a host, or at the next one that is free, and return the sockets with the port.

    Raises:
        OSError: if the host is not this machine's, or no port is free.
    """
    last = min(port + _TRIES, 65535) if port else 0
    for candidate in range(port, last + 1):
        try:
            return _bound(host, candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or candidate == last:
                raise
    raise AssertionError  # the last one is bound or raises


def _bound(host: str, port: int) -> tuple[list[socket.socket], int]:
    sockets: list[socket.socket] = []
    try:
        for family, kind, protocol, _, place in dict.fromkeys(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)):
            one = socket.socket(family, kind, protocol)
            sockets.append(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind((place[0], port, *place[2:]))
            port = one.getsockname()[1]  # where any was as good as another, all of them have the same
            one.listen(128)
    except OSError:
        for one in sockets:
            one.close()
        raise
    return sockets, port


def _names_of(host: str) -> set[str]:
    if host in _IN_PLACE_OF:
        return {*_LOOPBACK, socket.gethostname().lower()}
    return {*_LOOPBACK, _in_url(host)} if is_loopback(host) else {_in_url(host).lower()}


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
