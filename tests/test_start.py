"""The first five minutes: `sitegen init`, `sitegen new`, `sitegen schema`, `sitegen completion`."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import Make
from newsroom import SITE_YAML, Newsroom, article, tree

from sitegen.cli import cli
from sitegen.config import Config, load_config
from sitegen.content.fields import field_names
from sitegen.start.schema import NAMES, json_schema

ROOT = Path(__file__).parent.parent


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def front_matter(path: Path) -> str:
    return path.read_text().split("---\n")[1]


def test_a_new_site_builds_at_once_without_a_warning(tmp_path: Path) -> None:
    folder = tmp_path / "harbor-news"
    result = run("init", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert 'Made the site "Harbor News"' in result.stdout
    built = run("build", folder, "--strict", "--verify")
    assert (built.exit_code, built.stderr) == (0, "")
    assert (folder / "output/people/jane-roe/index.html").exists()
    assert "/output/" in (folder / ".gitignore").read_text()


def test_a_new_site_takes_its_settings_from_the_options(tmp_path: Path) -> None:
    options = (
        "--title",
        'The "Daily": news',
        "--url",
        "https://a.example/n/",
        "--language",
        "es",
        "--timezone",
        "Asia/Tokyo",
    )
    assert run("init", tmp_path / "x", *options).exit_code == 0
    written = yaml.safe_load((tmp_path / "x/site.yaml").read_text())
    assert [written[key] for key in ("title", "url", "language", "timezone")] == [options[n] for n in (1, 3, 5, 7)]
    assert run("build", tmp_path / "x", "--strict").exit_code == 0


def test_a_folder_that_holds_hidden_files_only_is_good_for_a_site(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("mine\n")
    assert run("init", tmp_path).exit_code == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_a_site_is_not_made_over_files_or_with_settings_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder, message in (
        (tmp_path, "is not empty"),
        (tmp_path / "file", "is a file"),
        (tmp_path / "file/x", "cannot be"),
    ):
        result = run("init", folder)
        assert result.exit_code == 2, folder
        assert "error SG006" in result.stderr
        assert message in result.stderr
    result = run("init", tmp_path / "x", "--url", "example.org", "--timezone", "Mars")
    assert result.exit_code == 2
    assert result.stderr.count("error SG001") == 2
    assert not (tmp_path / "x").exists()


def test_a_place_where_no_folder_can_be_is_refused_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "dangling").symlink_to("nowhere")
    for folder in ("file", "file/x", "dangling", "dangling/x", "x" * 300, "/proc/x"):
        result = run("init", tmp_path / folder)
        assert result.exit_code == 2, folder
        assert "error SG006" in result.stderr
        assert "hint: " in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dangling", "file"]


@pytest.mark.parametrize(
    "title", ["News 😀 Daily", "𝕹𝖊𝖜𝖘", "a: b # c", "no", "~", "- x", '"', "'", "\\", "新聞", "{title}", "%"]
)
def test_a_site_may_have_any_title(tmp_path: Path, title: str) -> None:
    assert run("init", tmp_path / "x", "--title", title).exit_code == 0
    assert load_config(tmp_path / "x", field_names())[0].title == title


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--title", "\udcff\udcfe", '--title: "\\xff\\xfe" is not UTF-8'),
        ("--title", "\a", '--title: "\\x07" holds a character that no page can hold'),
        ("--title", "~ \n", ""),
        ("--url", "https://a.example/\nfoo: bar", "is not the address of a site"),
        ("--url", "https://a.example/ #x", "is not the address of a site"),
        ("--language", "en\ntimezone: UTC", "is not a language"),
        ("--timezone", "UTC\npage_size: 1", "is not a time zone"),
    ],
)
def test_an_option_writes_no_setting_but_its_own(tmp_path: Path, option: str, value: str, message: str) -> None:
    result = run("init", tmp_path / "x", option, value)
    assert (result.exit_code, message in result.stderr) == (2 if message else 0, True)
    assert (tmp_path / "x").exists() == (not message)


@pytest.fixture
def site(tmp_path: Path) -> Newsroom:
    """A site as `init` makes it."""
    assert run("init", tmp_path / "site").exit_code == 0
    (tmp_path / "site/content/2026").mkdir(exist_ok=True)
    return Newsroom(tmp_path / "site", {"site.yaml": SITE_YAML + "sections: [Local, World]\n"})


def new(site: Newsroom, *arguments: str) -> Path:
    result = run("new", "--site", site.folder, *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return Path(result.stdout.strip())


def test_a_new_article_lies_where_the_others_do_with_the_fields_that_they_have(site: Newsroom) -> None:
    site.write(
        {
            f"content/news/2026/03/04/{n}.md": article(date="2026-03-04", deck="D", section="Local", extra="1")
            for n in range(3)
        }
    )
    path = new(site, "Zoë’s bridge: open", "--date", "2026-05-06", "--section", "world", "--person", "Zoë Quist")
    assert path.resolve() == (site.folder / "content/news/2026/05/06/zoes-bridge-open.md").resolve()
    assert front_matter(path) == (
        "title: 'Zoë’s bridge: open'\ndate: 2026-05-06\nsection: world\ndeck:\npeople: [Zoë Quist]\n"
    )
    assert site.problems() == []
    assert (site.output / "2026/05/06/zoes-bridge-open/index.html").exists()


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ("content/{}.md", "content/x.md"),
        ("content/2026-03-04-{}.md", "content/2026-05-06-x.md"),
        ("content/local/{}.md", "content/world/x.md"),
        ("content/blog/2026/03/{}/index.md", "content/blog/2026/05/x.md"),
        ("content/blog/{}.md", "content/blog/x.md"),
        ("content/{{foo}}/{}.md", "content/{foo}/x.md"),
        ("content/{{/{}.md", "content/{/x.md"),
        ("content/{{year.__class__}}/2026/{}.md", "content/{year.__class__}/2026/x.md"),
    ],
)
def test_a_new_article_follows_the_habit_of_the_site(newsroom: Make, others: str, expected: str) -> None:
    written = article(section="Local", date="2026-03-04")
    site = newsroom({others.format(name): written for name in ("a", "b")})
    path = new(site, "X", "--date", "2026-05-06", "--section", "World")
    assert path.resolve() == (site.folder / expected).resolve()


@pytest.mark.parametrize("other", ["? [a, b]\n: c\ntitle: x", "- a", "a: [", "&a ? *a\n: b", ""])
def test_a_file_that_cannot_be_read_spoils_no_new_article(site: Newsroom, other: str) -> None:
    site.write({"content/2026/odd.md": f"---\n{other}\n---\n"})
    assert new(site, "X", "--date", "2026-05-06").name == "x.md"


def test_a_new_article_speaks_the_words_of_the_site(newsroom: Make) -> None:
    settings = SITE_YAML + "fields: {article: {headline_text: title, authors: byline, state: status}}\n"
    site = newsroom({"site.yaml": settings})
    path = new(site, "X", "--byline", "A", "--byline", "B", "--draft", "--date", "2026-01-02")
    assert front_matter(path).splitlines()[0] == "headline_text: X"
    assert "authors: [A, B]\n" in front_matter(path)
    assert front_matter(path).endswith("state: draft\n")
    assert site.problems() == []


HEADLINES = (
    'Mayor: "No" to # 5',
    "'quoted'",
    "2026",
    "no",
    "@x %y",
    "two\nlines",
    "{a}",
    "[b]",
    "x" * 300,
    "&c",
    "!d",
    "| e",
)


@pytest.mark.parametrize("headline", HEADLINES)
def test_any_headline_comes_back_as_it_was_given(site: Newsroom, headline: str) -> None:
    path = new(site, headline, "--slug", "x", "--person", headline, "--tag", headline)
    assert site.problems(now="2030-01-01") == []
    read = json.loads(json.dumps(yaml.load(front_matter(path), yaml.BaseLoader)))  # noqa: S506  # text only
    folded = " ".join(headline.split())
    assert (read["title"], read["people"], read["tags"]) == (folded, [headline], [headline])


def test_a_new_article_that_cannot_be_is_refused_with_a_hint(site: Newsroom) -> None:
    new(site, "Taken", "--date", "2026-01-02")
    for arguments, message in (
        (["Taken", "--date", "2026-01-02"], "is there already"),
        (["???"], "no file name can be made"),
        (["X", "--slug", "a/b"], "no file name can be made"),
        (["X", "--section", "Locl"], 'Did you mean "Local"?'),
        (["X", "--date", "2026-02-30"], "--date:"),
        (["X", "--date", "0000-01-01"], "Write 2026-03-04"),
        (["Index"], "would be the article of its whole folder"),
        (["X", "--slug", "index"], "would be the article of its whole folder"),
        (["X", "--slug", "A_b"], "Write --slug a-b."),
        (["x\udcff"], 'the headline: "x\\xff" is not UTF-8'),
        (["X\x1b"], 'the headline: "X\\x1b" holds a character that no page can hold'),
        (["X", "--person", "\udcff", "--tag", "\0"], '--person: "\\xff" is not UTF-8'),
        (["X", "--person", "😀"], 'no URL can be made of "😀"'),
    ):
        result = run("new", "--site", site.folder, *arguments)
        assert result.exit_code == 2, arguments
        assert message in result.stderr
        assert "hint: " in result.stderr
    assert sorted(path.name for path in (site.folder / "content/2026").iterdir()) == ["first-story.md", "taken.md"]
    result = run("new", "--site", site.folder / "content", "X")
    assert result.exit_code == 2
    assert "there is no site.yaml" in result.stderr


@pytest.mark.parametrize("section", ["..", "😀", "/"])
def test_a_section_that_can_have_no_page_is_refused(newsroom: Make, section: str) -> None:
    result = run("new", "--site", newsroom().folder, "X", "--section", section)
    assert (result.exit_code, "no URL can be made of" in result.stderr) == (2, True)


@pytest.mark.parametrize("settings", ["ignore: [x.md]", "folders: {pages: world}"])
def test_a_file_that_no_build_takes_for_an_article_is_refused(newsroom: Make, settings: str) -> None:
    written = article(section="Local", date="2026-03-04")
    site = newsroom({"site.yaml": f"{SITE_YAML}{settings}\n", "content/local/a.md": written})
    result = run("new", "--site", site.folder, "X", "--section", "World")
    assert result.exit_code == 2
    assert "content/world/x.md would be no article" in result.stderr


def test_an_article_is_not_written_behind_a_symbolic_link(site: Newsroom, tmp_path: Path) -> None:
    (site.folder / "content/2026").rename(tmp_path / "elsewhere")
    (site.folder / "content/2026").symlink_to(tmp_path / "elsewhere")
    result = run("new", "--site", site.folder, "X", "--date", "2026-01-02")
    assert result.exit_code == 2
    assert "content/2026 is a symbolic link" in result.stderr
    assert not (tmp_path / "elsewhere/x.md").exists()


def test_options_without_a_value_are_as_if_they_were_not_there(site: Newsroom) -> None:
    path = new(site, "X", "--tag", "", "--person", " ", "--byline", "", "--section", " ", "--date", "2026-01-02")
    assert path.read_text() == new(site, "X", "--slug", "y", "--date", "2026-01-02").read_text()
    assert "''" not in path.read_text()


def test_a_moment_that_comes_twice_is_good_for_a_new_article(site: Newsroom) -> None:
    assert new(site, "X", "--date", "2026-11-01 01:30").exists()


@pytest.mark.parametrize("made", ["site", "article"])
def test_a_full_disk_leaves_no_half_file_and_no_half_site(site: Newsroom, tmp_path: Path, made: str) -> None:
    arguments = ("init", tmp_path / "new") if made == "site" else ("new", "--site", site.folder, "X")
    before = tree(tmp_path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sitegen.start.writing.Path.open", full_at("about.md" if made == "site" else "x.md"))
        result = run(*arguments)
    assert result.exit_code == 2
    assert "cannot be written: No space left on device\n    hint: Make room" in result.stderr
    assert (tree(tmp_path), (tmp_path / "new").exists()) == (before, False)
    assert run(*arguments).exit_code == 0


def full_at(name: str) -> Any:
    """Make a `Path.open` that lets one file be made and then refuses the text."""

    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    real = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        opened = real(path, *arguments, **options)
        if path.name != name:
            return opened
        opened.close()
        return Full()

    return refuse


def test_a_new_article_opens_in_the_editor(site: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "sed -i s/X/edited/")
    path = new(site, "X", "--edit")
    assert "title: edited" in path.read_text()


def test_an_editor_that_fails_is_told_and_the_article_is_there(site: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    for editor, name in (("false", "a"), ("no-such-editor", "b")):
        monkeypatch.setenv("VISUAL", editor)
        result = run("new", "--site", site.folder, "X", "--slug", name, "--edit", "--date", "2026-01-02")
        assert (result.exit_code, f"Error: {editor}: Editing failed" in result.stderr) == (1, True)
        assert (site.folder / f"content/2026/{name}.md").exists()


@pytest.mark.parametrize("command", [["new", "X"], ["schema", "article"]])
def test_a_mistake_in_the_settings_is_shown_by_every_command(newsroom: Make, command: list[str]) -> None:
    site = newsroom({"site.yaml": "title: T\nurl: gazette.example\n"})
    result = run(*command, "--site", site.folder)
    assert result.exit_code == 2
    assert "    2 | url: gazette.example\n             ^\n    hint: " in result.stderr


def test_there_is_a_schema_of_every_field() -> None:
    for kind, names in field_names().items():
        same = {"headline"} if "title" in names else {"label"} if kind == "tag" else set()
        assert json_schema(kind, {})["properties"].keys() == {*names} | same
    assert json_schema("site", {})["properties"].keys() == set(Config.__struct_fields__)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(run("schema", name).stdout))


class _Loader(yaml.SafeLoader):
    """Reads YAML as editors do, but for dates, which JSON has not."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def written() -> Iterator[tuple[str, Any]]:
    folders = {"people": "person", "tags": "tag", "pages": "page"}
    for path in sorted((ROOT / "content").rglob("*.md")):
        kind = folders.get(path.relative_to(ROOT / "content").parts[0], "article")
        yield kind, yaml.load(front_matter(path), _Loader)  # noqa: S506  # a safe loader
    yield "site", yaml.load((ROOT / "site.yaml").read_text(), _Loader)  # noqa: S506


