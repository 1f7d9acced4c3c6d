"""`sitegen serve`: what is served is what would be built, at once, and what is wrong is told."""

import itertools
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Make
from newsroom import SITE_YAML, Newsroom, article, picture, tree
from serving import Serving, served, wait_for, without_script

FILES: dict[str, str | bytes] = {
    "content/a.md": article("First", "Of the harbor.\n\n![A boat](boat.png)", tags="[harbor]", people="[Zoë Quist]"),
    "content/b.md": article("Second", "See [the first](a.md).", date="2026-02-03", aliases="[/old/second/]"),
    "content/draft.md": article("Not yet", draft="true"),
    "content/later.md": article("Tomorrow", date="2027-01-01"),
    "content/boat.png": picture(),
    "content/über uns.pdf": b"%PDF-1.4 nothing",
    "content/c.md": article("Third", "[About](<über uns.pdf>)", date="2026-02-04"),
    "content/pages/about.md": "---\ntitle: About\n---\n\nUs.\n",
    "assets/root/.well-known/security.txt": "Contact: mailto:desk@gazette.example\n",
    "assets/root/CNAME": "gazette.example\n",
    "assets/site.css": "body { color: black }\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    made = Newsroom(tmp_path_factory.mktemp("served") / "site", FILES)
    made.build()
    return made


@pytest.fixture(scope="module")
def server(site: Newsroom) -> Iterator[Serving]:
    with served(site) as running:
        yield running


def address_of(file: str) -> str:
    from urllib.parse import quote

    return "/" + quote(
        file.removesuffix("index.html") if file.endswith("/index.html") or file == "index.html" else file
    )


def test_every_built_file_is_served_with_the_same_bytes(site: Newsroom, server: Serving) -> None:
    built = tree(site.output)
    assert len(built) > 20
    for file, data in built.items():
        status, headers, served_data = server.ask(address_of(file))
        assert (status, without_script(served_data)) == (200, data), file
        assert headers["cache-control"] == "no-cache"
        assert int(headers["content-length"]) == len(served_data)


def test_only_pages_carry_the_script_and_once(server: Serving) -> None:
    assert server.ask("/")[2].count(b"/__sitegen/live.js") == 1
    assert server.ask("/")[2].endswith(b"async></script></body>\n</html>\n")
    for path in ("/feed.xml", "/robots.txt", "/CNAME", "/sitemap.xml"):
        assert b"__sitegen" not in server.ask(path)[2], path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/CNAME", "application/octet-stream"),
        ("/media/boat.png", "image/png"),
        ("/media/%C3%BCber%20uns.pdf", "application/pdf"),
        ("/favicon.ico", "image/vnd.microsoft.icon"),
    ],
)
def test_content_types_are_those_of_static_hosts(server: Serving, path: str, kind: str) -> None:
    status, headers, _ = server.ask(path)
    assert (status, headers["content-type"]) == (200, kind)


def test_a_folder_without_its_slash_leads_to_it_with_the_query(server: Serving) -> None:
    assert server.ask("/tags/harbor?a=b%20c")[1]["location"] == "/tags/harbor/?a=b%20c"
    assert server.ask("/tags/harbor")[0] == 301


def test_the_desk_is_found_without_its_slash_too(server: Serving) -> None:
    assert server.ask("/__sitegen")[1]["location"] == "/__sitegen/"


def test_the_name_of_the_file_shows_the_page_too(server: Serving) -> None:
    assert server.page("/index.html") == server.page("/")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/nothing/",
        "/robots.txt/",
        "/INDEX.html",
        "//",
        "/draft/",
        "/site.yaml",
        "/content/a.md",
        "/.sitegen/",
    ],
)
def test_what_is_not_in_the_plan_is_not_served_but_the_page_for_it(server: Serving, site: Newsroom, path: str) -> None:
    status, headers, data = server.ask(path)
    assert (status, without_script(data)) == (404, (site.output / "404.html").read_bytes())
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_a_question_for_the_head_has_the_same_headers_and_no_body(server: Serving) -> None:
    for path in ("/", "/media/boat.png", "/nothing", "/__sitegen/live.js"):
        full, head = server.ask(path), server.ask(path, "HEAD")
        assert head[2] == b""
        for answer in (full, head):
            del answer[1]["date"]
        assert head[:2] == full[:2], path


@pytest.mark.parametrize("path", ["/", "/media/boat.png", "/feed.xml"])
def test_what_the_browser_has_is_not_sent_again(server: Serving, path: str) -> None:
    tag = server.ask(path)[1]["etag"]
    for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        status, headers, data = server.ask(path, If_None_Match=known)
        assert (status, headers["etag"], data) == (304, tag, b""), known
    assert server.ask(path, If_None_Match='"x"')[0] == 200


