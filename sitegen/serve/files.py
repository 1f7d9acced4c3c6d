"""What is served: how it is answered, and which files a page shows."""

import mimetypes
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from msgspec import Struct

from sitegen import urls
from sitegen.build.make import Made

_TEXT = ("text/", "application/xml", "application/json", "application/javascript", "image/svg+xml")
_ADDRESS = re.compile(r"""(?<=[\s"'(,=])/[^\s"'<>(),]*""")
"""An address of this host in HTML."""


class Answer(Struct, frozen=True, kw_only=True):
    """What is served at a path."""

    status: int = 200
    content_type: str
    tag: str
    """Another one wherever the bytes are others, for ETag."""
    data: bytes = b""
    file: Path | None = None
    """The file to send, in place of data."""
    is_page: bool = False
    """Whether it is an HTML page of the site."""


def files_of(made: Made) -> dict[str, Answer]:
    """Return what is served and is no page, by output path."""
    found = {urls.output_path(one.path): (one.file, one.digest, one.data) for one in made.assets.values()}
    found |= {urls.output_path(path): (one.file, one.digest, None) for path, one in made.beside.items()}
    return {output: _file(output, *one) for output, one in found.items()}


def _file(output: str, file: Path, digest: str, data: bytes | None) -> Answer:
    kind = content_type(output)
    return Answer(content_type=kind, tag=digest, data=data or b"", file=file if data is None else None)


def files_in(page: bytes, made: Made, files: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return which files a page names by addresses that stay as they are when the files change, by output path."""
    stamped = {one.url for one in made.desk.frame.assets}
    base = made.desk.urls.base
    named = {unescape(address) for address in _ADDRESS.findall(page.decode())} - stamped
    paths = ("/" + address.removeprefix(base) for address in named if address.startswith(base))
    return tuple(sorted({urls.output_path(path) for path in paths} & files.keys()))


def content_type(path: str) -> str:
    """Return the content type of a file by its name, as static hosts do."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    kind = "application/xml" if kind == "text/xml" else kind
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind
