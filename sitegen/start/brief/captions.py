"""A photo's caption and its credit, and the place that the caption names."""

import re
from datetime import date

from msgspec import Struct

from sitegen.pages.dateline import stands_alone
from sitegen.start.brief.dates import find_date
from sitegen.start.brief.records import Picture
from sitegen.titles import is_title_word

_KINDS = r"(?:(?:file )?photo(?:graph)?s?|pictures?|images?|illustrations?|graphics?)"
_WORD = r"[^\W\d_][\w.’'&-]*"
_NAMES = rf"{_WORD}(?: {_WORD}){{0,7}}"
_SIGNED = r"[A-ZÀ-Þ][\w.’'&-]*(?: (?:de|da|del|van|von|der|of|the|[A-ZÀ-Þ][\w.’'&-]*)){0,7}"
_BREAK = r"(?P<caption>.*[.!?”\"’)\]](?=[\s(\[|—–])|.*(?=[(\[|—–])|)\s*[(\[|—–]?\s*"
"""Before a credit a sentence ends, or a bracket or dash opens."""
_CREDITS = tuple(
    re.compile(_BREAK + credit + r"\s*[)\]]?\.?", flags)
    for credit, flags in (
        (rf"(?P<mark>(?:{_KINDS} )?credits?:|{_KINDS}(?: credits?)?:)\s*(?P<credit>[^:]{{2,100}}?)", re.IGNORECASE),
        (rf"(?P<mark>{_KINDS} by:?) (?P<credit>[^:.]{{2,100}}?)", re.IGNORECASE),
        (rf"(?P<mark>{_KINDS}),? (?P<credit>courtesy (?:of )?[^:.]{{2,100}}?)", re.IGNORECASE),
        (rf"(?P<mark>)(?P<credit>courtesy (?:of )?{_NAMES})", re.IGNORECASE),
        (rf"(?P<mark>)(?P<credit>[A-Z]{{2,}}(?: (?:File )?Photo)?/{_SIGNED}(?:/{_SIGNED}){{0,2}}(?:, File)?)", 0),
        (rf"(?P<mark>)(?P<credit>(?=\S+ [^/]*\w ?/){_SIGNED}(?: ?/ ?{_SIGNED}){{1,3}}(?: via [A-Z]\w+)?)", 0),
        (rf"(?P<mark>)(?<=[(\[])(?P<credit>{_SIGNED} for (?:the )?{_SIGNED})", 0),
    )
)
_LEAST, _LONGEST = 2, 120
"""Words of a caption."""
_LARGEST = 1_000
"""Characters of a caption."""
_ANY_DAY = date(2000, 1, 1)
_CAPITAL = r"[A-ZÀ-Þ][\w.’'-]*"
_PLACE = re.compile(
    rf"\b(?:in|at|from|near|outside|off)\s+(?P<city>{_CAPITAL}(?:(?: of| the| de| del)? {_CAPITAL}){{0,4}})"
    rf"(?:, (?P<region>(?:{_CAPITAL} ){{0,2}}(?:(?:[A-Z]\.)+|[A-ZÀ-Þ][\w’'-]+(?:\.(?=,| on\b))?)))?"
    r"(?=,|\.|;| on\b|\s*$)"
)


class Split(Struct, frozen=True):
    """A caption taken apart; `mark` is the word before the credit, such as `Photo:`."""

    picture: Picture
    mark: str


def split_credit(text: str, *, sure: bool = False) -> Split | None:
    """Take a paragraph for a caption if it ends with a credit. `sure` says that it is one."""
    if len(text) > _LARGEST or len(text.split()) > _LONGEST:
        return None
    for form in _CREDITS:
        found = form.fullmatch(text)
        if found and (found["mark"] or sure or len(found["caption"].split()) >= _LEAST):
            return Split(Picture(found["caption"].strip(), found["credit"].strip()), found["mark"])
    return None


def is_credit(text: str) -> bool:
    """Tell whether what follows `Photo:` is a credit, and no caption."""
    return len(text.split()) <= 8 and not text.endswith((".", "!", "?"))


def place_in(caption: str) -> str:
    """Return the place that a caption names, with its state or country (`Joint Base Andrews, Maryland`), or nothing."""
    for found in _PLACE.finditer(caption):
        city, region = found["city"], found["region"] or ""
        if region and not (is_title_word(region.split()[0]) or find_date(f"{region} 1", _ANY_DAY)[0]):
            return f"{city}, {region}"
        if not region and stands_alone(city):
            return city
    return ""