@pytest.mark.parametrize("path", ["/", "/media/boat.png", "/feed.xml"])
def test_a_part_can_be_asked_for(server: Serving, path: str) -> None:
    _, headers, full = server.ask(path)
    size = len(full)
    for asked, part in {
        "bytes=0-9": full[:10],
        "bytes=10-": full[10:],
        "bytes=-10": full[-10:],
        f"bytes=5-{size + 100}": full[5:],
    }.items():
        status, found, data = server.ask(path, Range=asked)
        assert (status, data) == (206, part), asked
        assert found["content-range"].endswith(f"/{size}")
    assert server.ask(path, Range=f"bytes={size}-")[0] == 416
    assert server.ask(path, Range=f"bytes={size}-")[1]["content-range"] == f"bytes */{size}"
    assert server.ask(path, Range="bytes=0-9", If_Range='"another"')[0] == 200
    assert server.ask(path, Range="bytes=0-9", If_Range=headers["etag"])[0] == 206


def test_a_site_below_a_path_is_served_there(newsroom: Make) -> None:
    site = newsroom({**FILES, "site.yaml": SITE_YAML.replace("example/", "example/news/")})
    site.build()
    with served(site) as server:
        for file, data in tree(site.output).items():
            status, _, found = server.ask("/news" + address_of(file))
            assert (status, without_script(found)) == (200, data), file
        assert server.ask("/?q=1")[:2][0] == 302
        assert server.ask("/?q=1")[1]["location"] == "/news/?q=1"
        assert server.ask("/news")[1]["location"] == "/news/"
        assert server.ask("/news/tags/harbor")[1]["location"] == "/news/tags/harbor/"
        assert server.ask("/tags/harbor/")[0] == 404
        with server.events("/news/") as events:
            assert events.next()["mark"]


def test_an_edit_is_in_the_next_answer_and_tabs_are_told(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site) as server, server.events("/2026/01/02/a/") as mine, server.events("/robots.txt") as other:
        first, other_first = mine.next(), other.next()
        for number in range(30):
            site.write({"content/a.md": article(f"Title {number}", tags="[harbor]")})
            assert f"<h1>Title {number}</h1>" in server.page("/2026/01/02/a/")
            assert f"Title {number}" in server.page("/tags/harbor/")
        site.write({"content/a.md": article("The last", tags="[harbor]")})
        told = mine.next()
        while f"{told['mark']}" == f"{first['mark']}":
            told = mine.next()
        assert told["instance"] == first["instance"]
        assert other.next()["mark"] == other_first["mark"]
        wait_for(lambda: "content/a.md: " in server.said())


def test_a_new_file_a_deleted_one_and_a_renamed_one_are_seen(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site) as server:
        site.write({"content/deep/er/new.md": article("New", date="2026-03-01")})
        assert server.ask("/2026/03/01/new/")[0] == 200
        (site.folder / "content/deep/er/new.md").rename(site.folder / "content/newer.md")
        assert server.ask("/2026/03/01/new/")[0] == 404
        assert server.ask("/2026/03/01/newer/")[0] == 200
        (site.folder / "content/newer.md").unlink()
        assert server.ask("/2026/03/01/newer/")[0] == 404


def test_a_deleted_page_is_told_to_its_tab(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site) as server, server.events("/2026/02/04/c/") as events:
        assert events.next()["mark"]
        (site.folder / "content/c.md").unlink()
        told = events.next()
        while told["mark"]:
            told = events.next()


def test_a_style_sheet_changes_one_of_the_marks_and_its_address(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site) as server, server.events("/") as events:
        first = events.next()
        site.write({"assets/style.css": "body { color: green }\n"})
        told = events.next()
        assert told["mark"]["without_assets"] == first["mark"]["without_assets"]
        assert told["mark"]["whole"] != first["mark"]["whole"]
        assert told["assets"]["style.css"] != first["assets"]["style.css"]
        assert server.ask(told["assets"]["style.css"])[2] == b"body { color: green }\n"


def test_an_error_keeps_the_last_good_page_and_is_laid_over_it(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site) as server, server.events("/") as events:
        good, first = server.page("/"), events.next()
        site.write({"content/a.md": "---\ntitle: [\n---\n"})
        told = events.next()
        assert "SG011" in told["overlay"]
        assert told["mark"] == first["mark"]
        assert server.page("/") == good
        wait_for(lambda: "content/a.md:3:1: error SG011" in server.said())
        site.write({"content/a.md": FILES["content/a.md"]})
        assert events.next()["overlay"] == ""


def test_what_an_overlay_shows_of_the_sources_is_what_is_there(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site) as server, server.events("/") as events:
        events.next()
        for headline in ("One", "Other"):
            site.write({"content/a.md": article(headline, date="never")})
            while headline not in events.next()["overlay"]:
                pass


