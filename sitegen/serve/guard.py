"""What stands before the site: only reading, only by a name that is ours, only for paths that can be of a site."""

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sitegen.serve.hosts import Hosts
from sitegen.serve.paths import BadTargetError, path_of
from sitegen.serve.protocol import LARGEST

OURS = "/__sitegen/"
"""Below this, whatever the site's own base is, is what belongs to the server and not to the site."""
_READING = ("GET", "HEAD")
_ALWAYS = {
    "cache-control": "no-cache",
    "cross-origin-resource-policy": "same-origin",  # what is not published yet is no other page's to show
    "x-content-type-options": "nosniff",
}


class Guard:
    """An application that lets through what may be asked, and adds what every answer says."""

    def __init__(self, app: ASGIApp, hosts: Hosts, failed: Callable[[Exception], None]) -> None:
        self._app = app
        self._hosts = hosts
        self._failed = failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        begun = False

        async def telling(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(raw=message["headers"])
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            app = self._refusal(scope) or self._app
            await app(scope, receive, telling)
        except Exception as error:  # noqa: BLE001  # whatever it is, the next request is answered
            self._failed(error)
            if not begun:
                await _plain(500, "sitegen failed; its terminal says more.")(scope, receive, telling)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        """Return the answer to what is not to be asked; what may be asked is left in the scope as one path."""
        headers = Headers(scope=scope)
        if sum(len(name) + len(value) for name, value in headers.raw) > LARGEST:  # they came in one piece
            return _plain(431, "The headers are too long.")
        if self._is_foreign(scope, headers):
            return _plain(403, "This server is not known by that name, and no other site may ask it.")
        if scope["method"] not in _READING:
            return _plain(405, "Only reading is possible here.", {"allow": ", ".join(_READING)})
        if headers.get("content-length", "0").strip("0") or "transfer-encoding" in headers:
            return _plain(400, "A question has no body here.")
        try:
            scope["path"] = path_of(scope["raw_path"], scope["query_string"])
        except BadTargetError as bad:
            return _plain(bad.status, str(bad))
        return None

    def _is_foreign(self, scope: Scope, headers: Headers) -> bool:
        """Tell whether a request was meant for another server, or another site has made the browser send it."""
        local = scope["server"][0]
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._hosts.is_host(hosts[0], local):
            return True
        if any(not self._hosts.is_origin(origin, local) for origin in headers.getlist("origin")):
            return True
        return scope["path"].startswith(OURS) and headers.get("sec-fetch-site", "none") not in ("none", "same-origin")


def _plain(status: int, message: str, headers: dict[str, str] | None = None) -> ASGIApp:
    """Refuse; the connection is closed, for what else was sent on it is not read."""
    return PlainTextResponse(message + "\n", status, {"connection": "close", **(headers or {})})
