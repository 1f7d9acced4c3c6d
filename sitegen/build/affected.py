"""The pages that a change would rewrite: a site made twice, as it is and as it would be, and compared."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.build.change import (
    catalogue_in_use,
    catalogues,
    changed_asset,
    changed_content,
    changed_layout,
    changed_settings,
    showing_words,
    without_content,
)
from sitegen.build.layout_files import CATALOGUES
from sitegen.build.look import NoSuchThingError, hint_for, look, place_in
from sitegen.build.make import Made, Marks, Material, make, read
from sitegen.build.options import Options, Watcher
from sitegen.build.task import Work
from sitegen.config import SETTINGS_FILE
from sitegen.content.edits import NoEditError
from sitegen.errors import Problem, Problems, SiteError
from sitegen.render.templates import DEFAULT, display_name

_CATALOGUES = (f"layouts/{CATALOGUES}", f"{DEFAULT}{CATALOGUES}")
_ANY_WORDS = "Which words would be others is not known: of these pages, those that show none of them keep their files."


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
        if self.value is None:
            return f"with another {self.field}"
        return f"with {self.field}: {self.value}" if self.value else f"with an empty {self.field}"


class Affected(Struct, frozen=True, kw_only=True):
    """What a change would do to the output, as paths on the site."""

    file: str
    change: str
    """In words: `edited`, `with another title`, `gone`."""
    rewritten: tuple[str, ...]
    new: tuple[str, ...]
    deleted: tuple[str, ...]
    kept: int
    problems: tuple[Problem, ...]
    """Warnings that the next build would give because of it."""
    note: str
    """Why some of the pages may keep their files, where more than that is not known; or empty."""


def affected(site: Path, options: Options, watcher: Watcher, change: Change) -> Affected:
    """Return what a change would do.

    Raises:
        SiteError: if the site has errors, or would have.
        NoSuchThingError: if no such change can be thought of.
    """

    def tell(work: Work, material: Material) -> Affected:
        meant = replace(change, file=_named(work, material, change.file))
        before = _marks(work, material)
        known = [*work.problems, *work.task.warnings]
        try:
            supposed = _supposed(work, meant)
            after = _after(supposed, material, meant)
        except NoEditError as error:
            raise NoSuchThingError(f"{meant.file}: {error}") from None
        except SiteError as error:
            wrong = _told(meant, known, error.problems)
            raise _refusal(meant, wrong) or SiteError(wrong, error.exit_code) from None
        return _compared(meant, before, after, _told(meant, known, supposed.problems))

    return look(site, options, watcher, tell)


def _named(work: Work, material: Material, asked: str) -> str:
    """Return a file by the name that problems give it; it may be given with the folder of layouts/ before default/."""
    known = {f"content/{source.path}" for source in material.found.sources} | {SETTINGS_FILE}
    known |= {display_name(name) for name, _ in material.templates.sources} | catalogues(work.task.site)
    known |= {f"assets/{name}" for name in material.assets}
    for name in (place_in(work.task.site, work.task.site, asked), asked, asked.removeprefix("layouts/")):
        if name in known:
            return name
    if place_in(work.task.folder, work.task.site, asked) or asked.startswith(("/", "http://", "https://")):
        hint = f"sitegen explain {asked} tells what is behind it."
    else:
        hint = hint_for(asked, known)
    raise NoSuchThingError(f'"{asked}" is no file that this site is made of. {hint}'.rstrip())


def _supposed(work: Work, change: Change) -> Work:
    """Return the same with the settings as they would be, and nothing told yet."""
    task = work.task
    if change.file == SETTINGS_FILE:
        if change.removed or not change.field:
            raise NoEditError("say which setting would change: --field NAME or --field NAME=VALUE")
        task = changed_settings(task, change.field, change.value)
    problems = Problems(task.config.levels, strict=False)
    problems.add(*task.warnings)
    return replace(work, task=task, problems=problems)


def _after(work: Work, material: Material, change: Change) -> dict[str, str]:
    folder, _, name = change.file.partition("/")
    if change.file == SETTINGS_FILE:
        return _marks(work, read(work))
    if change.field and not (folder == "content" and name.lower().endswith(".md")):
        raise NoEditError("only Markdown files and site.yaml have fields")
    if change.file in catalogues(work.task.site):
        in_use = change.file == catalogue_in_use(work.task.site, work.task.config.language)
        return _marks(work, material, words_change=in_use)
    if folder == "content":
        return _after_content(work, material, name, change)
    if folder == "assets":
        return _marks(work, changed_asset(work, material, name, removed=change.removed))
    layout = change.file if change.file.startswith(DEFAULT) else name
    return _marks(work, changed_layout(material, layout, removed=change.removed))


def _after_content(work: Work, material: Material, name: str, change: Change) -> dict[str, str]:
    if change.removed:
        return _marks(work, without_content(material, name))
    if name.lower().endswith(".md"):
        return _marks(work, changed_content(work, material, name, change.field, change.value))
    marks = _marks(work, material)  # its bytes are no part of a page
    return {path: "changed" if path == urls.media(name) else mark for path, mark in marks.items()}


def _marks(work: Work, material: Material, *, words_change: bool = False) -> dict[str, str]:
    """Return what every file of the output is made from, by its path on the site."""
    made = make(work, material)
    work.problems.stop_if_errors()
    marks = Marks(made.layouts, made.desk.frame)
    others = showing_words(made.layouts) if words_change else set()
    pages = (route.page(made.desk) for route in made.plan)
    found = {page.path: "changed" if page.layout in others else marks.of(page) for page in pages}
    return found | _files(made)


def _files(made: Made) -> dict[str, str]:
    assets = {asset.path: asset.digest for asset in made.assets.values()}
    return assets | {path: original.digest for path, original in made.beside.items()}


def _told(change: Change, known: Iterable[Problem], found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that a change would bring, told as such; those of the changed file stand in no line of it."""

    def told() -> Iterator[Problem]:
        before = Counter(map(_same, known))
        for problem in found:
            before[_same(problem)] -= 1
            if before[_same(problem)] < 0:
                new = replace(problem, message=f"supposing {change.file} {change.told}: {problem.message}")
                yield replace(new, line=0, column=0) if problem.file == change.file else new

    return tuple(told())


def _same(problem: Problem) -> tuple[str, ...]:
    """Return what a problem keeps where other lines of its file are edited."""
    return problem.file, problem.code, problem.severity, problem.message


def _refusal(change: Change, wrong: tuple[Problem, ...]) -> NoSuchThingError | None:
    """Refuse a change whose value was made up here, where nothing but that value is wrong."""
    errors = [problem for problem in wrong if problem.severity == "error"]
    if not change.field or change.value is not None or any(problem.file != change.file for problem in errors):
        return None
    told = f'no other "{change.field}" can be made up; say what it would be: --field {change.field}=VALUE.'
    return NoSuchThingError(f"{change.file}: {told} {errors[0].hint}".rstrip())


def _compared(
    change: Change, before: Mapping[str, str], after: Mapping[str, str], problems: tuple[Problem, ...]
) -> Affected:
    both = before.keys() & after.keys()
    rewritten = sorted(path for path in both if before[path] != after[path])
    return Affected(
        file=change.file,
        change=change.told,
        rewritten=tuple(rewritten),
        new=tuple(sorted(after.keys() - before.keys())),
        deleted=tuple(sorted(before.keys() - after.keys())),
        kept=len(both) - len(rewritten),
        problems=problems,
        note=_ANY_WORDS if rewritten and change.file.startswith(_CATALOGUES) else "",
    )