def test_a_page_that_was_never_seen_without_an_error_is_a_list_of_them(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site) as server:
        site.write({"content/a.md": article("Broken", date="never")})
        status, headers, data = server.ask("/2026/01/02/a/")
        assert (status, headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert b"is not a date" in data
        assert b"/__sitegen/live.js" in data


def test_a_layout_of_the_page_for_what_is_not_found_that_fails_is_told(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site) as server:
        assert server.ask("/nothing")[0] == 404
        site.write({"layouts/404.html": "{{ 1 // 0 }}"})
        assert server.ask("/nothing")[0] == 404
        wait_for(lambda: "SG052" in server.said())


def test_a_layout_that_fails_is_told_and_mended(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site) as server, server.events("/2026/01/02/a/") as events:
        good = server.page("/2026/01/02/a/")
        assert events.next()["overlay"] == ""
        site.write({"layouts/article.html": "{{ article.title }}{{ 1 // (article.title|length - 5) }}"})
        told = events.next()
        assert "SG052" in told["overlay"]
        assert server.page("/2026/01/02/a/") == good
        site.write({"layouts/article.html": "{{ article.title }}{{ 1 // (article.title|length - 5) }}!"})
        assert "SG052" in events.next()["overlay"]
        (site.folder / "layouts/article.html").unlink()
        told = events.next()
        while told["overlay"]:
            told = events.next()
        assert server.page("/2026/01/02/a/") == good


def test_a_site_that_starts_in_error_says_so_until_it_is_right(newsroom: Make) -> None:
    site = newsroom({**FILES, "site.yaml": "title: [\n"})
    with served(site) as server:
        status, _, data = server.ask("/")
        assert status == 503
        assert b"SG001" in data
        assert b"/__sitegen/live.js" in data
        with server.events("/") as events:
            assert events.next()["mark"] is None
            site.write({"site.yaml": SITE_YAML})
            told = events.next()
            while not told["mark"]:
                told = events.next()
        assert server.ask("/")[0] == 200


@pytest.mark.parametrize("gone", ["content", "layouts", "assets", "site.yaml", "."])
def test_the_server_survives_what_is_removed_and_sees_it_come_back(newsroom: Make, gone: str) -> None:
    site = newsroom({**FILES, "layouts/footer.html": "<footer>ours</footer>"})
    site.build()
    with served(site) as server:
        kept = site.folder.with_name("kept")
        victim = site.folder if gone == "." else site.folder / gone
        victim.rename(kept)
        time.sleep(0.2)
        assert server.ask("/")[0] in (200, 503)
        if kept.is_dir():
            shutil.copytree(kept, victim)
        else:
            shutil.copy(kept, victim)
        wait_for(lambda: server.page("/") == site.page("/"))
        site.write({"content/a.md": article("Still watched")})
        wait_for(lambda: "Still watched" in server.said() or "Still watched" in server.page("/2026/01/02/a/"))
        assert server.process.poll() is None


def test_other_moments_and_drafts_are_seen_by_one_browser_alone(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site) as server:
        assert server.ask("/2027/01/01/later/")[0] == 404
        status, headers, _ = server.ask("/__sitegen/?now=2027-02-03%2007:30&file=content/later.md")
        assert (status, headers["location"]) == (303, "/2027/01/01/later/")
        cookie = headers["set-cookie"].partition(";")[0]
        assert all(part in headers["set-cookie"] for part in ("HttpOnly", "SameSite=strict", "Path=/"))
        assert server.ask("/2027/01/01/later/", Cookie=cookie)[0] == 200
        assert server.ask("/2027/01/01/later/")[0] == 404
        with server.events("/2027/01/01/later/", Cookie=cookie) as events:
            told = events.next()
            assert (told["as_of"], bool(told["mark"])) == ("2027-02-03 07:30", True)
            site.write({"content/later.md": article("Changed", date="2027-01-01")})
            assert events.next()["mark"] != told["mark"]
        assert "Changed" in server.ask("/2027/01/01/later/", Cookie=cookie)[2].decode()
        status, headers, _ = server.ask("/__sitegen/?drafts=1&file=content/draft.md")
        assert headers["location"] == "/2026/01/02/draft/"
        assert server.ask("/2026/01/02/draft/", Cookie=f"sitegen_drafts_{server.port}=1")[0] == 200
        assert server.ask("/__sitegen/?now=soon")[0] == 400
        assert "Max-Age=0" in server.ask("/__sitegen/?now=", Cookie=cookie)[1]["set-cookie"]
        assert server.ask("/2026/01/02/draft/", Cookie="sitegen_drafts_1=1")[0] == 404  # another server's
        nonsense = f"sitegen_now_{server.port}=nonsense; sitegen_drafts_{server.port}=7"
        assert server.ask("/", Cookie=nonsense)[0] == 200


def test_drafts_and_the_future_are_shown_where_they_are_asked_for(newsroom: Make) -> None:
    with served(newsroom(FILES), "--drafts", "--future") as server:
        assert server.ask("/2026/01/02/draft/")[0] == 200
        assert server.ask("/2027/01/01/later/")[0] == 200


def test_following_takes_the_browser_to_what_was_edited(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site, "--follow") as server, server.events("/") as events:
        events.next()
        site.write({"content/b.md": article("Second", "Edited.", date="2026-02-03")})
        assert events.next()["follow"] == "/2026/02/03/b/"


def test_a_layout_that_is_a_link_is_followed_where_it_leads(newsroom: Make, tmp_path: Path) -> None:
    site = newsroom(FILES)
    shared = tmp_path / "shared.html"
    shared.write_text("<p>One")
    (site.folder / "layouts").mkdir()
    (site.folder / "layouts/article.html").symlink_to(shared)
    with served(site) as server, server.events("/2026/01/02/a/") as events:
        before = events.next()
        shared.write_text("<p>Other")
        assert events.next()["mark"] != before["mark"]
        wait_for(lambda: "layouts/article.html: " in server.said())


def test_polling_sees_changes_too_and_says_that_it_polls(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site, "--poll") as server, server.events("/") as events:
        wait_for(lambda: "as --poll asks" in server.said())
        first = events.next()
        site.write({"content/a.md": article("Polled")})
        assert events.next()["mark"] != first["mark"]


def test_the_clock_releases_what_was_scheduled(newsroom: Make) -> None:
    from datetime import UTC, datetime, timedelta

    due = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=5)
    site = newsroom({"content/soon.md": article("Soon", date=f"{due:%Y-%m-%dT%H:%M:%S+00:00}", slug="soon")})
    folder = site.folder
    with served(site, "--now", "2020-01-01") as server:
        assert "Soon" not in server.page("/")
    import subprocess
    import sys

    from serving import VARIABLES

    said = folder.with_name("clock.txt")
    with said.open("w") as stream:
        command = [sys.executable, "-m", "sitegen", "serve", str(folder), "--port", "0"]
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, env=VARIABLES, text=True)
    try:
        server = Serving(process, said)
        wait_for(lambda: "the clock: " in server.said())
        assert "Soon" in server.page("/")
        assert datetime.now(UTC) >= due
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_server_at_once_with_open_streams(newsroom: Make, sign: signal.Signals, code: int) -> None:
    with served(newsroom(FILES)) as server, server.events("/") as events:
        events.next()
        begun = time.monotonic()
        server.process.send_signal(sign)
        assert server.process.wait(timeout=10) == code
        assert time.monotonic() - begun < 2
        assert "The server has ended." in server.said()
        assert "Traceback" not in server.said()


def test_keys_open_the_browser_and_end_the_server_and_the_terminal_is_as_before(newsroom: Make, tmp_path: Path) -> None:
    import pty
    import subprocess
    import sys
    import termios

    from serving import VARIABLES

    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    command = [sys.executable, "-m", "sitegen", "serve", str(newsroom(FILES).folder), "--port", "0"]
    said = tmp_path / "said.txt"
    with said.open("w") as stream:
        variables = {**VARIABLES, "BROWSER": f"{browser} %s"}
        process = subprocess.Popen(command, stdin=slave, stdout=stream, stderr=subprocess.STDOUT, env=variables)
    try:
        wait_for(lambda: "Serving" in said.read_text())
        wait_for(lambda: not termios.tcgetattr(slave)[3] & termios.ICANON)
        os.write(master, b"xo")
        wait_for(lambda: opened.exists() and opened.read_text().startswith("http://127.0.0.1:"))
        os.write(master, b"q")
        assert process.wait(timeout=10) == 0
        assert termios.tcgetattr(slave) == before
    finally:
        process.kill()
        process.wait()


def test_the_start_shows_how_far_it_is_and_nothing_of_that_later(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sitegen.commands.progress import progress

    clock = itertools.count(0, 2)
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    monkeypatch.setattr("sitegen.commands.progress.runs_in_ci", lambda: False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress(shown=True) as watcher:
        watcher.progress("reading", 1, 2)
    assert "Reading" in capsys.readouterr().err
    watcher.progress("reading", 2, 2)
    assert capsys.readouterr().err == ""


def test_the_next_free_port_is_taken_and_said(newsroom: Make) -> None:
    site = newsroom(FILES)
    with served(site) as server:
        port = str(server.port)
        with served(site, "--port", port) as other:
            assert other.port != server.port
            assert f"Port {port} is taken; {other.port} is free." in other.said()
