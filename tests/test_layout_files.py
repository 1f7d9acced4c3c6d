"""Whatever is in layouts/ and is no layout is told, with a hint; no pipe is waited for."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Make
from newsroom import Newsroom, article

from sitegen.errors import Problem

NOT_A_FILE = "cannot be read: it is not a regular file"
LOOP = f"cannot be read: {os.strerror(errno.ELOOP)}"
LEADS_TO_ITSELF = "It is a link that leads to itself: put in its place what it should lead to."
PLAIN_FILE = "Put a plain file there, or take away what is there."


def told(site: Newsroom) -> tuple[str, str, str]:
    (found,) = site.problems()
    assert found.code == "SG050"
    return found.file, found.message, found.hint


@pytest.fixture
def site(newsroom: Make) -> Newsroom:
    return newsroom({"content/a.md": article()})


@pytest.mark.parametrize(
    ("name", "put", "message", "hint"),
    [
        ("layouts/article.html", os.mkfifo, NOT_A_FILE, PLAIN_FILE),
        ("layouts/article.html", lambda path: path.symlink_to("/dev/zero"), NOT_A_FILE, PLAIN_FILE),
        ("layouts/article.html", Path.mkdir, "this is a folder, and must be a file", "Give it another name."),
        ("layouts/article.html", lambda path: path.symlink_to(path.name), LOOP, LEADS_TO_ITSELF),
        (
            "layouts/article.html",
            lambda path: path.symlink_to("gone"),
            f"cannot be read: {os.strerror(errno.ENOENT)}",
            "A link may lead nowhere: put in its place what it should lead to, and build again.",
        ),
        (
            "layouts/partials",
            lambda path: path.symlink_to("/etc"),
            "this is a link to a folder",
            "Put the folder itself there: links to folders are not followed.",
        ),
        ("layouts/locale/en.po", os.mkfifo, NOT_A_FILE, PLAIN_FILE),
        ("layouts/locale/en.po", Path.mkdir, "this is a folder, and must be a file", "Give it another name."),
        ("layouts/locale", Path.touch, "this is a file, and must be a folder", "Catalogues are files in it."),
        ("layouts", Path.touch, "this is a file, and must be a folder", "Layouts are files in it."),
        ("layouts", lambda path: path.symlink_to(path.name), LOOP, LEADS_TO_ITSELF),
    ],
)
def test_what_is_no_layout_is_told(
    site: Newsroom, name: str, put: Callable[[Path], None], message: str, hint: str
) -> None:
    file = site.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    put(file)
    assert told(site) == (name, message, hint)


@pytest.mark.parametrize("name", ["layouts", "layouts/partials"])
def test_a_folder_that_may_not_be_looked_into_is_told(
    site: Newsroom, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write({"layouts/partials/mine.html": ""})
    real = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path) == site.folder / name:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr("sitegen.build.layout_files.os.scandir", refuse)
    assert told(site) == (name, "cannot be read: Permission denied", "Look at its permissions.")


@pytest.mark.parametrize("name", ["layouts/article.html", "layouts/locale/en.po"])
def test_a_file_that_may_not_be_read_is_told(site: Newsroom, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write({name: ""})
    real = os.open

    def refuse(path: Any, *args: Any, **kwargs: Any) -> int:
        if Path(path) == site.folder / name:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", refuse)
    assert told(site) == (name, "cannot be read: Permission denied", "Look at its permissions.")


def test_a_layout_of_a_sites_own_that_cannot_be_read_is_told_once(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(layout="longread"), "layouts/longread.html": b"\n\xe4"})
    (found,) = site.problems()
    expected = ("layouts/longread.html", 2, "not UTF-8 (byte 2 of the file)", "Save it as UTF-8.")
    assert (found.file, found.line, found.message, found.hint) == expected


def test_a_name_that_is_not_utf_8_is_told(site: Newsroom) -> None:
    site.write({"layouts/mine.html": ""})
    (site.folder / "layouts/mine.html").rename(site.folder / "layouts" / os.fsdecode(b"\xe4.html"))
    assert told(site)[0] == r"layouts/\xe4.html"


@pytest.mark.parametrize(
    ("text", "message", "line", "hint"),
    [
        (b'msgid "a"\nhello', "this line is none of a catalogue", 2, "Behind msgid stands a text, behind msgstr its"),
        (b'msgid "a"\nmsgstr "\xe4"', "the catalogue is not UTF-8", 0, "Save it as UTF-8, and let its header say so."),
        (b'msgid "a"\nmsgstr[x] "b"', "the catalogue cannot be read: ", 0, "Look at its header, and at the numbers"),
    ],
)
def test_a_catalogue_that_is_none_is_told(site: Newsroom, text: bytes, message: str, line: int, hint: str) -> None:
    site.write({"layouts/locale/en.po": text})
    (found,) = site.problems()
    assert isinstance(found, Problem)
    assert (found.code, found.file, found.line) == ("SG050", "layouts/locale/en.po", line)
    assert found.message.startswith(message)
    assert found.hint.startswith(hint)


def test_hidden_files_and_editors_leavings_are_no_layouts(site: Newsroom) -> None:
    site.write({"layouts/article.html~": b"\xe4", "layouts/.git/x.html": b"\xe4"})
    (site.folder / "layouts/.#article.html").symlink_to("somebody@somewhere")
    assert site.problems() == []


def test_a_link_to_a_layout_is_followed_and_a_mark_of_byte_order_is_not_printed(site: Newsroom) -> None:
    site.write({"shared.html": b"\xef\xbb\xbf{{ article.title }}\r\nx\r\n"})
    (site.folder / "layouts").mkdir()
    (site.folder / "layouts/article.html").symlink_to("../shared.html")
    site.build()
    assert site.page("/2026/01/02/a/") == "A headline\nx\n"
