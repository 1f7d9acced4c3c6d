"""The sites of the benchmark: the same articles for sitegen and for Hugo, laid into folders of their own."""

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.corpus import Article

ROOT = Path(__file__).parent.parent
_SITES = ROOT / "benchmarks/sites"


@dataclass(frozen=True)
class Site:
    """A site on the disk, and how it is built."""

    folder: Path
    command: Sequence[str]
    strict: str
    """The option with which a warning ends the build."""
    at: Path
    """Where the command is run."""
    output: Path
    kept: Sequence[Path]
    """What besides the output a build leaves for the next one."""
    article_layout: Path
    base_layout: Path
    articles: Sequence[str]
    """Their paths below content/, oldest first."""

    @property
    def content(self) -> Path:
        """Return the folder of the articles."""
        return self.folder / "content"

    def wipe(self) -> None:
        """Remove what builds have left, so that the next one is the first."""
        for path in (self.output, *self.kept):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def lay_sitegen(folder: Path, articles: Sequence[Article], settings: str = "", *, default_theme: bool = False) -> Site:
    """Lay a site of sitegen; `settings` are added to site.yaml."""
    shutil.copytree(_SITES / "sitegen", folder)
    if default_theme:
        shutil.rmtree(folder / "layouts")
        shutil.rmtree(folder / "assets")
    with (folder / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    _write(folder / "content", {article.path: article.source for article in articles})
    return Site(
        folder=folder,
        command=(sys.executable, "-m", "sitegen", "build", str(folder)),
        strict="--strict",
        at=ROOT,
        output=folder / "output",
        kept=(folder / ".sitegen",),
        article_layout=folder / "layouts/article.html",
        base_layout=folder / "layouts/base.html",
        articles=[article.path for article in articles],
    )


def lay_hugo(folder: Path, articles: Sequence[Article], binary: Path) -> Site:
    """Lay the site of Hugo. Its archive is the tree of folders, of which each has a title."""
    shutil.copytree(_SITES / "hugo", folder)
    _write(folder / "content", {article.path: article.source for article in articles})
    _write(folder / "content", dict(_archive_titles({article.path.rpartition("/")[0] for article in articles})))
    return Site(
        folder=folder,
        command=(str(binary),),
        strict="--panicOnWarning",
        at=folder,
        output=folder / "public",
        kept=(folder / "resources", folder / ".hugo_build.lock"),
        article_layout=folder / "layouts/page.html",
        base_layout=folder / "layouts/baseof.html",
        articles=[article.path for article in articles],
    )


def _archive_titles(months: Iterable[str]) -> Iterable[tuple[str, str]]:
    yield "archive/_index.md", "---\ntitle: Archive\n---\n"
    for folder in months:
        _, year, month = folder.split("/")
        yield f"archive/{year}/_index.md", f'---\ntitle: "{year}"\n---\n'
        yield f"{folder}/_index.md", f"---\ntitle: {date(int(year), int(month), 1):%B %Y}\n---\n"


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
