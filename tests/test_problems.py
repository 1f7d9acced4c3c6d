"""Every problem has a page; the example in it has that problem, and the cure mends it.

`pytest tests/test_problems.py --golden-update` writes the reports in the pages anew; the difference is for review.
"""

import importlib.util
import os
import re
import shlex
import shutil
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import Make
from newsroom import NOW, SITE_YAML, Newsroom, article, picture

from sitegen.build import cluster, jobs
from sitegen.cli import cli
from sitegen.errors import RULES
from sitegen.start.explain import FOLDER, explanation

ROOT = Path(__file__).parent.parent
CURE = "**What to do.**"
_FILE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_REPORT = re.compile(r"^```(?:report|console)\n(?:\$ sitegen ([^\n]*)\n)?(.*?)^```$", re.MULTILINE | re.DOTALL)
_OUTCOME = re.compile(r"^(?:content/: |Nothing was published|The output is published).*\Z", re.MULTILINE | re.DOTALL)
"""The end of a report, which is the same for all problems and not in the pages."""


def _spoil_cache(site: Newsroom, _: pytest.MonkeyPatch) -> None:
    site.build()
    (site.folder / ".sitegen/cache-3.sqlite").write_bytes(b"what another program wrote")


def _lose_the_content(site: Newsroom, _: pytest.MonkeyPatch) -> None:
    site.write({"content/a.md": article()})
    site.build()
    shutil.rmtree(site.folder / "content")


def _let_processes_die(_: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise BrokenExecutor

    monkeypatch.setattr(jobs, "_WORTH", 0.0)
    monkeypatch.setattr(jobs, "_shared", die)


def _wait_for_no_scheduler(_: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.1)


def _spoil_page(site: Newsroom, _: pytest.MonkeyPatch) -> None:
    """Change a published page such that neither its size nor its time tells."""
    site.write({"content/harbor-vote.md": article(date="2026-03-04")})
    site.build()
    page = site.output / "2026/03/04/harbor-vote/index.html"
    before = page.stat()
    page.write_bytes(page.read_bytes().replace(b"Some text.", b"Some tent."))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))


def _save_as_latin_1(site: Newsroom, _: pytest.MonkeyPatch) -> None:
    file = site.folder / "content/cafe.md"
    file.write_bytes(file.read_text().encode("latin-1"))


SITUATIONS: dict[str, Callable[[Newsroom, pytest.MonkeyPatch], None]] = {
    "SG004": _spoil_cache,
    "SG007": _let_processes_die,
    "SG008": _lose_the_content,
    "SG009": _wait_for_no_scheduler,
    "SG017": _save_as_latin_1,
    "SG032": lambda site, _: site.write({"content/harbor.jpg": picture("JPEG")}),
    "SG033": lambda site, _: site.write({"content/wall/map.png": b""}),
    "SG035": lambda site, _: site.write({"content/harbor.jpg": b""}),
    "SG053": lambda site, _: site.write({"assets/paper.png": b""}),
    "SG099": _spoil_page,
}
"""What an example needs besides the files that its page shows."""


def files_of(markdown: str) -> dict[str, str | bytes]:
    """Return the files that a page shows; settings without a `url` come after the usual ones."""
    return {
        name: SITE_YAML + text if name == "site.yaml" and not re.search("^url:", text, re.MULTILINE) else text
        for name, text in _FILE.findall(markdown)
    }


def report_of(site: Newsroom, command: str) -> str:
    """Run a command in a site and return the problems that it prints, with the site's folder left out."""
    arguments = shlex.split(command or "build")
    result = CliRunner().invoke(cli, [*arguments, *(["--now", NOW] if arguments[0] == "build" else [])])
    return _OUTCOME.sub("", result.stderr.replace(f"{site.folder}/", ""))


def test_every_problem_has_a_page_and_every_page_a_problem() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == [f"{code}.md" for code in RULES]


@pytest.mark.parametrize("code", RULES)
def test_a_page_shows_what_is_reported_and_the_cure_mends_it(
    code: str, newsroom: Make, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    page = FOLDER / f"{code}.md"
    text = page.read_text()
    example, cure = text.split(CURE)
    ((command, shown),) = _REPORT.findall(text)
    site = newsroom(files_of(example))
    monkeypatch.chdir(site.folder)
    if code in SITUATIONS:
        SITUATIONS[code](site, monkeypatch)
    report = report_of(site, command)
    if request.config.getoption("--golden-update"):
        page.write_text(_REPORT.sub(lambda match: match[0].removesuffix(match[2] + "```") + report + "```", text))
        shown = report
    assert report == shown
    assert set(re.findall(r"^(?:\S+ )?(?:error|warning) (SG\d{3}): ", report, re.MULTILINE)) == {code}
    assert re.match(r" \w", cure)
    mended = files_of(cure)
    site.write(mended)
    assert not mended or report_of(site, command) == ""


def test_explain_prints_pages_in_the_order_asked_for_each_once() -> None:
    result = CliRunner().invoke(cli, ["explain", "sg030", "SG012", "SG030"])
    assert result.stdout == explanation("SG030") + "\n" + explanation("SG012") + "\n"


def test_explain_without_a_code_lists_all() -> None:
    lines = CliRunner().invoke(cli, ["explain"]).stdout.splitlines()
    assert [line.split(maxsplit=2) for line in lines] == [[c, r.severity, r.name] for c, r in RULES.items()]


def test_explain_guesses_what_an_unknown_code_means() -> None:
    result = CliRunner().invoke(cli, ["explain", "SG12"])
    assert (result.exit_code, 'Did you mean "SG012"?' in result.stderr) == (2, True)


def test_explain_lays_a_page_out_where_colors_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = click.unstyle(CliRunner().invoke(cli, ["explain", "SG012"], color=True).stdout)
    assert "```" not in shown
    assert "content/harbor-vote.md:4:1: warning SG012" in shown


@pytest.mark.parametrize("options", ["", "-q", "--format json", "--format github"])
def test_a_build_that_fails_names_the_code_of_its_first_error_to_people(options: str, newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(phto="x.jpg"), "content/b.md": "---\ntitle: B\n---\n"})
    result = CliRunner().invoke(cli, ["build", str(site.folder), *options.split()])
    told = re.findall(r"^sitegen explain .*", result.output, re.MULTILINE)
    assert told == ([] if options else ["sitegen explain SG014 tells more."])


def test_a_build_that_only_strict_fails_names_the_first_warning(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(phto="x.jpg")})
    assert "tells more" not in CliRunner().invoke(cli, ["build", str(site.folder)]).output
    assert "explain SG012 tells more" in CliRunner().invoke(cli, ["build", str(site.folder), "--strict"]).output


def test_the_pages_in_the_documentation_are_these() -> None:
    spec = importlib.util.spec_from_file_location("problem_reference", ROOT / "scripts/problem_reference.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PAGE.read_text() == script.written(), "run scripts/problem_reference.py"
    assert explanation("SG012") in script.written()
