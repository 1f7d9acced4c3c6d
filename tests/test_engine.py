"""The program as an input: an edit of an extension's code makes texts anew, and no machine's time zones count."""

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import Make
from newsroom import SITE_YAML, Newsroom, article, tree

from sitegen.build import engine, extensions

ROOT = Path(__file__).parent.parent
EXTENSION = """\
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
{imports}

class Replace(Preprocessor):
    def run(self, lines):
        return [line.replace("colour", {word}) for line in lines]


def makeExtension(**options):
    class House(Extension):
        def extendMarkdown(self, md):
            md.preprocessors.register(Replace(md), "house", 1)

    return House(**options)
"""


def built(site: Newsroom, *options: str, **variables: str) -> str:
    """Build in a process of its own, which loads extensions anew, and return what it says."""
    command = [sys.executable, "-m", "sitegen", "build", str(site.folder), "--now", "2026-06-01", *options]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{site.folder / 'python'}", **variables}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


@pytest.mark.parametrize("form", ["a module", "a module of a package", "a module that another one imports"])
def test_an_edit_of_a_sites_own_extension_is_seen(newsroom: Make, form: str) -> None:
    name, edited, imports, word = {
        "a module": ("house", "house.py", "", '"{}"'),
        "a module of a package": ("styles.house:makeExtension", "styles/house.py", "", '"{}"'),
        "a module that another one imports": ("house", "words.py", "import words", "words.WORD"),
    }[form]
    if form == "a module of a package":
        name = "styles.house"
    site = newsroom(
        {
            "site.yaml": SITE_YAML + f"markdown: {{extensions: [extra, {name}]}}\n",
            "content/a.md": article("A", "The colour of the harbor."),
            "python/styles/__init__.py": "",
            "python/house.py": EXTENSION.format(imports=imports, word=word.format("one")),
            "python/styles/house.py": EXTENSION.format(imports=imports, word=word.format("one")),
            "python/words.py": 'WORD = "one"\n',
        }
    )
    built(site)
    assert "The one of the harbor." in site.page("/2026/01/02/a/")
    path = site.folder / "python" / edited
    path.write_text(path.read_text().replace('"one"', '"another"'))
    built(site, "--verify")
    assert "The another of the harbor." in site.page("/2026/01/02/a/")


def test_the_extensions_of_markdown_itself_cost_nothing() -> None:
    assert extensions.extensions_digest(("extra", "smarty")) == extensions.extensions_digest(())


def test_the_time_zones_of_the_machine_do_not_count(newsroom: Make, tmp_path: Path) -> None:
    site = newsroom({"content/a.md": article("A", date="2026-01-02 08:00")})
    built(site, PYTHONTZPATH="")
    before = tree(site.output)
    (tmp_path / "zones/America").mkdir(parents=True)
    tokyo = files("tzdata").joinpath("zoneinfo/Asia/Tokyo").read_bytes()
    (tmp_path / "zones/America/Chicago").write_bytes(tokyo)
    built(site, "--clean", PYTHONTZPATH=str(tmp_path / "zones"))
    assert tree(site.output) == before


def test_a_source_of_the_program_that_moves_makes_another_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PACKAGE", tmp_path)
    for folder in ("build", "render"):
        (tmp_path / folder).mkdir()
    (tmp_path / "build/same.py").write_text("one")
    before = engine.render_engine.__wrapped__()
    (tmp_path / "build/same.py").rename(tmp_path / "render/same.py")
    assert engine.render_engine.__wrapped__() != before
