"""The first look at a brief: what is for the desk, what is a label or a photo, and what is left for the story."""

import re

from msgspec.structs import replace

from sitegen.start.brief.captions import Split, is_credit, split_credit
from sitegen.start.brief.lines import Paragraph
from sitegen.start.brief.records import Guess, Left, Picture

_HEAD, _TAIL = 10, 6
"""How many paragraphs at the beginning and end may be headers of a wire."""
_EARLIEST_END = 3
_LATEST_LABEL = 15
_LONGEST_LINE = 25
"""Words of what stands above the text; no label is one below."""
_LONGEST_VALUE = {"date": 10, "dateline": 10, "byline": 20, "section": 5, "kicker": 10, "title": 40}
"""Words behind a label."""
_DESK = {
    "wire": "a header of the wire",
    "slug": "the name of the story on the wire",
    "header": "a header of the wire",
    "editors": "a note to editors",
    "release": "for the desk alone",
    "contact": "whom to ask; nothing for readers",
    "rule": "a line without words",
    "more": "it tells that more pages come",
    "end": "the end mark",
}
_ANYWHERE = {"editors", "release", "rule", "more", "end"}
_SLUG = re.compile(r"[A-Z]{2}-(?:[A-Z]{2})?-{1,2}(?P<wire>[^,(]+)|slug(?: ?line)?\s*:\s*(?P<own>.+)", re.IGNORECASE)
STAMP = re.compile(r"^[A-Z]{2,}-[A-Z]{2,}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d) \d{4}")
"""`AP-WF-03-04-26 1530GMT`."""
_SHORT = 8
"""Words of a line between contacts that belongs to them: a name, an office."""


class Sorted:
    """What the paragraphs of a brief are, as far as each tells by itself."""

    def __init__(self) -> None:
        self.labels: dict[str, str] = {}
        """Field -> what stands behind its label."""
        self.marks: list[str] = []
        """The labels as written."""
        self.pictures: list[Picture] = []
        self.embargo = ""
        self.slug = ""
        self.stamp = ""
        """The line in which a wire says when it sent the story."""
        self.guesses: list[Guess] = []
        self.left: list[Left] = []
        self.story: list[Paragraph] = []
        """The rest, in order: headline, byline, text."""
        self.behind: list[Paragraph] = []
        """What stands behind the end mark."""

    def guess(self, field: str, value: str, reason: str) -> None:
        """Tell of something that was read, and why."""
        self.guesses.append(Guess(field, value, reason))

    def leave(self, words: str, reason: str) -> None:
        """Tell of words that go nowhere, and why."""
        if words.strip():
            self.left.append(Left(words.strip(), reason))


def sort_out(paragraphs: list[Paragraph]) -> Sorted:
    """Look at each paragraph of a brief by itself."""
    found = Sorted()
    ended = False
    for number, one in enumerate(_with_contacts(paragraphs)):
        paragraph, kind = one, one.kind
        is_outside = number < _HEAD or number >= len(paragraphs) - _TAIL
        if kind == "label" and not ended and _take_label(paragraph, found, number):
            continue
        if kind == "label":
            paragraph, kind = Paragraph(f"{paragraph.mark} {paragraph.text}".strip()), ""
        split = split_credit(paragraph.text) if not kind else None
        if split:
            _take_picture(split, found)
        elif kind == "embargo":
            found.embargo = found.embargo or paragraph.text
            found.leave(paragraph.text, "the embargo: the article is a draft")
        elif kind in _DESK and (kind in _ANYWHERE or is_outside):
            ended |= kind == "end" and number >= _EARLIEST_END
            found.slug = found.slug or _slug_in(paragraph.text)
            found.stamp = found.stamp or (paragraph.text if STAMP.search(paragraph.text) else "")
            found.leave(paragraph.text, _DESK[kind])
        else:
            (found.behind if ended else found.story).append(paragraph)
    found.leave(" ".join(found.marks), "labels")
    return found


def _with_contacts(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Take what stands below the word `Contact` for a part of it: a name, an office, an address, a number."""
    told: list[Paragraph] = []
    for number, one in enumerate(paragraphs):
        follows = bool(told) and told[-1].kind == "contact"
        behind = paragraphs[number + 1].kind if number + 1 < len(paragraphs) else ""
        is_short = len(one.text.split()) <= _SHORT and one.text[-1:] not in '.!?”"'
        belongs = one.kind == "reach" or (not one.kind and is_short and behind in {"contact", "reach", "end"})
        kind = "contact" if follows and belongs else "" if one.kind == "reach" else one.kind
        told.append(replace(one, kind=kind))
    return told


def _slug_in(text: str) -> str:
    match = _SLUG.match(text)
    return (match["wire"] or match["own"]).strip() if match else ""


def _take_label(paragraph: Paragraph, found: Sorted, number: int) -> bool:
    """Take the value of a line with a label; one that is there already, or comes late, is a part of the story."""
    label, text = paragraph.label, paragraph.text
    if label in {"caption", "credit"}:
        return _take_labelled_picture(paragraph, found)
    if label in found.labels or (not text and label != "body") or number >= _LATEST_LABEL:
        return False
    if label != "body" and any(len(one.text.split()) > _LONGEST_LINE for one in found.story):
        return False
    if len(text.split()) > _LONGEST_VALUE.get(label, len(text)):
        return False
    found.marks.append(paragraph.mark)
    if label == "body":
        found.labels[label] = ""
        if text:
            found.story.append(Paragraph(text))
        return True
    found.labels[label] = text
    if label == "date":
        found.leave(text, "the date, which has a field of its own")
    if label in {"deck", "kicker", "summary"}:
        found.guess(label, text, "behind its label")
    return True


def _take_labelled_picture(paragraph: Paragraph, found: Sorted) -> bool:
    text = paragraph.text
    if not text:
        return False
    split = split_credit(text) or Split(Picture(text), "")
    in_brackets = text.endswith(")") and split.picture.caption.endswith((".", "!", "?"))
    if paragraph.label == "credit" or (is_credit(text) and not in_brackets):
        split = Split(Picture("", text), "")
    found.marks.append(paragraph.mark)
    _take_picture(split, found)
    return True


def _take_picture(split: Split, found: Sorted) -> None:
    """Take a caption or a credit; one without the other belongs to the last picture if that lacks it."""
    found.leave(split.mark, "it stands before the credit, which has a field of its own")
    picture = split.picture
    last = found.pictures[-1] if found.pictures else None
    if last and not picture.caption and not last.credit:
        found.pictures[-1] = Picture(last.caption, picture.credit)
    elif last and not last.caption and not picture.credit:
        found.pictures[-1] = Picture(picture.caption, last.credit)
    else:
        found.pictures.append(picture)
