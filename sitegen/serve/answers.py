"""An answer as HTTP: with its tag, in full or in part, and none where the browser has it."""

import os
import stat
from html import escape

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sitegen.serve.files import Answer
from sitegen.serve.live import Mark


def respond(request: Request, answer: Answer) -> Response:
    """Return the response to a request.

    Raises:
        OSError: if its file is no longer there.
    """
    tag = f'"{answer.tag}"'
    headers = {"content-type": answer.content_type, "etag": tag, "vary": "Cookie"}
    if answer.status != 200:
        return Response(answer.data, answer.status, headers)
    if _has(request.headers, tag):
        return Response(None, 304, headers)
    if answer.file is None:
        return _of_data(request, answer.data, headers)
    found = os.lstat(answer.file)
    if not stat.S_ISREG(found.st_mode):
        raise FileNotFoundError(answer.file)
    return FileResponse(answer.file, headers=headers, stat_result=found)


def with_script(page: bytes, mark: Mark | None, home: str, *, found: bool) -> bytes:
    """Return a page with the script that follows changes, and nothing else changed.

    The script is told of which mark the page is, so that it sees what changes before it listens; whether it is what was
    asked for, or the page for what is not found; and where the site is.
    """
    told = f"{mark.whole} {mark.without_assets} {mark.files}" if mark else ""
    data = f'data-mark="{told}"{" data-found" if found else ""} data-home="{escape(home)}"'
    script = f'<script src="/__sitegen/live.js" {data} async></script>'.encode()
    place = page.rfind(b"</body>")
    return page + script if place < 0 else page[:place] + script + page[place:]


def _has(headers: Headers, tag: str) -> bool:
    """Tell whether the browser has what it asks for."""
    known = [one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")]
    return tag in known or known == ["*"]


def _of_data(request: Request, data: bytes, headers: dict[str, str]) -> Response:
    headers["accept-ranges"] = "bytes"
    asked = request.headers.get("range", "") if request.headers.get("if-range") in (None, headers["etag"]) else ""
    try:
        part = _range(asked, len(data))
    except ValueError:
        return Response(None, 416, {"content-range": f"bytes */{len(data)}"})
    if part is None:
        return Response(data, 200, headers)
    headers["content-range"] = f"bytes {part.start}-{part.stop - 1}/{len(data)}"
    return Response(data[part.start : part.stop], 206, headers)


def _range(asked: str, size: int) -> range | None:
    """Return the one part that is asked for; None where it is all, or nothing that can be understood.

    Raises:
        ValueError: if there is no such part.
    """
    unit, _, span = asked.partition("=")
    first, dash, last = (one.strip() for one in span.partition("-"))
    if unit.strip().lower() != "bytes" or not dash or not (first or last):
        return None
    if any(one and not (one.isascii() and one.isdigit() and len(one) < 20) for one in (first, last)):
        return None
    if not first:
        part = range(max(size - int(last), 0), size)
    elif last and int(last) < int(first):
        return None
    else:
        part = range(int(first), min(int(last) + 1, size) if last else size)
    if not part:
        raise ValueError(asked)
    return part
