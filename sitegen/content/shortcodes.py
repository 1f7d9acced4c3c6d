"""Shortcodes of another generator: recognised before Markdown sees them, and omitted or turned into links."""

import re
from urllib.parse import quote

from msgspec import Struct

REF = "sitegen-ref/"
"""Stands before the target of a link that was a `ref` shortcode, until the body's slots are made."""

BREAK = "\x1f"
"""Stands for a line break inside of a `ref` shortcode, which would end the link; no page may hold it."""

_SHORTCODE = re.compile(
    r"""\{\{(?P<open>[<%])
        (?P<comment>/\*)? \s* (?P<closing>/)? \s* (?P<name>[A-Za-z][\w/.-]*)
        (?P<rest>(?>"(?:\\.|[^"\\])*"|`[^`]*`|(?!\{\{[<%]).)*?)
        (?:\*/)? \s* [>%]\}\}""",
    re.VERBOSE | re.DOTALL,
)
_ARGUMENT = re.compile(r'"((?:\\.|[^"\\])*)"|`([^`]*)`|([^\s"`]+)')


class Shortcode(Struct, frozen=True):
    """A shortcode that was left out: its name, and its 1-based line in the body."""

    name: str
    line: int


def take_out(body: str) -> tuple[str, list[Shortcode]]:
    """Return the body without shortcodes, and those that were left out.

    `ref` and `relref` become link targets that start with `REF`; one in a comment (`{{</* x */>}}`) becomes the
    shortcode as text. Line breaks inside a shortcode are kept (as `BREAK` in a link), so that lines keep their numbers.
    """
    if "{{" not in body:
        return body, []
    omitted: list[Shortcode] = []

    def replace(match: re.Match[str]) -> str:
        whole = match.group(0)
        if match["comment"]:
            return whole.replace("/*", "", 1).replace("*/", "", 1)
        if match["name"] in ("ref", "relref"):
            return REF + quote(_first_argument(match["rest"]), safe="/#") + BREAK * whole.count("\n")
        if not match["closing"]:
            omitted.append(Shortcode(match["name"], body.count("\n", 0, match.start()) + 1))
        return "\n" * whole.count("\n")

    return _SHORTCODE.sub(replace, body), omitted


def _first_argument(rest: str) -> str:
    match = _ARGUMENT.search(rest)
    return next((group for group in match.groups() if group is not None), "") if match else ""
