"""Who is not one person though the names are alike: what editors have decided, in a file of the site.

The file is made by people and kept with the content; nothing that is published depends on it.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from yaml.nodes import Node, SequenceNode

from sitegen.build.files import UnreadableError, read_file, unreadable
from sitegen.errors import Problem, SiteError
from sitegen.getters import line, many
from sitegen.yamltree import NodeError, Source, compose, kind_of, read

JUDGEMENTS = "people-judgements.yaml"
_HEAD = """\
# People who are not one person, though their names are alike, by their ids: `sitegen people dedupe` does not show these
# pairs again. `sitegen people dedupe --different A B` adds one.
different:
"""
_SHAPE = "Write it as [jane-roe, jayne-roe]."


class Judgement(Struct, frozen=True):
    """Two ids that belong to two people, and the line on which that is written."""

    one: str
    other: str
    line: int


def judgements(site: Path) -> tuple[Judgement, ...]:
    """Return what editors have decided.

    Raises:
        SiteError: if the file cannot be used.
    """
    file = site / JUDGEMENTS
    try:
        written = read_file(file).decode() if os.path.lexists(file) else ""
    except (UnreadableError, UnicodeDecodeError) as error:
        raise SiteError([unreadable(JUDGEMENTS, error)]) from None
    return _parsed(written)


def add_judgement(site: Path, one: str, other: str) -> None:
    """Write that two ids belong to two people, below what is written already.

    Raises:
        SiteError: if the file cannot be used, or has a form to which nothing can be added.
    """
    known = judgements(site)
    if {one, other} in ({judgement.one, judgement.other} for judgement in known):
        return
    file = site / JUDGEMENTS
    before = read_file(file).decode() if file.exists() else ""
    after = f"{before.rstrip()}\n" if known else _HEAD if not before.strip() else before.rstrip() + "\n"
    after += f"  - [{one}, {other}]\n"
    if _pairs(after) != [*((each.one, each.other) for each in known), (one, other)]:
        hint = f"Add this line below `different:` yourself:   - [{one}, {other}]"
        raise SiteError([Problem("SG006", "nothing can be added to its end", JUDGEMENTS, hint=hint)], exit_code=2)
    beside = file.with_name(f".{JUDGEMENTS}.new")
    beside.write_text(after, "utf-8")
    beside.replace(file)


def _pairs(written: str) -> list[tuple[str, str]]:
    try:
        return [(each.one, each.other) for each in _parsed(written)]
    except SiteError:
        return []


def _parsed(written: str) -> tuple[Judgement, ...]:
    source = Source(JUDGEMENTS)
    node = compose(written, source)
    if isinstance(node, Problem):
        raise SiteError([node])
    found = read(node, {"different": many(_pair)}, source)
    if found.problems:
        raise SiteError(found.problems)
    return tuple(found.values.get("different", ()))


def _pair(node: Node) -> Judgement:
    if not isinstance(node, SequenceNode):
        raise NodeError(node, f"expected two ids, found {kind_of(node)}", hint=_SHAPE)
    ids = many(line)(node)
    if len(ids) != 2 or ids[0] == ids[1]:
        raise NodeError(node, f"expected two ids, found {len(set(ids))}", hint=_SHAPE)
    return Judgement(ids[0], ids[1], node.start_mark.line + 1 if node.start_mark else 1)


def decided(known: tuple[Judgement, ...], present: Mapping[str, str]) -> set[frozenset[str]]:
    """Return the pairs that are decided; `present` leads from each id, of now or before, to the id of now."""
    return {frozenset((present[each.one], present[each.other])) for each in known if not list(_gone(each, present))}


def stale(known: tuple[Judgement, ...], present: Mapping[str, str]) -> Iterator[str]:
    """Tell which judgements are about people who are gone, or have become one."""
    for each in known:
        where = f"{JUDGEMENTS}:{each.line}"
        yield from (f'{where}: "{identity}" is nobody of this site any more' for identity in _gone(each, present))
        if present.get(each.one, each.one) == present.get(each.other, each.other):
            yield f'{where}: "{each.one}" and "{each.other}" are one person now'


def _gone(judgement: Judgement, present: Mapping[str, str]) -> Iterator[str]:
    return (identity for identity in (judgement.one, judgement.other) if identity not in present)
