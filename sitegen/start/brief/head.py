"""The head of a brief: kicker, headline, deck and byline, told by their order and length."""

import re
from datetime import date

from sitegen.start.brief.bylines import is_role_or_house, read_byline
from sitegen.start.brief.datelines import split_dateline
from sitegen.start.brief.lines import Paragraph, names_of_byline
from sitegen.start.brief.records import Writer
from sitegen.start.brief.sorting import Sorted

_FARTHEST = 6
"""Paragraphs that may stand before the text."""
_LONGEST_HEADLINE, _LONGEST_DECK = 25, 45
_LONGEST_KICKER = 3
_WHOLE = re.compile(r".*[.!?:…][”\"’')\]]*", re.DOTALL)
_PROSE = 8
"""Words of a sentence that is no line of a head."""


class Head:
    """The head of a brief, and the text below it."""

    def __init__(self) -> None:
        self.kicker = self.title = self.deck = ""
        self.byline: tuple[Writer, ...] = ()
        self.date = ""
        """A line that is a date, as written."""
        self.text: list[str] = []


def read_head(found: Sorted, today: date) -> Head:
    """Divide what is left for the story into its head and its text."""
    head = Head()
    head.kicker, head.title, head.deck = (found.labels.get(field, "") for field in ("kicker", "title", "deck"))
    story = _without_dates(found, head)
    start, lines = _lines_of_head(story, found, head, today)
    rest = _take_lines(lines, found, head)
    head.text = [*rest, *(paragraph.text for paragraph in story[start:])]
    if "byline" in found.labels:
        head.byline = read_byline(found.labels["byline"])
        found.leave(found.labels["byline"], "the byline, which has a field of its own")
        found.guess("byline", found.labels["byline"], "behind its label")
    return head


def _without_dates(found: Sorted, head: Head) -> list[Paragraph]:
    """Take the line of the date out of the head."""
    story = []
    for number, paragraph in enumerate(found.story):
        if paragraph.kind == "date" and number < _FARTHEST and not head.date:
            head.date = paragraph.text
            found.leave(paragraph.text, "the date, which has a field of its own")
        else:
            story.append(paragraph)
    return story


def _lines_of_head(story: list[Paragraph], found: Sorted, head: Head, today: date) -> tuple[int, list[str]]:
    """Return where the text starts, and the lines before it without the byline."""
    for number, paragraph in enumerate(story[:_FARTHEST]):
        if paragraph.kind == "byline":
            start = _take_byline(story, number, found, head)
            return start, [one.text for one in story[:number]]
        if split_dateline(paragraph.text, today):
            return number, [one.text for one in story[:number]]
    texts = [paragraph.text for paragraph in story]
    if head.title or len(texts) < 2 or len(texts[0].split()) > _LONGEST_HEADLINE:
        return 0, []
    start = 1
    while start < len(texts) - 1 and start < 3 and not _is_prose(texts[start]):
        start += 1
    return start, texts[:start]


def _take_byline(story: list[Paragraph], number: int, found: Sorted, head: Head) -> int:
    """Take a byline with the lines below that belong to it; return where the text starts."""
    end = number + 1
    while end < len(story) - 1 and (story[end].kind == "byline" or is_role_or_house(story[end].text)):
        end += 1
    names = [one.text for one in story[number:end] if one.kind == "byline"]
    below = tuple(one.text for one in story[number + len(names) : end])
    head.byline = read_byline(" and ".join(names_of_byline(name) for name in names), below)
    for line in story[number:end]:
        found.leave(line.text, "the byline, which has a field of its own")
    found.guess("byline", " / ".join((*names, *below)), "a line that starts with “By”")
    return end


def _is_prose(text: str) -> bool:
    words = len(text.split())
    return words > _LONGEST_DECK or (words >= _PROSE and bool(_WHOLE.fullmatch(text)))


def _take_lines(lines: list[str], found: Sorted, head: Head) -> list[str]:
    """Read the lines of a head; return those that are none, which belong to the text."""
    lines = [line for line in lines if not (head.title and _repeats(line, head.title, found))]
    if not head.title and lines:
        if not head.kicker and _is_kicker(lines):
            head.kicker = lines.pop(0).rstrip(":")
            found.guess("kicker", head.kicker, "the short line above the headline")
        head.title = lines.pop(0)
        found.guess("title", head.title, "the line below the kicker" if head.kicker else "the first line")
    if not head.deck and lines and len(lines[0].split()) <= _LONGEST_DECK:
        head.deck = lines.pop(0)
        found.guess("deck", head.deck, "the line below the headline")
    return lines


def _repeats(line: str, title: str, found: Sorted) -> bool:
    if words_of(line) != words_of(title):
        return False
    found.leave(line, "the headline again")
    return True


def words_of(text: str) -> list[str]:
    """Return the words of a text without case and signs, to compare it with another."""
    return re.findall(r"\w+", text.casefold())


def _is_kicker(lines: list[str]) -> bool:
    if len(lines) < 2 or len(lines[0].split()) > _LONGEST_KICKER:
        return False
    first, second, *others = lines
    return (
        first.endswith(":") or (first.isupper() and not second.isupper()) or (bool(others) and len(second) > len(first))
    )
