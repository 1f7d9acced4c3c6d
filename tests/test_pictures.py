"""Pictures that are none: told by their name, in the first build and in every later one."""

import io
import struct
import zlib

import pytest
from conftest import Make
from newsroom import article, picture
from PIL import Image

from sitegen.build import pictures


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.jpg", b""), ("a.jpg", picture("JPEG")[:20]), ("a.JPG", b"Photo to follow"), ("a.webp", b"RIFF")],
)
@pytest.mark.parametrize("where", ["content", "assets"])
def test_a_picture_that_is_none_is_told_by_its_name_in_every_build(
    newsroom: Make, name: str, data: bytes, where: str
) -> None:
    files = {"content/a.md": article(photo=f"/{name}"), "content/b.md": article("B", f"![x](/{name})")}
    site = newsroom({**files, f"{where}/{name}": data})
    for _ in range(2):
        assert [(one.code, one.file) for one in site.problems()] == [("SG035", f"{where}/{name}")]
        site.write({"content/c.md": article("C")})
    assert site.problems(strict=True)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_that_is_one_is_not_told(newsroom: Make, kind: str) -> None:
    name = f"a.{kind.lower()}"
    site = newsroom({"content/a.md": article(photo=name), f"content/{name}": picture(kind)})
    assert site.problems() == []
    assert 'width="3" height="2"' in site.page("/2026/01/02/a/")


def test_a_picture_that_is_none_is_looked_at_once(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[bytes] = []

    def measured(data: bytes) -> tuple[int, int]:
        looked.append(data)
        return 0, 0

    monkeypatch.setattr(pictures, "_measured", measured)
    site = newsroom({"content/a.md": article(photo="a.jpg"), "content/a.jpg": b"no picture"})
    for title in ("A", "B", "C"):
        site.write({"content/b.md": article(title)})
        site.build()
    assert looked == [b"no picture"]


def test_a_picture_that_no_article_names_is_not_told(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(), "content/a.jpg": b"", "assets/b.jpg": b""})
    assert site.problems() == []


def of_size(width: int, height: int) -> bytes:
    """Return the beginning of a PNG file that says how large it is."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return head + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))


def test_a_picture_that_is_larger_than_any_is_told(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(photo="a.png"), "content/a.png": of_size(60_000, 60_000)})
    (problem,) = site.problems()
    assert (problem.code, problem.file) == ("SG035", "content/a.png")


def test_a_large_picture_has_its_size_and_nothing_else_is_said(
    newsroom: Make, recwarn: pytest.WarningsRecorder
) -> None:
    stream = io.BytesIO()
    Image.new("1", (12_000, 9_000)).save(stream, "PNG")
    site = newsroom({"content/a.md": article(photo="a.png"), "content/a.png": stream.getvalue()})
    assert site.problems() == []
    assert not recwarn.list
    assert 'width="12000"' in site.page("/2026/01/02/a/")
