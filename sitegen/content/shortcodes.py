"""Shortcodes of another generator: recognised before Markdown sees them, and omitted or turned into links."""

import re
from urllib.parse import quote

from msgspec import Struct

REF = "sitegen-ref/"
"""Stands before the number and the target of a link that was a `ref` shortcode, until the body's slots are made."""

BREAK = "\x1f"
"""Stands for a line break inside of a `ref` shortcode, which would end the link; no page may hold it."""

_SHORTCODE = re.compile(
    r"""\{\{(?P<open>[<%])
        (?P<comment>/\*)? \s* (?P<closing>/)? \s* (?P<name>[A-Za-z][\w/.-]*)
        (?P<rest>(?>"(?:\\.|[^"\\])*"|`[^`]*`|(?!\{\{[<%]).)*?)
        (?:\*/)? \s* [>%]\}\}""",
    re.VERBOSE | re.DOTALL,
)
_REFERENCE = re.compile(REF + "([0-9]+)/")
_ARGUMENT = re.compile(r'"((?:\\.|[^"\\])*)"|`([^`]*)`|([^\s"`]+)')


class Shortcode(Struct, frozen=True):
    """A shortcode: its name, and its 1-based line and column in the body."""

    name: str
    line: int
    column: int


class Taken(Struct, frozen=True):
    """A body without shortcodes: those that were left out, and the references, which are numbered in its text."""

    plain: str
    omitted: tuple[Shortcode, ...] = ()
    references: tuple[Shortcode, ...] = ()


def take_out(body: str) -> Taken:
    """Take the shortcodes out of a body.

    `ref` and `relref` become link targets that start with `REF` and their number; one in a comment (`{{</* x */>}}`)
    becomes the shortcode as text. Line breaks inside a shortcode are kept (as `BREAK` in a link), so that lines keep
    their numbers.
    """
    if "{{" not in body:
        return Taken(body)
    omitted: list[Shortcode] = []
    references: list[Shortcode] = []

    def replace(match: re.Match[str]) -> str:
        whole, start = match.group(0), match.start()
        if match["comment"]:
            return whole.replace("/*", "", 1).replace("*/", "", 1)
        line, column = body.count("\n", 0, start) + 1, start - body.rfind("\n", 0, start)
        shortcode = Shortcode(match["name"], line, column)
        if match["name"] in ("ref", "relref"):
            references.append(shortcode)
            target = quote(_first_argument(match["rest"]), safe="/#")
            return f"{REF}{len(references) - 1}/{target}" + BREAK * whole.count("\n")
        if not match["closing"]:
            omitted.append(shortcode)
        return "\n" * whole.count("\n")

    plain = _SHORTCODE.sub(replace, body)
    return Taken(plain, tuple(omitted), tuple(references))


def reference(target: str) -> tuple[int, str] | None:
    """Return the number and the target of a link that was a `ref` shortcode; None if it was none."""
    match = _REFERENCE.match(target)
    return (int(match[1]), target[match.end() :]) if match else None


def without_numbers(html: str) -> str:
    """Return a text in which references that are no targets of links stand as they were written."""
    return _REFERENCE.sub("", html)


def numbers(html: str) -> set[int]:
    """Return the numbers of the references that a text holds."""
    return {int(number) for number in _REFERENCE.findall(html)}


def _first_argument(rest: str) -> str:
    match = _ARGUMENT.search(rest)
    return next((group for group in match.groups() if group is not None), "") if match else ""
