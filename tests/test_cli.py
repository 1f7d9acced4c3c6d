"""The command line: exit codes, streams, forms of the report, and nothing in a pipe that only a terminal can show."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import Make
from newsroom import SITE_YAML, article

from sitegen import __version__
from sitegen.cli import cli
from sitegen.errors import RULES, UNMOVABLE

ROOT = Path(__file__).parent.parent
BAD_SITES = ROOT / "tests/bad_sites"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def build(site: Path, *arguments: str) -> Result:
    return run("build", site, "--now", "2026-06-01", *arguments)


def test_a_good_site_exits_with_0_and_says_what_became_of_every_file(newsroom: Make) -> None:
    site = newsroom(
        {
            "content/a.md": article("A"),
            "content/draft.md": article("B", draft="true"),
            "content/later.md": article("C", date="2026-12-24"),
            "content/.hidden": "",
            "content/a.md~": "",
            "content/unused.png": b"",
            "content/people/nobody.md": "---\nname: No Body\n---\n",
        }
    )
    result = build(site.folder, "-v")
    assert (result.exit_code, result.stderr) == (0, "")
    for line in (
        "content/: 1 file built, 3 held back, 3 ignored",
        "held back, draft: draft.md",
        "held back, until 2026-12-24: later.md",
        "held back, no public article names it: people/nobody.md",
        "ignored, hidden: .hidden",
        "ignored, left by an editor: a.md~",
        "ignored, no public page uses it: unused.png",
        "+ 2026/01/02/a/index.html",
        "Next change by itself: 2026-12-24T00:00:00-06:00.",
    ):
        assert line in result.stdout


def test_quiet_says_nothing_when_all_is_well(newsroom: Make) -> None:
    result = build(newsroom({"content/a.md": article()}).folder, "-q")
    assert (result.exit_code, result.output) == (0, "")


def test_json_is_one_document_on_standard_output(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article("A", mood="glad")})
    good = json.loads(build(site.folder, "--format", "json").stdout)
    assert [(p["code"], p["file"], p["line"]) for p in good["problems"]] == [("SG012", "content/a.md", 4)]
    assert good["report"]["articles"] == 1
    assert good["report"]["accounts"] == [{"path": "a.md", "outcome": "built", "reason": ""}]
    site.write({"content/b.md": "nothing"})
    bad = build(site.folder, "--format", "json")
    assert bad.exit_code == 1
    assert [p["code"] for p in json.loads(bad.stdout)["problems"]] == ["SG012", "SG010"]
    assert "report" not in json.loads(bad.stdout)


def test_github_gets_workflow_commands_with_paths_from_the_working_directory(
    newsroom: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom({"content/a.md": article("A", mood="glad"), "content/b.md": article("B", date="never, 100%")})
    monkeypatch.chdir(site.folder.parent)
    lines = build(Path("site"), "--format", "github").stdout.splitlines()
    assert lines[0] == '::warning file=site/content/a.md,line=4,col=1,title=SG012::unknown key "mood"'
    assert lines[1].startswith(
        '::error file=site/content/b.md,line=3,col=7,title=SG015::"date": "never, 100%25" is not a date'
    )


def test_strict_lets_a_warning_stop_the_publication_and_says_so(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article("A", mood="glad")})
    assert build(site.folder).exit_code == 0
    result = build(site.folder, "--strict")
    assert result.exit_code == 1
    assert "Nothing was published: 1 warning, which --strict counts as an error." in result.stderr


def test_a_failing_build_says_that_the_last_output_stays_only_where_there_is_one(newsroom: Make) -> None:
    site = newsroom({"content/a.md": "no front matter"})
    site.write({"output/theirs.html": "x"})
    assert "Nothing was published: 1 error.\n" in build(site.folder).stderr
    shutil.rmtree(site.output)
    site.write({"content/a.md": article()})
    assert build(site.folder).exit_code == 0
    site.write({"content/a.md": "no front matter"})
    assert "1 error. The last good output stays as it was.\n" in build(site.folder).stderr
    assert "Nothing was published: 1 error.\n" in build(site.folder, "--output", str(site.folder / "other")).stderr


def test_a_failing_build_accounts_for_every_file(newsroom: Make) -> None:
    site = newsroom(
        {
            "content/a.md": article("A"),
            "content/b.md": "nothing",
            "content/c.md": article("C", "[x](gone.md)"),
            "content/draft.md": article("D", draft="true"),
            "content/.hidden": "",
        }
    )
    result = build(site.folder)
    assert "content/: 2 files in error, 1 without an error, 1 held back, 1 ignored\n" in result.stderr
    told = json.loads(build(site.folder, "--format", "json").stdout)
    assert told["output"] == "kept"
    assert {one["path"]: (one["outcome"], one["reason"]) for one in told["accounts"]} == {
        "a.md": ("ready", ""),
        "b.md": ("error", "SG010"),
        "c.md": ("error", "SG030"),
        "draft.md": ("held", "draft"),
        ".hidden": ("ignored", "hidden"),
    }


@pytest.mark.parametrize("level", ["warning", "ignore"])
def test_an_article_whose_error_is_lowered_is_left_out_and_accounted_for(newsroom: Make, level: str) -> None:
    site = newsroom({"content/a.md": article("A", "[b](b.md)"), "content/b.md": article("[B]", mood="glad")})
    settings = (site.folder / "site.yaml").read_text()
    site.write({"site.yaml": settings + f"levels: {{SG013: {level}}}\n"})
    result = build(site.folder, "--verify")
    assert result.exit_code == 0
    assert "content/: 1 file built, 1 in error\n" in result.stdout
    reason = "SG013" if level == "warning" else "its problem is ignored by the levels"
    assert f"  in error, {reason}: b.md\n" in result.stdout
    assert re.search(r"files: \d+ written, 0 kept, 0 deleted", result.stdout)


@pytest.mark.parametrize("code", sorted(UNMOVABLE))
def test_what_no_site_can_be_made_with_stays_an_error(newsroom: Make, code: str) -> None:
    site = newsroom({"content/a.md": article("A")})
    settings = (site.folder / "site.yaml").read_text()
    site.write({"site.yaml": settings + f"levels: {{{code}: warning}}\n"})
    result = build(site.folder)
    assert result.exit_code == 2
    assert f"{code} stays an error" in result.stderr
    site.write({"site.yaml": settings + f"levels: {{{code}: error}}\n"})
    assert build(site.folder).exit_code == 0


LOWERED = sorted(code for code, rule in RULES.items() if rule.severity == "error" and code not in UNMOVABLE)


@pytest.mark.parametrize("level", ["warning", "ignore"])
@pytest.mark.parametrize("name", sorted(path.name for path in BAD_SITES.iterdir()))
def test_a_site_of_mistakes_with_lowered_levels_is_built_exactly_or_refused(
    name: str, level: str, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(BAD_SITES / name, site)
    if not (site / "site.yaml").exists():
        (site / "site.yaml").write_text(SITE_YAML)
    with (site / "site.yaml").open("a") as settings:
        settings.write("levels: {" + ", ".join(f"{code}: {level}" for code in LOWERED) + "}\n")
    result = build(site, "--verify")
    assert "sitegen failed" not in result.stderr
    if result.exit_code == 0:
        kept = re.search(r"files: (\d+) written, 0 kept, 0 deleted", result.stdout)
        assert kept, result.stdout
        assert int(kept[1]) == len([path for path in (site / "output").rglob("*") if path.is_file()])


def test_a_proof_that_fails_says_that_the_output_is_published(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.build.build.differences", lambda *_: ["index.html"])
    site = newsroom({"content/a.md": article("A")})
    result = build(site.folder, "--verify")
    assert result.exit_code == 1
    assert "The output is published, but not proven: 1 error.\n" in result.stderr
    assert "Nothing was published" not in result.stderr
    assert site.output.exists()


@pytest.mark.parametrize("moment", ["abc", "-1", "1.5", "²"])
def test_a_moment_of_the_environment_that_is_none_is_wrong_usage(
    newsroom: Make, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    result = run("build", newsroom({"content/a.md": article("A")}).folder)
    assert result.exit_code == 2
    assert f'SOURCE_DATE_EPOCH: "{moment}" is not a number of seconds since 1970' in result.stderr


def test_lines_are_counted_as_the_reader_of_articles_counts_them(newsroom: Make) -> None:
    body = "One\u2028two\x0cthree\x85four.\n\n[x](gone.md)"
    result = build(newsroom({"content/a.md": article("A", body)}).folder)
    assert "    8 | [x](gone.md)\n" in result.stderr


def test_a_refusal_of_the_disk_that_no_stage_expects_is_a_problem(
    newsroom: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = newsroom({"content/a.md": article("A")})

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error", str(site.folder / "layouts/base.html"))

    monkeypatch.setattr("sitegen.build.make.prove_layouts", refuse)
    result = build(site.folder, "--format", "json")
    (problem,) = json.loads(result.stdout)["problems"]
    assert result.exit_code == 1
    assert (problem["file"], problem["message"]) == ("layouts/base.html", "cannot be used: Input/output error")
    assert problem["hint"]


def test_a_report_that_cannot_be_printed_is_not_a_build_that_failed(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article("A")})
    command = [sys.executable, "-m", "sitegen", "build", str(site.folder)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=variables, check=False, text=True)
    assert result.returncode == 1
    assert result.stderr == "The output is published, but the report cannot be printed: No space left on device\n"
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, env=variables, check=False, text=True)
    os.close(writer)
    assert (result.returncode, result.stderr) == (0, "")


COMMANDS = (
    "explain",
    "explain SG012",
    "completion bash",
    "schema site",
    "build good",
    "--help",
    "--version",
    "build -h",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_what_cannot_be_printed_is_told_in_a_line(newsroom: Make, command: str) -> None:
    site = newsroom({"good/site.yaml": SITE_YAML, "good/content/a.md": article("A")})
    said = (
        "The output is published, but the report cannot be printed: No space left on device\n"
        if command == "build good"
        else "What was asked for cannot be printed: No space left on device\n"
    )
    assert in_a_shell(site.folder, f"sitegen {command} >/dev/full") == (1, "", said)
    assert in_a_shell(site.folder, f"sitegen {command} >/dev/full 2>/dev/full") == (1, "", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_closed_streams_are_as_if_nobody_listened(newsroom: Make, command: str) -> None:
    site = newsroom({"good/site.yaml": SITE_YAML, "good/content/a.md": article("A")})
    assert in_a_shell(site.folder, f"sitegen {command} >&-") == (0, "", "")
    assert in_a_shell(site.folder, f"sitegen {command} <&- >&- 2>&-") == (0, "", "")


def test_an_error_has_its_exit_code_whoever_listens(newsroom: Make) -> None:
    site = newsroom({"content/a.md": "nothing"})
    for arguments in ("", "--format json", "--format github"):
        for streams in (">&- 2>&-", ">/dev/full 2>/dev/full", "2>/dev/full"):
            code, _, said = in_a_shell(site.folder, f"sitegen build {arguments} {streams}")
            assert (code, said) == (1, "")
    assert in_a_shell(site.folder, "sitegen build gone 2>&-") == (2, "", "")


def in_a_shell(folder: Path, command: str) -> tuple[int, str, str]:
    """Run a line of a shell, and return the exit code and what it printed. Output is buffered, as it usually is."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    variables.pop("PYTHONUNBUFFERED", None)
    line = command.replace("sitegen", f"'{sys.executable}' -m sitegen", 1)
    result = subprocess.run(["sh", "-c", line], cwd=folder, env=variables, capture_output=True, text=True, check=False)
    return result.returncode, result.stdout, result.stderr