def test_the_demonstration_site_is_valid_by_the_schemas() -> None:
    for kind, found in written():
        jsonschema.validate(found, json_schema(kind, {}))


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("article", {"title": "T"}),
        ("article", {"title": "T", "date": "2026-01-02", "sectoin": "X"}),
        ("article", {"title": "T", "date": "tomorrow"}),
        ("article", {"title": "T", "date": "2026-01-02", "kind": "gossip"}),
        ("article", {"title": "T", "date": "2026-01-02", "sources": [{"url": "https://a.example/"}]}),
        ("person", {"sort": "X"}),
        ("person", {"label": "X"}),
        ("tag", {"see": "X"}),
        ("site", {"title": "T", "url": "https://a.example/", "tags": {"least": 0}}),
        ("site", {"title": "T", "url": "ftp://a.example/"}),
        ("site", {"title": "T", "url": "https://a.example/", "levels": {"SG999": "error"}}),
    ],
)
def test_a_schema_refuses_what_the_build_refuses(kind: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, json_schema(kind, {}))


def test_a_schema_takes_a_label_for_the_name_of_a_tag() -> None:
    jsonschema.validate({"label": "US", "see": ["a", "b"], "not": "c"}, json_schema("tag", {}))


def test_a_schema_knows_the_keys_of_the_site(newsroom: Make) -> None:
    site = newsroom({"site.yaml": SITE_YAML + "fields: {article: {kop: title, oud: null}}\n"})
    found = json.loads(run("schema", "article", "--site", site.folder).stdout)
    jsonschema.validate({"kop": "T", "date": "2026-01-02", "oud": 1}, found)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"oud": "T", "date": "2026-01-02"}, found)


def test_a_schema_of_no_site_is_refused(tmp_path: Path) -> None:
    for folder, message in ((tmp_path / "gone", "does not exist"), (tmp_path, "there is no site.yaml")):
        result = run("schema", "article", "--site", folder)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_completion_for_the_shell(shell: str) -> None:
    assert "_SITEGEN_COMPLETE" in run("completion", shell).stdout


def test_completion_knows_commands_and_codes() -> None:
    def completed(words: str) -> str:
        variables = {
            **os.environ,
            "_SITEGEN_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
        }
        command = [sys.executable, "-m", "sitegen"]
        return subprocess.run(command, env=variables, capture_output=True, text=True, check=True, cwd=ROOT).stdout

    assert "plain,build" in completed("sitegen b")
    assert "plain,SG012" in completed("sitegen explain SG01")
    assert completed("sitegen affected content/ha").startswith("file,")
