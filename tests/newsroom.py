"""A site in a folder of the test's own: written, edited, built, and read back."""

import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from sitegen.build.begin import build
from sitegen.build.manifest import Manifest, Row
from sitegen.build.options import Options
from sitegen.build.report import Report
from sitegen.errors import Problem, SiteError

NOW = "2026-06-01"
SITE_YAML = """\
title: The Test Gazette
url: https://gazette.example/
timezone: America/Chicago
"""


class Silent:
    """A watcher that does not look."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """Say nothing."""

    def waiting(self) -> None:
        """Say nothing."""


def article(title: str = "A headline", body: str = "Some text.", date: str = "2026-01-02", **fields: str) -> str:
    """Return an article's source; field values are YAML."""
    lines = [f"title: {title}", f"date: {date}", *(f"{key}: {value}" for key, value in fields.items())]
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"


class Newsroom:
    """A site under test. Paths are relative to its folder."""

    def __init__(self, folder: Path, files: Mapping[str, str | bytes] | None = None) -> None:
        self.folder = folder
        self.output = folder / "output"
        self.write({"site.yaml": SITE_YAML, **(files or {})})

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files, with the folders they need."""
        write(self.folder, files)

    def build(
        self, now: str = NOW, output: Path | None = None, jobs: int | None = None, cluster: str = "", **options: bool
    ) -> Report:
        """Build into `output/`, as of `now`."""
        return build(self.folder, Options(now=now, output=output, jobs=jobs, cluster=cluster, **options), Silent())

    def problems(self, now: str = NOW, *, strict: bool = False, jobs: int | None = None) -> list[Problem]:
        """Build, and return what was wrong, warnings included."""
        try:
            return list(self.build(now, strict=strict, jobs=jobs).problems)
        except SiteError as error:
            return list(error.problems)

    def page(self, path: str) -> str:
        """Return a file of the output; a path that ends with a slash is a page."""
        return (self.output / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))).read_text("utf-8")

    def rows(self) -> Mapping[str, Row]:
        """Return the manifest of the output."""
        return Manifest(self.folder / ".sitegen", self.output).rows


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def picture(kind: str = "PNG", color: str = "black") -> bytes:
    """Return a picture, three pixels wide and two high."""
    stream = io.BytesIO()
    Image.new("RGB", (3, 2), color).save(stream, kind)
    return stream.getvalue()


def codes(problems: list[Problem]) -> list[str]:
    """Return the codes of problems, each once, sorted."""
    return sorted({problem.code for problem in problems})
