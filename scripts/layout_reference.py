"""Write the reference part of docs/layouts.md: for every layout, each name that it may use, with its type.

Run `python scripts/layout_reference.py` after a change of the view records; a test holds the page to them.
"""

import ast
import re
import sys
from itertools import pairwise
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from msgspec import Struct  # noqa: E402

from sitegen import dates  # noqa: E402
from sitegen.pages import index_records, people_records, records, views  # noqa: E402
from sitegen.render.filters import filters_for  # noqa: E402

PAGE = ROOT / "docs/layouts.md"
START, END = "<!-- reference: written by scripts/layout_reference.py -->", "<!-- end of the reference -->"


def reference() -> str:
    """Return the reference as Markdown."""
    layouts = ["### Layouts and what they see", "", "| layout | names |", "|---|---|"]
    for layout, view in views.LAYOUTS.items():
        hints = get_type_hints(views.Shared) | get_type_hints(view)
        fields = (*views.Shared.__struct_fields__, *view.__struct_fields__)
        names = ", ".join(f"`{name}`: {spoken(hints[name])}" for name in fields)
        layouts.append(f"| `{layout}` | {names} |")
    known = {name for module in (records, people_records, index_records, views) for name in vars(module)}
    tops: set[type] = {views.Shared, *views.LAYOUTS.values()}
    used = [record for record in ordered(tops) if record not in tops]
    tables = [line for record in used for line in table(record)]
    filters = ["### Filters", "", "| filter | what it does |", "|---|---|"]
    for name, function in sorted(filters_for("en").items()):
        filters.append(f"| `{name}` | {first_line(function.__doc__ or '')} |")
    assert all(record.__name__ in known or record is dates.When for record in used)  # noqa: S101  # nothing slips in
    return "\n".join([*layouts, "", *filters, "", "### Records", "", *tables]).rstrip() + "\n"


def ordered(start: set[type]) -> list[type[Struct]]:
    """Return every record that layouts can reach, by name."""
    found: set[type] = set()
    waiting = list(start)
    while waiting:
        record = waiting.pop()
        if record in found:
            continue
        found.add(record)
        for hint in get_type_hints(record).values():
            waiting += [part for part in parts(hint) if isinstance(part, type) and issubclass(part, Struct)]
    return sorted(found, key=lambda record: record.__name__)


def parts(hint: Any) -> list[Any]:
    """Return the types that a type is made of."""
    return [hint, *(part for argument in get_args(hint) for part in parts(argument))]


def table(record: type[Struct]) -> list[str]:
    """Return the table of a record's fields."""
    hints, notes = get_type_hints(record), field_notes(record)
    lines = [f"#### {record.__name__}", "", first_line(record.__doc__ or ""), "", "| field | type | |", "|---|---|---|"]
    lines += [f"| `{name}` | {spoken(hints[name])} | {notes.get(name, '')} |" for name in record.__struct_fields__]
    made = {name: value for name, value in vars(record).items() if isinstance(value, property)}
    for name, value in made.items():
        lines.append(
            f"| `{name}` | {spoken(get_type_hints(value.fget)['return'])} | {first_line(value.__doc__ or '')} |"
        )
    return [*lines, ""]


def spoken(hint: Any) -> str:
    """Return a type in words."""
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(spoken(one) if one is not type(None) else "none" for one in get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {spoken(get_args(hint)[0])}"
    if isinstance(hint, type) and issubclass(hint, Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {str: "text", int: "number", bool: "flag"}.get(hint, "anything")


def field_notes(record: type[Struct]) -> dict[str, str]:
    """Read the docstring under each field from the source, where Python does not keep it."""
    source = Path(sys.modules[record.__module__].__file__ or "").read_text(encoding="utf-8")
    body = next(n for n in ast.parse(source).body if isinstance(n, ast.ClassDef) and n.name == record.__name__).body
    notes = {}
    for field, note in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(note, ast.Expr) and isinstance(note.value, ast.Constant):
            notes[ast.unparse(field.target)] = re.sub(r"\s+", " ", str(note.value.value)).replace("|", "\\|")
    return notes


def first_line(doc: str) -> str:
    """Return the first paragraph of a docstring on one line."""
    return re.sub(r"\s+", " ", doc.partition("\n\n")[0]).strip().replace("|", "\\|")


def written(page: str) -> str:
    """Return a page with the reference in its place."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{reference()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
