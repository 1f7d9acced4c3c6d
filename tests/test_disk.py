"""Disks that refuse, files that vanish, and what a disk has spoiled: told as problems, never trusted, always healed."""

import contextlib
import errno
import os
import random
import shutil
import socket
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Make
from newsroom import Newsroom, article, codes, tree

from sitegen.build import cache, database
from sitegen.build import make as making
from sitegen.build.cache import Cache
from sitegen.build.manifest import Manifest
from sitegen.build.output import Output
from sitegen.build.staging import Staging
from sitegen.content.discover import Found, discover
from sitegen.errors import SiteError

DOT = (Path(__file__).parent.parent / "assets/root/apple-touch-icon.png").read_bytes()
SMALL: dict[str, str | bytes] = {
    "content/a.md": article("Alpha", "![d](dot.png)"),
    "content/b.md": article("Beta", "[paper](paper.pdf)"),
    "content/dot.png": DOT,
    "content/paper.pdf": b"paper",
    "assets/root/CNAME": b"gazette.example",
}
EDITED: dict[str, str | bytes] = {
    "content/a.md": article("Alpha two", "![d](dot.png)"),
    "content/c/index.md": article("Gamma", tags="[y]"),
    "content/dot.png": DOT + b"\0",
}


@pytest.fixture
def site(newsroom: Make) -> Newsroom:
    made = newsroom(SMALL)
    made.build()
    return made


def clean_tree(site: Newsroom) -> dict[str, bytes]:
    folder = site.folder.with_name("clean")
    shutil.rmtree(folder, ignore_errors=True)
    site.build(output=folder)
    return tree(folder)


def failure(site: Newsroom) -> SiteError | None:
    try:
        site.build()
    except SiteError as error:
        return error
    return None


