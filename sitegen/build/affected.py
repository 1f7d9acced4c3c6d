"""The pages that a change would rewrite: a site made twice, as it is and as it would be, and compared."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.build.change import changed_asset, changed_content, changed_layout, changed_settings, without_content
from sitegen.build.layout_files import CATALOGUES
from sitegen.build.look import NoSuchThingError, look, place_in
from sitegen.build.make import Made, Marks, Material, make, read
from sitegen.build.options import Options, Watcher
from sitegen.build.task import Task, Work
from sitegen.config import SETTINGS_FILE
from sitegen.content.edits import NoEditError
from sitegen.errors import Problems
from sitegen.render.templates import DEFAULT


class Change(Struct, frozen=True):
    """A change of one file: of its text, of a field, or its removal."""

    file: str
    field: str = ""
    value: str | None = None
    """What the field would be, as YAML; None: anything else."""
    removed: bool = False

    @property
    def told(self) -> str:
        """The change in words."""
        if self.removed:
            return "gone"
        if not self.field:
            return "edited"
        return f"with another {self.field}" if self.value is None else f"with {self.field}: {self.value}"


class Affected(Struct, frozen=True, kw_only=True):
    """What a change would do to the output, as paths on the site."""

    file: str
    change: str
    """In words: `edited`, `with another title`, `gone`."""
    rewritten: tuple[str, ...]
    new: tuple[str, ...]
    deleted: tuple[str, ...]
    kept: int


def affected(site: Path, options: Options, watcher: Watcher, change: Change) -> Affected:
    """Return what a change would do.

    Raises:
        SiteError: if the site has errors, or would have.
        NoSuchThingError: if no such change can be thought of.
    """

    def tell(work: Work, material: Material) -> Affected:
        file = _named(work, material, change.file)
        before = _marks(work, material)
        meant = replace(change, file=file)
        try:
            after = _after(_told_anew(work, work.task), material, meant)
        except NoEditError as error:
            raise NoSuchThingError(f"{file}: {error}") from None
        return _compared(meant, before, after)

    return look(site, options, watcher, tell)


def _named(work: Work, material: Material, asked: str) -> str:
    package = {name for name, _ in material.templates.sources if name.startswith(DEFAULT)}
    file = asked if asked in package else place_in(work.task.site, work.task.site, asked)
    known = {f"content/{source.path}" for source in material.found.sources} | {SETTINGS_FILE} | package
    known |= {f"layouts/{name}" for name, _ in material.templates.sources}
    known |= {f"assets/{name}" for name in material.assets}
    if file not in known and not file.startswith(f"layouts/{CATALOGUES}"):
        raise NoSuchThingError(f'"{asked}" is no file that this site is made of')
    return file


def _after(work: Work, material: Material, change: Change) -> dict[str, str]:
    folder, _, name = change.file.partition("/")
    if change.file == SETTINGS_FILE:
        return _with_other_settings(work, change)
    if change.field and not (folder == "content" and name.lower().endswith(".md")):
        raise NoEditError("only Markdown files and site.yaml have fields")
    if folder == "layouts" or change.file.startswith(DEFAULT):
        layout = change.file if change.file.startswith(DEFAULT) else name
        return _marks(work, changed_layout(material, layout, removed=change.removed))
    if folder == "assets":
        return _marks(work, changed_asset(work, material, name, removed=change.removed))
    if change.removed:
        return _marks(work, without_content(material, name))
    if name.lower().endswith(".md"):
        return _marks(work, changed_content(work, material, name, change.field, change.value))
    marks = _marks(work, material)  # its bytes are no part of a page
    return {path: "changed" if path == urls.media(name) else mark for path, mark in marks.items()}


def _with_other_settings(work: Work, change: Change) -> dict[str, str]:
    if change.removed or not change.field:
        raise NoEditError("say which setting would change: --field NAME or --field NAME=VALUE")
    other = _told_anew(work, changed_settings(work.task, change.field, change.value))
    return _marks(other, read(other))


def _told_anew(work: Work, task: Task) -> Work:
    """Return the same with another task, and nothing told yet: what is wrong as it is has been told."""
    return replace(work, task=task, problems=Problems(task.config.levels, strict=False))


def _marks(work: Work, material: Material) -> dict[str, str]:
    """Return what every file of the output is made from, by its path on the site."""
    made = make(work, material)
    work.problems.stop_if_errors()
    marks = Marks(made.layouts, made.desk.frame)
    pages = (route.page(made.desk) for route in made.plan)
    found = {page.path: marks.of(page) for page in pages}
    return found | _files(made)


def _files(made: Made) -> dict[str, str]:
    assets = {asset.path: asset.digest for asset in made.assets.values()}
    return assets | {path: original.digest for path, original in made.beside.items()}


def _compared(change: Change, before: Mapping[str, str], after: Mapping[str, str]) -> Affected:
    both = before.keys() & after.keys()
    rewritten = sorted(path for path in both if before[path] != after[path])
    return Affected(
        file=change.file,
        change=change.told,
        rewritten=tuple(rewritten),
        new=tuple(sorted(after.keys() - before.keys())),
        deleted=tuple(sorted(before.keys() - after.keys())),
        kept=len(both) - len(rewritten),
    )
