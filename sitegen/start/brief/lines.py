"""The paragraphs of a brief, and which of them are no part of the story: headers of a wire, end marks, contacts."""

import re

from msgspec import Struct


class Paragraph(Struct, frozen=True):
    """A paragraph, or a line that stands for itself."""

    text: str
    kind: str = ""
    """`label`, `byline`, or a key of `_SIGNS`; empty for what may be a part of the story."""
    label: str = ""
    """Of a line such as `HEADLINE: …`, the field that it is for; `text` is then what follows."""
    mark: str = ""
    """The label as written."""


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_DAY = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})"
)
_TIME = r"(?:(?:,|\sat|\s[-–—])?\s*T?\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?)"
_PHONE = r"(?:\+?\d{1,2}[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}"
_MAIL = r"\S+@\S+\.\w+"
_SIGNS = {
    "embargo": r"\W*(?:strictly |under )?embargo(?:ed)?\s*"
    r"(?:[:–—-]|until\b|till\b|for\b|\d|(?:mon|tues|wednes|thurs|fri)day).*"
    r"|\W*hold for release\b.*|\W*not for (?:publication|release|broadcast) (?:before|until)\b.*",
    "release": r"\W*for immediate release\b.{0,60}|\W*(?:press|news|media) release\W*",
    "editors": r"eds?\s*(?::|[—–-]{1,2})\s.*|note to editors?\s*:.*|editors?[’']? note\s*:.*not for publication.*",
    "slug": r"(?:slug|slug ?line)\s*:.{0,80}",
    "header": r"(?:keywords?|priority|urgency|version|story id|desk|word ?count|length|words)\s*:.{0,80}"
    r"|\W*\d[\d,]*\s*(?:words|wds)\b\.?\W*|(?:AP|UPI|AFP|RTR)-[A-Z]{2,}-\d\d-\d\d-\d\d \d{4}\S*",
    "end": r"\W*(?:# ?# ?#[# ]*|[-–—]+ ?(?:30|end|ends|0) ?[-–—]+|xxx|ends?)\W*",
    "rule": r"[\W_]+",
    "more": r"\W*(?:more|page \d+(?: of \d+)?|continued|cont[’']d)\W*",
    "contact": rf"\W*(?:(?:media|press|news|public) )?(?:contacts?|inquiries|enquiries)\s*:.*"
    rf"|\W*for (?:more|further|additional|media|press) .{{0,80}}(?:{_MAIL}|{_PHONE}).*",
    "reach": rf"(?:[\w .,’'-]{{0,40}}[:,|–—-]?\s*)?(?:{_MAIL}|{_PHONE})\W*(?:{_MAIL}|{_PHONE})?\W*",
    "date": rf"(?:(?:published|posted|date|updated|filed|released?|issued)\W*(?:on\s)?)?"
    rf"(?:{_WEEKDAY},?\s+)?{_DAY}{_TIME}?\W*",
}
_CAPITAL_SIGNS = {
    "wire": r"(?:[A-Z]{2})-[A-Z]{2}-.*|(?:BC|PM|AM)-\S.*|[a-z]\d{4}\b.{0,60}|.*\b[Ww]ritethru\b.*"
    r"|(?:URGENT|BULLETIN|FLASH|APNEWSALERT|NEWSALERT|(?:\d(?:st|nd|rd|th)|FIRST|1ST) (?:Ld|LEAD))\W*"
    r"|(?:CORRECTS|UPDATES|RECASTS|ADDS|SUBS|EDS)\b[ ,:].*",
}
_COMPILED = {
    **{kind: re.compile(sign) for kind, sign in _CAPITAL_SIGNS.items()},
    **{kind: re.compile(sign, re.IGNORECASE) for kind, sign in _SIGNS.items()},
}
_LABELS = {
    "title": "headline|hed|head|title|hedline",
    "deck": "deck|dek|subhead|subhed|subheadline|subtitle|sub-?head|standfirst",
    "kicker": "kicker|overline|eyebrow|strap",
    "byline": "byline|author|writer|reporter",
    "dateline": "dateline|location|place",
    "date": "pub ?date|date published|publish(?:ed)?|publication date|date",
    "caption": "photo caption|photo cutline|caption|cutline|photo|image|picture",
    "credit": "photo credit|credit|photographer|photo by",
    "section": "section|channel",
    "tags": "tags|topics?",
    "summary": "summary|abstract",
    "body": "body|text|story",
}
_LABEL = re.compile(rf"\W?(?P<mark>(?:{'|'.join(_LABELS.values())})\s*:)\s*(?P<rest>.*)", re.IGNORECASE)
_LABEL_OF = {field: re.compile(rf"(?:{names})\s*:", re.IGNORECASE) for field, names in _LABELS.items()}
_AROUND = re.compile(r"\^(.+?)[<=]*")
"""The Associated Press puts signs around the lines of its head: `^By JANE ROE=`."""
_BY = re.compile(r"(?:by|(?:story|reporting|text|written|reported) by)[:\s]\s*(?P<names>\S.*)", re.IGNORECASE)
_SMALL_IN_BYLINES = {
    "and",
    "of",
    "for",
    "the",
    "with",
    "special",
    "to",
    "de",
    "da",
    "del",
    "van",
    "von",
    "der",
    "la",
    "&",
}
_MOST_IN_BYLINES = 18
_SHORTEST_LINE, _LONGEST_LINE = 55, 120
"""How long lines are that were broken to fit a page; where none is so, each is a paragraph."""


_LONGEST_SIGN = 500
"""Characters of a paragraph that is no part of the story."""


def paragraphs_of(text: str) -> list[Paragraph]:
    """Take a text apart into paragraphs, whether blank lines, indents or line ends divide them."""
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", text.strip("\n"))]
    width = max((len(line.rstrip()) for block in blocks for line in block[:-1]), default=0)
    found = [
        _paragraph(" ".join(joined.split()))
        for block in blocks
        for joined in _joined([line.rstrip() for line in block if line.strip()], width)
    ]
    return [paragraph for paragraph in found if paragraph.text or paragraph.mark]


def _joined(lines: list[str], width: int) -> list[str]:
    """Put the lines of a block together that were broken for their length only."""
    parts: list[str] = []
    for number, line in enumerate(lines):
        if number and _goes_on(lines[number - 1], line, width):
            parts[-1] += f" {line}"
        else:
            parts.append(line)
    return parts


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether a line was broken because its next word did not fit."""
    if (
        not _SHORTEST_LINE <= width <= _LONGEST_LINE
        or kind_of(before.strip()) not in {"", "editors", "contact"}
        or kind_of(line.strip())
    ):
        return False
    if _indent(line) > _indent(before):
        return False
    return len(before) + 1 + len(line.split(maxsplit=1)[0]) > width


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def kind_of(text: str) -> str:
    """Return what a paragraph is by its own words, or an empty string."""
    if _LABEL.fullmatch(text):
        return "label"
    if names_of_byline(text):
        return "byline"
    if len(text) > _LONGEST_SIGN:
        return ""
    return next((kind for kind, sign in _COMPILED.items() if sign.fullmatch(text)), "")


def names_of_byline(text: str) -> str:
    """Return what follows the `By` of a byline; empty for any other text, as `By Tuesday it was over`."""
    found = _BY.fullmatch(text)
    words = re.split(r"[\s/,]+", found["names"]) if found else []
    if not 1 < len([word for word in words if word[:1].isupper()]) <= _MOST_IN_BYLINES or words[0].casefold() == "the":
        return ""
    if any(word[:1].islower() and word not in _SMALL_IN_BYLINES for word in words):
        return ""
    return found["names"] if found else ""


def _paragraph(text: str) -> Paragraph:
    around = _AROUND.fullmatch(text)
    text = around[1].strip() if around else text
    found = _LABEL.fullmatch(text)
    if not found:
        return Paragraph(text, kind_of(text))
    label = next(field for field, names in _LABEL_OF.items() if names.fullmatch(found["mark"]))
    return Paragraph(found["rest"].strip(), "label", label, found["mark"])
