"""All layouts that a build needs, loaded and proven."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from sitegen.content.records import Article, Note, Record
from sitegen.errors import Problem, did_you_mean
from sitegen.pages.records import View
from sitegen.pages.views import LAYOUTS, ArticlePage, NotePage
from sitegen.render.prove import prove
from sitegen.render.templates import DEFAULT, Templates, digest, load_templates


class Layouts(Struct, frozen=True):
    """Proven layouts."""

    templates: Templates
    closures: Mapping[str, str]
    """Layout -> digest of all that it depends on."""
    assets: tuple[str, ...]
    """Logical names of the assets that they refer to, sorted."""


def load_layouts(
    site: Path, theme: Path, language: str, records: Iterable[Record], assets: Iterable[str]
) -> tuple[Layouts, list[Problem]]:
    """Load every layout of a site and those that its records ask for, and check each against its view."""
    templates, problems = load_templates(site / "layouts", theme / "layouts", language)
    closures: dict[str, str] = {}
    wanted: dict[str, tuple[str, int]] = {}
    for layout, view in _needed(templates, records, problems):
        proof = prove(templates, layout, view)
        problems += proof.problems
        closures[layout] = digest(templates, proof.closure)
        wanted |= {name: (file, line) for name, file, line in proof.assets}
    known = frozenset(assets)
    for name, (file, line) in wanted.items():
        if name not in known:
            problems.append(Problem("SG053", f'there is no asset "{name}"', file, line, hint=did_you_mean(name, known)))
    return Layouts(templates, closures, tuple(sorted(wanted))), list(dict.fromkeys(problems))


def _needed(templates: Templates, records: Iterable[Record], problems: list[Problem]) -> list[tuple[str, type[View]]]:
    """List each layout with its view; one that a record asks for and that does not exist is the record's mistake."""
    needed: dict[tuple[str, type[View]], None] = dict.fromkeys(LAYOUTS.items())
    for record in records:
        if not isinstance(record, Article | Note) or not record.layout:
            continue
        view = ArticlePage if isinstance(record, Article) else NotePage
        if templates.actual_name(record.layout):
            needed[record.layout, view] = None
            continue
        place = record.places["layout"]
        hint = did_you_mean(record.layout, _choice(templates, "article.html" if view is ArticlePage else "page.html"))
        message = f'there is no layout "{record.layout}"'
        problems.append(Problem("SG050", message, f"content/{record.path}", place.line, place.column, hint))
    return list(needed)


def _choice(templates: Templates, usual: str) -> Iterator[str]:
    """Yield the layouts that a kind of record may ask for: its usual one, and the site's that replace none."""
    names = {name for name, _ in templates.sources}
    yield usual
    yield from (name for name in names if not name.startswith(DEFAULT) and DEFAULT + name not in names)
