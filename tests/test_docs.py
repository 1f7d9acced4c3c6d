"""The documentation, held to the code: its tables are complete, and its examples, commands and links work.

A fenced block whose info string names a file of a site (`markdown content/a.md`, `yaml site.yaml`) is that file;
`yaml article` holds fields of an article. The blocks below one heading make one site.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import msgspec
import pytest
from conftest import Make
from newsroom import SITE_YAML, Newsroom, picture

from sitegen.cli import cli
from sitegen.config import Config, load_config
from sitegen.content.fields import ARTICLE_KINDS, STATUSES, field_names, schemas
from sitegen.content.markdown import TAGS
from sitegen.errors import RULES
from sitegen.model.tags import REFERENCE

ROOT = Path(__file__).parent.parent
FRONT_MATTER = ROOT / "docs/front-matter.md"
START = ROOT / "docs/start.md"
CONFIGURATION = ROOT / "docs/configuration.md"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
LATER = "2027-01-01"
"""After every date in an example, so that nothing is held back and everything is checked."""
SCHEMAS = schemas(ZoneInfo("UTC"))
FIELD_TABLES = {
    "article": "## Every field of an article",
    "person": "### A person's record",
    "tag": "### A tag's record",
    "page": "### A page's record",
}
FOLDERS = {"article": "", "person": "people/", "tag": "tags/", "page": "pages/"}
REQUIRED = {
    "article": {"title": "Example", "date": "2026-03-04"},
    "person": {"name": "Example"},
    "tag": {"name": "Example"},
    "page": {"title": "Example"},
}


class Block(msgspec.Struct, frozen=True):
    """A fenced block: its info string, its text, and the heading (of the second level) below which it stands."""

    info: str
    text: str
    heading: str


def blocks(page: Path) -> list[Block]:
    found: list[Block] = []
    heading, fence, info = "", "", ""
    lines: list[str] = []
    for line in page.read_text().splitlines():
        mark = re.match(r"(```+|~~~+)(.*)", line)
        if not fence and mark:
            fence, info, lines = mark[1], mark[2].strip(), []
        elif fence and line.rstrip() == fence:
            found.append(Block(info, "\n".join(lines) + "\n", heading))
            fence = ""
        elif fence:
            lines.append(line)
        elif line.startswith("## "):
            heading = line[3:]
    assert not fence, f"{page.name}: a fence is not closed"
    return found


def prose(page: Path) -> str:
    """Return a page without its fenced and indented blocks."""
    text = re.sub(r"^(```+|~~~+).*?^\1\s*?$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"(?<=\n\n)(?: {4,}.*\n+)+", "", text)


def table(page: Path, heading: str) -> list[list[str]]:
    """Return the cells of the first table below a heading, row by row, without its head."""
    lines = page.read_text().split(f"\n{heading}\n", 1)[1].splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]])
    return rows


def plain(cell: str) -> str:
    return cell.strip("`")


def made_whole(kind: str, fields: str) -> str:
    """Return the front matter of a record of a kind, with the required fields that `fields` lacks."""
    if "photo_" in fields and "photo:" not in fields:
        fields += "photo: chamber.jpg\n"
    missing = (name for name in REQUIRED[kind] if not re.search(rf"^{name}:", fields, re.MULTILINE))
    return fields + "".join(f"{name}: {REQUIRED[kind][name]}\n" for name in missing)


def assert_builds(site: Newsroom) -> None:
    """Build with drafts, and with every picture and document that the site names; nothing may be wrong."""
    for path in list(site.folder.rglob("content/**/*.md")):
        for name in re.findall(r"(?<![\w/:.-])/?[\w-][\w/.-]*\.(?:jpg|png|pdf)\b", path.read_text()):
            start = site.folder / "content" if name.startswith("/") else path.parent
            site.write({(start / name.lstrip("/")).relative_to(site.folder).as_posix(): picture()})
    extended = {"longread": "article", "plain": "page"}
    site.write({f"layouts/{name}.html": f'{{% extends "{base}.html" %}}' for name, base in extended.items()})
    report = site.build(LATER, strict=True, drafts=True)
    accounts = [account for account in report.accounts if account.path.endswith(".md")]
    assert all(account.outcome == "built" or account.reason == REFERENCE for account in accounts)


# Fields, settings, codes, options


@pytest.mark.parametrize("kind", FIELD_TABLES)
def test_every_field_has_a_row_and_every_row_a_field(kind: str) -> None:
    assert sorted(plain(row[0]) for row in table(FRONT_MATTER, FIELD_TABLES[kind])) == sorted(SCHEMAS[kind])


@pytest.mark.parametrize("kind", FIELD_TABLES)
def test_the_example_of_every_field_works(kind: str, newsroom: Make) -> None:
    for field, _, example, _ in table(FRONT_MATTER, FIELD_TABLES[kind]):
        assert plain(example).startswith(plain(field) + ":")
        always = "page: always\n" if kind in ("person", "tag") and plain(field) != "page" else ""
        fields = made_whole(kind, plain(example) + "\n" + always)
        files = {"content/tags/sea-level.md": "---\nname: sea level\npage: always\n---\n"} if kind == "tag" else {}
        if kind == "article" and plain(field) == "people":
            files = {"content/people/rex-tillerson.md": "---\nname: Rex Tillerson\npage: always\n---\n"}
        assert_builds(newsroom({**files, f"content/{FOLDERS[kind]}example.md": f"---\n{fields}---\n"}))


def test_every_kind_status_and_element_is_named() -> None:
    text = FRONT_MATTER.read_text()
    kinds = text.split("\n### Kinds\n")[1].split(".\n")[0]
    elements = text.split("\n### HTML\n")[1].split(".\n")[0].split(":\n")[1]
    assert re.findall(r"`(\w+)`", kinds) == list(ARTICLE_KINDS)
    assert re.findall(r"`(\w+)`", elements) == sorted(TAGS)
    assert all(f"`{status}`" in text for status in STATUSES)


def test_every_setting_has_a_row_and_every_row_a_setting() -> None:
    rows = [plain(row[0]) for row in table(CONFIGURATION, "## Every setting")]
    assert rows == list(Config.__struct_fields__)


@pytest.mark.parametrize("row", table(CONFIGURATION, "## Every setting"), ids=lambda row: plain(row[0]))
def test_the_example_of_a_setting_works_and_its_default_is_the_default(row: list[str], newsroom: Make) -> None:
    name, _, default, example, _ = map(plain, row)
    assert example.startswith(name + ":")
    settings = re.sub(rf"^{name}:.*\n", "", SITE_YAML, flags=re.MULTILINE)
    site = newsroom({"site.yaml": f"{settings}{example}\n"})
    site.build(strict=True)
    if default != "—":
        site.write({"site.yaml": f"title: T\nurl: https://gazette.example/\n{name}: {default}\n"})
        written = getattr(load_config(site.folder, field_names())[0], name)
        assert written == getattr(Config(title="T", url=""), name)


def test_no_page_names_a_code_that_does_not_exist() -> None:
    for page in PAGES:
        assert set(re.findall(r"\bSG\d{3}\b", page.read_text())) <= set(RULES), page.name


def options_of(name: str, *words: str) -> list[str]:
    whole = click.Context(cli)
    command = cli.get_command(whole, name)
    assert command, name
    if isinstance(command, click.Group) and words and words[0] in command.commands:
        command = command.commands[words[0]]
    with click.Context(command, info_name=name, help_option_names=["-h", "--help"]) as context:
        options = [option for parameter in command.get_params(context) for option in parameter.opts]
    return [option for option in options if option.startswith("-")]


@pytest.mark.parametrize(
    ("command", "page", "heading"),
    [
        ("build", CONFIGURATION, "## The command line"),
        ("init", START, "## A site of your own"),
        ("new", START, "## A new article"),
        ("serve", ROOT / "docs/serve.md", "## Start it"),
    ],
)
def test_every_option_has_a_row_and_every_row_an_option(command: str, page: Path, heading: str) -> None:
    described = {name for row in table(page, heading) for name in re.findall(r"`(--?[a-z]+)", row[0])}
    assert described | {"-h", "--help"} == set(options_of(command))


def test_every_variable_of_the_environment_has_a_row() -> None:
    sources = "".join(path.read_text() for path in (ROOT / "sitegen").rglob("*.py"))
    read = set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', sources))
    assert {plain(row[0]) for row in table(CONFIGURATION, "### Environment variables")} == read


# Examples


def sections() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for heading in dict.fromkeys(block.heading for block in blocks(page) if is_example(block)):
            yield page, heading


def is_example(block: Block) -> bool:
    return bool(re.fullmatch(r"markdown content/\S+\.md|yaml site\.yaml|yaml article", block.info))


@pytest.mark.parametrize(("page", "heading"), list(sections()), ids=lambda value: getattr(value, "name", value))
def test_the_examples_below_a_heading_build_without_a_problem(page: Path, heading: str, newsroom: Make) -> None:
    examples = [block for block in blocks(page) if block.heading == heading and is_example(block)]
    files: dict[str, str | bytes] = {}
    for number, block in enumerate(examples):
        language, name = block.info.split(maxsplit=1)
        if language == "markdown":
            assert name not in files
            files[name] = block.text
        elif name == "article":
            files[f"content/example-{number}.md"] = f"---\n{made_whole('article', block.text)}---\n"
    for settings in [block.text for block in examples if block.info == "yaml site.yaml"] or [SITE_YAML]:
        whole = settings if re.search(r"^url:", settings, re.MULTILINE) else SITE_YAML + settings
        assert_builds(newsroom({**files, "site.yaml": whole}))


def test_every_whole_article_in_the_documentation_is_an_example() -> None:
    for page in (FRONT_MATTER, CONFIGURATION):
        infos = [block.info for block in blocks(page) if block.info.startswith(("markdown", "yaml"))]
        assert infos
        assert all(is_example(Block(info, "", "")) for info in infos), infos


# Commands and links


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield each command that a page tells the reader to type, by words."""
    for page in PAGES:
        typed = [line for block in blocks(page) if not block.info for line in block.text.splitlines()]
        typed += re.findall(r"`([^`\n]+)`", prose(page))
        for line in typed:
            words = re.sub(r"^\$ |^(?:[A-Z_]+=\S+ )+|\s#.*", "", line.strip()).removeprefix("python -m ").split()
            if len(words) > 1 and words[0] in ("sitegen", "make", "pytest"):
                yield page.name, words


