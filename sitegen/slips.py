"""What a complaint of the YAML parser means to an author: in plain words, with the likely cure."""

import re

from msgspec import Struct


class Slip(Struct, frozen=True):
    """A slip of the pen, told by a part of what the parser says of it."""

    sign: str
    """A pattern of that part."""
    message: str
    hint: str
    at_opening: bool = False
    """It is where the quote, bracket or line begins that the parser was reading, and not where it gave up."""


_SLIPS = (
    Slip(
        "mapping values are not allowed",
        "a colon in the wrong place",
        "A field is its name, a colon, a space and its value, from the beginning of its line. See the line above, too.",
    ),
    Slip(
        "could not find expected ':'",
        "this line is no field",
        "A field is its name, a colon, a space and its value. The further lines of a long value start with spaces.",
        at_opening=True,
    ),
    Slip(
        "did not find expected key",
        "text where the next field should begin",
        "Begin each field at the beginning of its line; entries of a list stand below its name, each with - before it.",
    ),
    Slip(
        "document start",
        "this line begins further left than the first",
        "Begin all fields at the beginning of their lines.",
    ),
    Slip(
        "end of stream", "a quote that is never closed", "Put the same sign at the end of the value.", at_opening=True
    ),
    Slip(
        "',' or ']'",
        "a list that is never closed, or lacks a comma",
        "Write [one, two]; text that starts with [ needs quotes.",
        at_opening=True,
    ),
    Slip(
        "',' or '}'",
        "braces that are never closed, or lack a comma",
        "Write {key: value, key: value}; text that starts with { needs quotes.",
        at_opening=True,
    ),
    Slip(
        "node content",
        "a value is missing here",
        "Between commas or brackets stands a value; text that starts with , ] or } needs quotes.",
    ),
    Slip(
        "block sequence entries",
        "- has a meaning of its own here",
        "Put each entry of a list on a line below its name; a value that starts with - needs quotes.",
    ),
    Slip(
        "'-' indicator",
        "text where the next entry of the list should begin",
        "Put - before each entry of a list, and before no field.",
    ),
    Slip("mapping keys are not", "? has a meaning of its own here", "A value that starts with ? needs quotes."),
    Slip("another document", "the fields end at ---, and more comes after", "Delete the line with ---."),
    Slip(
        "document indicator",
        "a quote that is never closed",
        "Put the same sign at the end of the value.",
        at_opening=True,
    ),
    Slip("second occurrence", "two anchors have one name", "Name one of them otherwise, or put the text in quotes."),
    Slip(
        "directive|incompatible YAML|version number|non-alphabetical",
        "% has a meaning of its own at the beginning of a line",
        "Delete the line, or put the text in quotes.",
    ),
    Slip(
        "expected '[>!]'|tag URI|tag handle|URI escaped|whitespace or line break",
        "! has a meaning of its own here",
        "A value that starts with ! needs quotes.",
    ),
    Slip(
        "invalid Unicode character",
        "the number behind \\ is that of no character",
        "Write the character itself; D800 to DFFF are halves of characters, and none by themselves.",
    ),
    Slip(
        "hexdecimal number",
        "\\x, \\u and \\U need two, four and eight digits (0 to F)",
        "Write the character itself, or use single quotes, where \\ has no meaning.",
    ),
    Slip("alias", "* has a meaning of its own here", "A value that starts with * needs quotes."),
    Slip("alphabetic or numeric", "* or & has a meaning of its own here", "A value that starts with it needs quotes."),
    Slip(
        "comment or line break|indentation indicator",
        "> and | have a meaning of their own here",
        "A value that starts with them needs quotes.",
    ),
    Slip("escape character", "\\ has a meaning of its own in double quotes", "Use single quotes."),
    Slip("tab character", "a tab where spaces must be", "Put spaces in its place."),
    Slip(
        "cannot start any token",
        "a sign that no value may start with",
        "A value that starts with %, @ or ` needs quotes; before a value stands a space, and no tab.",
    ),
)
_COLON = Slip("", "a colon and a space inside of a value", 'A value that contains ": " needs quotes.')
_QUOTE = Slip("", "text behind the closing quote", "Put the whole value in the other kind of quotes.")


def slip_of(said: str, before: str) -> Slip:
    """Return the slip that the parser's words mean; `before` is the line up to the place where it gave up."""
    if "mapping values" in said and ": " in before:
        return _COLON
    if "expected key" in said and before.rstrip().endswith(("'", '"')):
        return _QUOTE
    return next((slip for slip in _SLIPS if re.search(slip.sign, said)), Slip("", said, ""))
