"""All layouts that a build needs, proven."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from sitegen.build.engine import content_engine, render_engine
from sitegen.content.records import Article, Note, Record
from sitegen.digests import digest_of_parts
from sitegen.errors import Problem, did_you_mean
from sitegen.pages.records import View
from sitegen.pages.views import LAYOUTS, ArticlePage, NotePage
from sitegen.render.prove import Proof, prove
from sitegen.render.syntax import column
from sitegen.render.templates import DEFAULT, Templates, digest

PARTS = "partials/"
"""Below it are layouts that are parts of others."""
_Needed = tuple[str, type[View]]


class Proofs(Struct, frozen=True):
    """Proofs, which the next build takes over if it would make the same."""

    key: str = ""
    """The digest of all that they hang on."""
    found: tuple[Proof, ...] = ()


class Layouts(Struct, frozen=True):
    """Proven layouts."""

    templates: Templates
    closures: Mapping[str, str]
    """Layout -> digest of all that it depends on."""
    chains: Mapping[str, tuple[str, ...]]
    """Layout -> the actual names of the layouts that it depends on, itself first."""
    assets: tuple[str, ...]
    """Logical names of the assets that they refer to, sorted."""
    proofs: Proofs


def prove_layouts(
    templates: Templates, records: Iterable[Record], assets: Iterable[str], before: Proofs
) -> tuple[Layouts, list[Problem]]:
    """Check every layout of a site and those that its records ask for, each against its view."""
    problems: list[Problem] = []
    needed = _needed(templates, records, problems)
    proofs = _proofs(templates, needed, before)
    closures: dict[str, str] = {}
    chains: dict[str, tuple[str, ...]] = {}
    wanted: dict[str, tuple[str, int]] = {}
    for (layout, _), proof in zip(needed, proofs.found, strict=True):
        closures[layout] = digest(templates, proof.closure)
        chains[layout] = tuple(filter(None, map(templates.actual_name, proof.closure)))
        wanted |= {name: (file, line) for name, file, line in proof.assets}
    problems += _told_once(needed, proofs.found)
    known = frozenset(assets)
    for name, (file, line) in wanted.items():
        if name not in known:
            at = column(templates.text(file.removeprefix("layouts/")), line, re.escape(name))
            hint = did_you_mean(name, known) or "Put it into assets/, or correct its name."
            problems.append(Problem("SG053", f'there is no asset "{name}"', file, line, at, hint))
    return Layouts(templates, closures, chains, tuple(sorted(wanted)), proofs), list(dict.fromkeys(problems))


def _proofs(templates: Templates, needed: list[_Needed], before: Proofs) -> Proofs:
    parts = [content_engine(), render_engine(), templates.language]
    parts += [part for source in templates.sources for part in source]
    parts += [part for layout, view in needed for part in (layout, view.__name__)]
    packed = [part.encode() for part in parts] + [templates.catalogue]
    key = digest_of_parts(b"%d\0%s" % (len(part), part) for part in packed)
    if before.key == key and len(before.found) == len(needed):
        return before
    return Proofs(key, tuple(prove(templates, layout, view) for layout, view in needed))


def _told_once(needed: list[_Needed], proofs: tuple[Proof, ...]) -> Iterator[Problem]:
    """Yield each problem once, though the hint may differ with the view that a part is given."""
    same: dict[Problem, dict[str, Problem]] = {}
    for (layout, _), proof in zip(needed, proofs, strict=True):
        for problem in proof.problems:
            same.setdefault(replace(problem, hint=""), {}).setdefault(layout, problem)
    for layouts in same.values():
        layout, first = next(iter(layouts.items()))
        if len(set(layouts.values())) == 1:
            yield first
        else:
            others = len(layouts) - 1
            yield replace(first, message=f"{first.message}, as part of {layout} and {others} more")


def _needed(templates: Templates, records: Iterable[Record], problems: list[Problem]) -> list[_Needed]:
    """List each layout with its view; one that a record asks for and that does not exist is the record's mistake."""
    needed: dict[_Needed, None] = dict.fromkeys(LAYOUTS.items())
    for record in records:
        if not isinstance(record, Article | Note) or not record.layout:
            continue
        view = ArticlePage if isinstance(record, Article) else NotePage
        if wrong := _wrong_name(templates, record.layout, "article.html" if view is ArticlePage else "page.html"):
            at = record.places["layout"]
            problems.append(Problem("SG050", wrong[0], f"content/{record.path}", at.line, at.column, wrong[1]))
        else:
            needed[record.layout, view] = None
    return list(needed)


def _wrong_name(templates: Templates, layout: str, usual: str) -> tuple[str, str] | None:
    """Say why a record cannot ask for a layout, and what its author can do; None if it can."""
    if not templates.actual_name(layout):
        choice = sorted(_choice(templates, usual))
        return f'there is no layout "{layout}"', did_you_mean(layout, choice) or f"There is {', '.join(choice)}."
    if layout.removeprefix(DEFAULT).startswith(PARTS):
        hint = f"Ask for {usual}, or for a layout of your own that is not below {PARTS}."
        return f'"{layout}" is a part of pages, and not the layout of a whole one', hint
    return None


def _choice(templates: Templates, usual: str) -> Iterator[str]:
    """Yield the layouts that a kind of record may ask for: its usual one, and the site's that replace none."""
    names = {name for name, _ in templates.sources}
    yield usual
    yield from (name for name in names if not name.startswith((DEFAULT, PARTS)) and DEFAULT + name not in names)