def test_every_command_in_the_documentation_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    known = cli.list_commands(click.Context(cli))
    seen = set()
    for page, (program, *words) in commands():
        seen.add(program)
        options = {word.split("=")[0] for word in words if word.startswith("-")}
        if program == "make":
            assert {word for word in words if "=" not in word} <= targets, (page, words)
        elif program == "pytest":
            assert all((ROOT / word).exists() for word in words if not word.startswith("-")), (page, words)
        elif words[0] == "--version":
            assert len(words) == 1
        else:
            assert words[0] in known, (page, words)
            assert options <= set(options_of(*words)), (page, words)
    assert {"sitegen", "make"} <= seen


def anchors(page: Path) -> set[str]:
    """Return the anchors that a repository host gives the headings of a page."""
    found: dict[str, int] = {}
    for heading in re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found[name] = found.get(name, -1) + 1
    return set(found) | {f"{name}-{number}" for name, last in found.items() for number in range(1, last + 1)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`\n]+`", "", prose(page))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        other = (page.parent / path).resolve() if path else page
        assert other.exists(), target
        assert not fragment or fragment in anchors(other), target


def test_every_path_of_ours_that_a_page_names_exists() -> None:
    for page in PAGES:
        for name in re.findall(r"`((?:sitegen|tests|scripts|docs)/[\w/.]+)`", prose(page)):
            assert (ROOT / name).exists(), (page.name, name)


def test_every_test_that_shows_a_promise_is_there() -> None:
    page = (ROOT / "docs/reliability.md").read_text()
    for shown in re.findall(r"\|([^|]+)\|$", page, re.MULTILINE)[1:]:
        file = ""
        for name in re.findall(r"`(test_\w+(?:\.py)?)`", shown):
            if name.endswith(".py"):
                file = (ROOT / "tests" / name).read_text()
                continue
            assert re.search(rf"^def {name}\(", file, re.MULTILINE), name
