"""Nothing is quadratic: four times the archive costs about four times the operations, counted and not timed."""

import sys
from pathlib import Path
from types import FrameType

import pytest
from archive import archive
from conftest import Make
from newsroom import Newsroom, article

from sitegen.build import cache
from sitegen.build.files import read_file


def operations(folder: Path, count: int) -> tuple[int, int]:
    """Build an archive, then once more after an edit of it, and count the function calls of each build."""
    site = Newsroom(folder, dict(archive(count)))
    first = calls_of(site)
    path = min((folder / "content").rglob("*.md"))
    path.write_text(path.read_text().replace("title: ", "title: New "))
    return first, calls_of(site)


def calls_of(site: Newsroom) -> int:
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        site.build()
    finally:
        sys.setprofile(None)
    return calls


def test_four_times_the_archive_costs_four_times_the_work(tmp_path: Path) -> None:
    calls_of(Newsroom(tmp_path / "warm", dict(archive(5))))
    small, small_again = operations(tmp_path / "small", 150)
    large, large_again = operations(tmp_path / "large", 600)
    assert large < 4.4 * small
    assert large_again < 4.4 * small_again


def test_a_source_that_has_not_changed_is_not_read_again(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    site = newsroom({f"content/a{n}.md": article(f"A {n}") for n in range(5)} | {"content/a.png": "PNG"})
    monkeypatch.setattr(cache, "_RACY", 0)
    site.build()
    read: list[str] = []

    def counted(file: Path) -> bytes:
        read.append(file.name)
        return read_file(file)

    monkeypatch.setattr(cache, "read_file", counted)
    monkeypatch.setattr(cache, "digest_of_file", counted)
    site.write({"content/a3.md": article("Another")})
    site.build()
    assert read == ["a3.md"]