def test_levels_change_the_severity_of_a_problem(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article("A", "[x](y.md)", mood="glad")})
    settings = (site.folder / "site.yaml").read_text()
    site.write({"site.yaml": settings + "levels: {SG012: ignore, SG030: warning}\n"})
    result = build(site.folder)
    assert result.exit_code == 0
    assert "warning SG030" in result.stderr
    assert "SG012" not in result.stderr


def test_repeated_warnings_are_told_once_with_their_number(newsroom: Make) -> None:
    files: dict[str, str | bytes] = {f"content/{name}.md": article(name, mood="glad") for name in "abc"}
    result = build(newsroom(files).folder)
    assert result.stderr.count("SG012") == 1
    assert "(and 2 more like it; -v lists all)" in result.stderr


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--now", "soon"], ["--verfy"]])
def test_wrong_usage_exits_with_2(newsroom: Make, arguments: list[str]) -> None:
    assert build(newsroom().folder, *arguments).exit_code == 2


def test_a_folder_without_settings_is_no_site(tmp_path: Path) -> None:
    result = build(tmp_path)
    assert result.exit_code == 2
    assert "there is no site.yaml" in result.stderr
    assert "Nothing was published: 1 error.\n" in result.stderr


def test_a_fault_of_ours_shows_its_traceback_only_with_debug(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("sitegen.build.build._run", broken)
    site = newsroom().folder
    assert build(site).stderr == "sitegen failed: a bug (--debug shows where)\n"
    result = build(site, "--debug")
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert "RuntimeError: a bug" in result.stderr


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"sitegen, version {__version__}\n"


def in_a_terminal(site: Path, **environment: str) -> str:
    """Build in a process whose standard error is a terminal, and return what that shows."""
    master, slave = pty.openpty()
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment}
    variables = {key: value for key, value in variables.items() if value}
    command = [sys.executable, "-m", "sitegen", "build", str(site)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=slave, env=variables, check=False)
    os.close(slave)
    shown = b""
    try:
        while chunk := os.read(master, 65536):
            shown += chunk
    except OSError:
        pass
    os.close(master)
    return shown.decode()