def refusing_at(moment: int, patch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Let the disk be full at the given one of all writes; tell whether it was."""
    passed = 0

    def full(real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            nonlocal passed
            passed += 1
            if passed == moment:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*args, **kwargs)

        return wrapped

    for name in ("rename", "replace", "mkdir", "unlink"):
        patch.setattr(Path, name, full(getattr(Path, name)))
    patch.setattr(os, "fsync", full(os.fsync))
    real_open = Path.open

    def opened(path: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        return full(real_open)(path, mode, *args, **kwargs) if "w" in mode else real_open(path, mode, *args, **kwargs)

    patch.setattr(Path, "open", opened)
    return lambda: passed >= moment


@pytest.mark.parametrize("first", [True, False], ids=["the first build", "a later build"])
def test_a_full_disk_at_any_write_is_told_and_healed_by_the_next_build(newsroom: Make, *, first: bool) -> None:
    site = newsroom(SMALL)
    if not first:
        site.build()
        site.write(EDITED)
        (site.folder / "content/b.md").unlink()
    expected = clean_tree(site)
    kept = site.folder.with_name("kept")
    shutil.copytree(site.folder, kept)
    for moment in range(1, 400):
        shutil.rmtree(site.folder)
        shutil.copytree(kept, site.folder)
        before = tree(site.output)
        with pytest.MonkeyPatch.context() as patch:
            refused = refusing_at(moment, patch)
            error = failure(site)
        if error:
            assert (codes(list(error.problems)), error.exit_code) == (["SG003"], 2), moment
            assert error.output == "partial" or tree(site.output) == before, moment
        site.build()
        assert tree(site.output) == expected, moment
        assert not [path for path in site.folder.iterdir() if path.name.startswith(".output")], moment
        if not refused():
            return
    pytest.fail("the build has more writes than this test tries")


def test_what_is_no_file_in_content_is_left_alone_and_named(site: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    content, before = site.folder / "content", tree(site.output)
    os.mkfifo(content / "pipe.md")
    (content / "itself.md").symlink_to("itself.md")
    (content / "out.md").symlink_to("/etc/passwd")
    (content / "folder.md").symlink_to("/etc")
    kinds = {"pipe.md": "not a regular file", **dict.fromkeys(("itself.md", "out.md", "folder.md"), "symbolic link")}
    with socket.socket(socket.AF_UNIX) as listener:
        monkeypatch.chdir(content)
        listener.bind("socket.md")  # such an address is at most a hundred characters long
        kinds["socket.md"] = "not a regular file"
        with contextlib.suppress(PermissionError):  # devices are made by root alone
            os.mknod(content / "device.md", stat.S_IFCHR, os.makedev(1, 5))
            kinds["device.md"] = "not a regular file"
        report = site.build()
    assert {one.path: one.reason for one in report.accounts if one.outcome == "ignored"} == kinds
    assert (report.written, tree(site.output)) == ((), before)


def test_a_folder_that_cannot_be_looked_into_is_told_with_a_hint(
    site: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write({"content/closed/a.md": article("Closed")})
    real = os.scandir

    def scandir(path: Any) -> Any:
        if os.fspath(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    (problem,) = site.problems()
    assert (problem.code, problem.file, problem.message) == (
        "SG017",
        "content/closed",
        "cannot be read: Permission denied",
    )
    assert "permissions" in problem.hint


@pytest.mark.parametrize("name", ["content/a.md", "content/dot.png", "content/paper.pdf"])
@pytest.mark.parametrize("into", ["nothing", "a folder", "a pipe"])
def test_a_file_that_changes_into_something_else_after_it_was_seen_is_a_problem(
    site: Newsroom, name: str, into: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(site.output)
    real = discover

    def seen(*args: Any) -> Found:
        found = real(*args)
        file = site.folder / name
        file.unlink()
        if into == "a folder":
            file.mkdir()
        elif into == "a pipe":
            os.mkfifo(file)
        return found

    (site.folder / name).touch()
    monkeypatch.setattr(making, "discover", seen)
    (problem,) = site.problems()
    assert (problem.code, problem.file) == ("SG017", name)
    assert problem.hint
    assert tree(site.output) == before


def test_an_asset_that_cannot_be_read_is_a_problem(site: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write({"assets/print.css": "a{}", "assets/logo.png": DOT, "assets/more/x.png": DOT})
    real, walk = os.open, os.walk

    def refuse(path: Any, *args: Any, **kwargs: Any) -> int:
        if Path(path).name in ("print.css", "logo.png"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", refuse)
    found = [(one.code, one.file) for one in site.problems()]
    assert found == [("SG053", "assets/logo.png"), ("SG053", "assets/print.css")]
    monkeypatch.undo()

    def refuse_folder(top: Any, **kwargs: Any) -> Any:
        for here, folders, names in walk(top, **kwargs):
            if Path(here).name == "more":
                kwargs["onerror"](PermissionError(errno.EACCES, "Permission denied", here))
            yield here, folders, names

    monkeypatch.setattr(os, "walk", refuse_folder)
    assert [(one.code, one.file) for one in site.problems()] == [("SG053", "assets/more")]


@pytest.mark.parametrize("name", ["content/dot.png", "content/paper.pdf"])
def test_a_file_that_changes_while_it_is_read_is_not_published(
    newsroom: Make, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(SMALL)
    real = Cache.digest

    def digest(self: Cache, file: Path, told: str) -> str:
        found = real(self, file, told)
        if told == name:
            file.write_bytes(b"changed")
        return found

    monkeypatch.setattr(Cache, "digest", digest)
    problems = site.problems()
    assert {(one.code, one.file, one.message) for one in problems} == {
        ("SG017", name, "cannot be read: it changed while it was read")
    }
    assert not site.output.exists()


def test_names_that_are_not_utf_8_are_shown_escaped(site: Newsroom) -> None:
    for folder in ("content", "assets"):
        (site.folder / folder / os.fsdecode(b"caf\xe9.md")).write_bytes(b"")
    (site.folder / "content" / os.fsdecode(b".caf\xe9")).write_bytes(b"")
    found = [(one.code, one.file) for one in site.problems()]
    assert found == [("SG053", r"assets/caf\xe9.md"), ("SG017", r"content/caf\xe9.md")]


def test_two_names_that_differ_in_case_only_are_a_warning(site: Newsroom) -> None:
    site.write({"content/A.md": article("Another", slug="another"), "assets/x.png": b"1", "assets/X.png": b"2"})
    found = [(one.code, one.file) for one in site.build().problems]
    assert found == [("SG005", "assets/x.png"), ("SG005", "content/a.md")]


# What stands in .sitegen/


def cache_of(site: Newsroom) -> Path:
    (found,) = (site.folder / ".sitegen").glob("cache*.sqlite")
    return found


def manifest_of(site: Newsroom) -> Path:
    (found,) = (site.folder / ".sitegen").glob("output*.rows")
    return found


@pytest.mark.parametrize("seed", range(20))
def test_a_cache_with_spoiled_bytes_is_never_trusted(site: Newsroom, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # reproducible damage
    data = bytearray(cache_of(site).read_bytes())
    for _ in range(chance.choice([1, 3, 30, 300])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    cache_of(site).write_bytes(data[: chance.choice([len(data), len(data) // 2])])
    site.write(EDITED)
    site.build()
    assert tree(site.output) == clean_tree(site)


def another_programs(file: Path) -> None:
    file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as other:
        other.executescript("CREATE TABLE files (name TEXT); INSERT INTO files VALUES ('mine');")


def of_a_newer_version(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as newer:
        newer.executescript("ALTER TABLE files ADD COLUMN more TEXT; PRAGMA user_version=999;")


@pytest.mark.parametrize("replace", [another_programs, of_a_newer_version])
def test_a_cache_of_another_program_or_version_is_made_anew(site: Newsroom, replace: Callable[[Path], None]) -> None:
    replace(cache_of(site))
    assert codes(list(site.build().problems)) == ["SG004"]
    assert site.build().problems == ()


def test_a_cache_that_is_a_folder_is_done_without(site: Newsroom) -> None:
    cache_of(site).unlink()
    cache_of_folder = site.folder / ".sitegen/cache-3.sqlite"
    cache_of_folder.mkdir()
    report = site.build()
    (problem,) = report.problems
    assert (problem.code, report.written) == ("SG004", ())
    assert "(.sitegen/cache-3.sqlite is a folder; delete it)" in problem.message


def test_a_cache_that_the_disk_refuses_is_told_by_its_name_in_the_site(
    site: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, _schema: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(cache, "connect", refused)
    site.write({"content/a.md": article("Alpha two")})
    (problem,) = site.build().problems
    assert "(.sitegen/cache-3.sqlite: Permission denied)" in problem.message


def test_a_cache_that_another_program_holds_is_done_without_and_left_alone(
    site: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0)
    with contextlib.closing(sqlite3.connect(cache_of(site), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        site.write(EDITED)
        (problem,) = site.build().problems
        assert "locked" in problem.message
        other.execute("COMMIT")
    assert site.build().problems == ()


@pytest.mark.parametrize("method", ["_keep", "bodies", "keep_memo", "keep_picture_size", "memo"])
def test_a_cache_that_fails_on_the_way_is_done_without(
    newsroom: Make, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(SMALL)
    calls: list[int] = []
    real = getattr(Cache, method)

    def failing(self: Cache, *args: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise sqlite3.OperationalError("database or disk is full")
        return real(self, *args)

    monkeypatch.setattr(Cache, method, failing)
    assert codes(list(site.build().problems)) == ["SG004"]
    assert tree(site.output) == clean_tree(site)


@pytest.mark.parametrize("damage", ["empty", "cut", "changed", "text"])
def test_a_spoiled_manifest_is_made_anew_and_what_may_be_left_is_named(site: Newsroom, damage: str) -> None:
    data = manifest_of(site).read_bytes()
    spoiled = {"empty": b"", "cut": data[:-9], "changed": data[:-9] + b"\1" + data[-8:], "text": b"not ours"}[damage]
    manifest_of(site).write_bytes(spoiled)
    site.write({"output/theirs.txt": "mine"})
    (site.folder / "content/b.md").unlink()
    (problem,) = site.build().problems
    assert problem.code == "SG004"
    assert "2026/01/02/b/index.html" in problem.hint
    assert "theirs.txt" in problem.hint
    left = {"theirs.txt", "2026/01/02/b/index.html", "media/paper.pdf"}
    assert {name: data for name, data in tree(site.output).items() if name not in left} == clean_tree(site)
    assert site.build().problems == ()


def test_a_strict_build_makes_a_spoiled_manifest_and_a_spoiled_cache_anew_and_says_so_once(site: Newsroom) -> None:
    manifest_of(site).write_bytes(b"not ours")
    another_programs(cache_of(site))
    assert [problem.code for problem in site.build(strict=True).problems] == ["SG004", "SG004"]
    assert tree(site.output) == clean_tree(site)
    assert site.build(strict=True).problems == ()


def test_a_work_folder_that_cannot_be_written_is_refused_before_anything_is_published(site: Newsroom) -> None:
    before = tree(site.output)
    shutil.rmtree(site.folder / ".sitegen")
    (site.folder / ".sitegen").write_text("a file")
    with pytest.raises(SiteError) as caught:
        site.build()
    assert (codes(list(caught.value.problems)), caught.value.exit_code) == (["SG003"], 2)
    assert caught.value.problems[0].hint == "Delete .sitegen; sitegen makes its own."
    assert tree(site.output) == before


@pytest.mark.parametrize("kind", ["folder", "link"])
@pytest.mark.parametrize("name", ["lock", "output.rows", "output.state", "output.staging"])
def test_what_stands_where_a_file_of_ours_goes_is_no_harm_or_named(site: Newsroom, name: str, kind: str) -> None:
    before = tree(site.output)
    stem, _, suffix = name.partition(".")
    place = site.folder / ".sitegen" / manifest_of(site).with_suffix(f".{suffix}").name if suffix else stem
    place = site.folder / ".sitegen" / place
    place.unlink(missing_ok=True)
    if kind == "folder":
        place.mkdir()
    else:
        place.symlink_to("nowhere")
    site.write(EDITED)
    try:
        site.build()
    except SiteError as error:
        *_, problem = error.problems  # before it may come SG004
        assert problem.message.startswith(f".sitegen/{place.name} is a {kind}")
        assert problem.hint.startswith(f"Delete .sitegen/{place.name}; sitegen makes its own.")
        assert tree(site.output) == before
        shutil.rmtree(place) if kind == "folder" else place.unlink()
        site.build(adopt="--adopt" in problem.hint)
    assert clean_tree(site).items() <= tree(site.output).items()


def test_what_a_kill_left_of_a_state_goes_with_the_next_build(site: Newsroom) -> None:
    left = manifest_of(site).with_suffix(".state.new")
    left.write_text("half")
    site.write(EDITED)
    site.build()
    assert not left.exists()


def test_a_manifest_that_cannot_be_written_leaves_the_output(site: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(site.output)
    site.write(EDITED)
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.suffix == ".rows":
            raise OSError(errno.EROFS, "Read-only file system")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(SiteError) as caught:
        site.build()
    assert caught.value.output == "kept"
    assert tree(site.output) == before
    assert not list((site.folder / ".sitegen").glob("*.new"))


# Where the output is


@pytest.mark.parametrize("alone", [True, False], ids=["a disk of its own", "a folder of another disk"])
def test_an_output_on_another_disk(newsroom: Make, *, alone: bool) -> None:
    site = newsroom(SMALL)
    output = site.output
    output.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        if alone:
            real_mount = os.path.ismount
            patch.setattr(os.path, "ismount", lambda path: Path(path) == output or real_mount(path))
        else:
            real = Path.replace

            def replace(self: Path, target: Path) -> Path:
                if output in Path(target).parents:
                    raise OSError(errno.EXDEV, "Invalid cross-device link")
                return real(self, target)

            patch.setattr(Path, "replace", replace)
        site.build()
        site.write(EDITED)
        site.build()
        assert site.build().written == ()
        assert not [path for path in (*output.iterdir(), *site.folder.iterdir()) if path.name.endswith("sitegen-new")]
    assert tree(output) == clean_tree(site)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="there is no other disk")  # noqa: S108
def test_an_output_on_a_real_other_disk(newsroom: Make) -> None:
    site = newsroom(SMALL)
    other = Path("/dev/shm") / f"sitegen-test-{os.getpid()}"  # noqa: S108
    try:
        site.build(output=other)
        site.write(EDITED)
        site.build(output=other)
        assert tree(other) == clean_tree(site)
    finally:
        shutil.rmtree(other, ignore_errors=True)


def test_a_kill_leaves_no_staging_inside_of_an_output_that_is_a_disk(
    newsroom: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(SMALL)
    site.output.mkdir()
    real = os.path.ismount
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site.output or real(path))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Staging, "remove", lambda _self: None)
        patch.setattr(Manifest, "put", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            site.build()
    assert [path.name for path in site.output.iterdir()] == [".sitegen-new"]
    site.build()
    assert not (site.output / ".sitegen-new").exists()


def test_what_is_left_in_staging_and_cannot_be_removed_is_not_published(
    newsroom: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom(SMALL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Staging, "remove", lambda _self: None)
        patch.setattr(Manifest, "put", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            site.build()
    site.write({".output.sitegen-new/left.html": "left"})
    monkeypatch.setattr(shutil, "rmtree", lambda *_args, **_options: None)
    with pytest.raises(SiteError, match="cannot be removed"):
        site.build()
    monkeypatch.undo()
    site.build()
    assert not (site.output / "left.html").exists()


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is(
    site: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(site.output)
    site.write({"content/a.md": article("Alpha two"), "content/c.md": article("Gamma")})
    real = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: Path(path) != site.output / "2026/01/02/a" and real(path, mode)
    )
    with pytest.raises(SiteError, match="2026/01/02/a cannot be written"):
        site.build()
    assert tree(site.output) == before


def test_a_page_of_ours_that_cannot_be_deleted_is_told_and_tried_again(site: Newsroom) -> None:
    (site.folder / "content/b.md").unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Output, "_delete", lambda *_: (_ for _ in ()).throw(PermissionError(errno.EACCES, "Permission denied"))
        )
        with pytest.raises(SiteError) as caught:
            site.build()
    assert caught.value.output == "partial"
    site.build()
    assert tree(site.output) == clean_tree(site)
