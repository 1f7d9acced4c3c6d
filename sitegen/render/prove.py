"""Proof that a layout sees nothing but its view: made when layouts are loaded, before anything is rendered.

Every name that a layout takes from outside must be a field of its view, every field and macro that it asks for must
exist, and what it depends on must be known.
"""

import re
from functools import lru_cache

from msgspec import Struct

from sitegen.errors import Problem
from sitegen.pages.records import View
from sitegen.pages.views import Shared
from sitegen.render.closure import Part, closure
from sitegen.render.kinds import Kind, fields, set_at_top
from sitegen.render.syntax import column
from sitegen.render.templates import Templates, display_name, environment
from sitegen.render.walk import Finding, Names, walk


class Proof(Struct, frozen=True):
    """What is known of a layout that was checked."""

    closure: tuple[str, ...]
    """Names that it depends on, itself included, as they are asked for."""
    assets: tuple[tuple[str, str, int], ...]
    """Logical name of each asset that it refers to, with the layout and line that do."""
    problems: tuple[Problem, ...]


@lru_cache(maxsize=256)
def prove(templates: Templates, layout: str, view: type[View]) -> Proof:
    """Check a layout, and everything it depends on, against the view it will be given."""
    found = closure(templates, layout)
    exports = {part.name: set_at_top(part.tree) for part in found.parts}
    shared: dict[str, Kind] = {}
    for part in found.parts:
        if part.sees_view:
            shared |= dict.fromkeys(exports[part.name])
    assets: list[tuple[str, str, int]] = []
    problems = list(found.problems)
    for part in found.parts:
        names = Names(
            view=fields(Shared) | fields(view) if part.sees_view else {},
            elsewhere=frozenset(exports[part.name]) | (frozenset(shared) if part.sees_view else frozenset()),
            exports=exports,
            once=not part.sees_view,
        )
        seen = walk(environment(templates), part.tree, names)
        assets += [(name, display_name(part.actual), line) for name, line in seen.assets]
        problems += [_problem(templates, part, one) for one in seen.findings]
    return Proof(found.names, tuple(assets), tuple(dict.fromkeys(problems)))


def _problem(templates: Templates, part: Part, found: Finding) -> Problem:
    line = found.line or 1
    at = column(templates.text(part.actual), line, rf"\b{re.escape(found.word)}\b") if found.word else 0
    return Problem(found.code, found.message, display_name(part.actual), line, at, found.hint)