def test_colour_is_for_terminals_that_want_it(newsroom: Make) -> None:
    site = newsroom({"content/a.md": "nothing"}).folder
    assert "\x1b[31m" in in_a_terminal(site, NO_COLOR="")
    assert not re.search(r"\x1b\[[0-9;]+m", in_a_terminal(site, NO_COLOR="1"))
    assert "\x1b[" not in build(site).stderr


def test_two_builds_of_one_output_wait_for_one_another(newsroom: Make) -> None:
    from sitegen.build.lock import locked

    site = newsroom({"content/a.md": article()})
    command = [sys.executable, "-m", "sitegen", "build", str(site.folder)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    with locked(site.folder / ".sitegen", lambda: None):
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=variables, text=True)
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Another build of this site is running")
        assert not site.output.exists()
    assert process.wait(timeout=60) == 0
    process.stderr.close()
    assert site.output.exists()


def test_timings_tell_each_stage_and_what_it_knew(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(), "content/b.md": article("B")})
    build(site.folder)
    site.write({"content/a.md": article("Another")})
    found = json.loads(build(site.folder, "--timings=json").stdout)
    stages = {stage["name"]: stage for stage in found["stages"]}
    assert {"look", "read", "layouts", "model", "plan", "render", "write", "publish", "keep"} <= stages.keys()
    assert (stages["read"]["items"], stages["read"]["known"]) == (2, 1)
    assert stages["plan"]["items"] - stages["plan"]["known"] == stages["render"]["items"] > 0
    assert sum(stage["seconds"] for stage in stages.values()) <= found["seconds"] + 1
    assert build(site.folder, "--timings").stdout.splitlines()[-1].startswith("keep ")
