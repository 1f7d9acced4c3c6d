"""The text of a file of content/: its Markdown to a body, and what is wrong with it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sitegen.config import MarkdownSettings
from sitegen.content.body import make_body
from sitegen.content.limit import TooLongError, at_most
from sitegen.content.markdown import Removed, to_html
from sitegen.content.records import Body
from sitegen.content.shortcodes import BREAK, REF, Shortcode, Taken, numbers, take_out, without_numbers
from sitegen.content.steps import Steps
from sitegen.digests import digest_of
from sitegen.errors import Problem
from sitegen.yamltree import MOST

MOST_SECONDS = 2.0
"""Of processor time for one text; an article of ten thousand words takes a tenth of it."""
_TAG_OF_REFERENCE = re.compile(f"<{REF}[^>]*>")


def read_text(
    text: str, first_line: int, settings: MarkdownSettings, file: str, problems: list[Problem]
) -> Steps[tuple[Body, str]]:
    """Return what is known of a text, and its HTML; what is wrong is added to the problems. Yield between two steps."""
    if not text.strip():
        return Body(), ""
    try:
        text = text.replace(BREAK, " ")  # no page may hold it, and here it would mean a line
        taken = take_out(text)
        limit = at_most(MOST_SECONDS)
        with limit:
            html, removed = to_html(taken.plain, settings)
        yield
        plain = taken.plain.replace(BREAK, "\n")
        with limit:  # what is left of it
            made = make_body(html, plain, text, first_line, taken.references, raw=settings.unsafe_html)
    except Exception as error:  # noqa: BLE001  # an extension may raise anything; the others go on
        problems.append(_unreadable(error, file, first_line))
        return Body(), ""
    strays = [*_strays(taken, made, removed, file, first_line)]
    if strays:
        made = _as_written(*made)
    problems += strays
    problems += (_omitted(shortcode, file, first_line) for shortcode in taken.omitted)
    if removed:
        problems += _removals((one for one in removed if not _is_reference(one)), plain, text, file, first_line)
    problems += _doubtful_anchors(made[0].ids, text, file, first_line)
    return made


def _strays(
    taken: Taken, made: tuple[Body, str], removed: Iterable[Removed], file: str, first_line: int
) -> Iterator[Problem]:
    """Tell of references that became text, code, or a part of a tag."""
    if not taken.references:
        return
    body, html = made
    shown = numbers("".join((html, *(slot.attributes for slot in body.slots))))
    if any(map(_is_reference, removed)):
        shown |= numbers("".join(_TAG_OF_REFERENCE.findall(taken.plain)))
    for number, shortcode in enumerate(taken.references):
        if number in shown:
            message = f'the shortcode "{shortcode.name}" is not the target of a link'
            hint = 'Write [text]({{< ref "a.md" >}}), with nothing between ] and (; or the path alone: [text](a.md).'
            at = first_line + shortcode.line - 1
            yield Problem("SG026", message, file, at, shortcode.column, hint, shortcode.name)


def _as_written(body: Body, html: str) -> tuple[Body, str]:
    """Let stray references stand as their targets, without our mark."""
    slots = tuple(replace(slot, attributes=without_numbers(slot.attributes)) for slot in body.slots)
    headings = tuple(replace(heading, text=without_numbers(heading.text)) for heading in body.headings)
    plain, lead = without_numbers(html), without_numbers(body.lead)
    return replace(body, digest=digest_of(plain.encode()), slots=slots, headings=headings, lead=lead), plain


def _is_reference(removed: Removed) -> bool:
    """Tell whether what was removed is a reference in angle brackets, which was taken for a tag."""
    return removed.sign == f"<{REF.rstrip('/')}"


def _omitted(shortcode: Shortcode, file: str, first_line: int) -> Problem:
    message = f'the shortcode "{shortcode.name}" is left out'
    hint = "Write in Markdown what readers should see."
    return Problem("SG020", message, file, first_line + shortcode.line - 1, shortcode.column, hint, shortcode.name)


def _removals(removed: Iterable[Removed], plain: str, written: str, file: str, first_line: int) -> Iterator[Problem]:
    """Tell of parts of HTML that were removed; a shortcode before one in its line hides the column."""
    plain, lines = plain.lower(), written.lower().split("\n")
    for number, one in enumerate(removed):
        if number == MOST:
            message = f"more than {MOST} kinds of HTML are removed from the body; the others are not told"
            yield Problem("SG021", message, file, first_line, hint="Write the text in Markdown.")
            return
        sign = one.sign.lower()
        start = plain.find(sign)
        line, column = plain.count("\n", 0, max(start, 0)), start - plain.rfind("\n", 0, max(start, 0))
        told = start >= 0 and lines[line].startswith(sign, column - 1)
        hint = "Write it in Markdown, or delete it."
        message = f"{one.what} is removed from the body"
        yield Problem("SG021", message, file, first_line + line, column if told else 0, hint, one.what)


def _doubtful_anchors(ids: tuple[str, ...], text: str, file: str, first_line: int) -> Iterator[Problem]:
    """Warn of anchors that a page cannot lead to, as another has the name."""
    for name, number in Counter(ids).items():
        if number > 1 or name.startswith("_"):
            told = f"is given {number} times" if number > 1 else "begins with an underscore, as those of layouts do"
            at = first_line + text.count("\n", 0, max(text.find(name), 0))
            yield Problem("SG034", f'the anchor "{name}" {told}', file, at, hint="Give it a name of its own.")


def _unreadable(error: Exception, file: str, first_line: int) -> Problem:
    if isinstance(error, TooLongError):
        message = f"the text takes more than {MOST_SECONDS:g} seconds to read"
        hint = "Look for a long row of brackets, or divide the article."
    elif isinstance(error, RecursionError):
        message = "the text is nested too deep"
        hint = "Look for a long row of >, - or other signs, lists far inside of lists, or tags that are never closed."
    else:
        message, hint = f"the Markdown cannot be read: {error!r}", ""
    return Problem("SG017", message, file, first_line, hint=hint)
