"""A brief as plain text, taken apart: every part with the reason why it was taken for one."""

import re
from datetime import date

from sitegen.start.brief.captions import place_in
from sitegen.start.brief.cases import is_shouted, natural_headline
from sitegen.start.brief.datelines import read_place, split_dateline
from sitegen.start.brief.dates import find_date, find_time, is_weekday_of
from sitegen.start.brief.head import Head, read_head, words_of
from sitegen.start.brief.lines import paragraphs_of
from sitegen.start.brief.names import people_in
from sitegen.start.brief.prose import typeset
from sitegen.start.brief.records import Brief, Named, Picture
from sitegen.start.brief.sorting import STAMP, Sorted, sort_out
from sitegen.start.brief.sources import sources_in

_LEAST = 3
"""Words of a line that repeats the beginning of the headline."""
_WIRES = {"AP": ("The Associated Press", "Associated Press"), "AFP": ("Agence France-Presse",)}
_CORRECTION = re.compile(
    r"\W*(?:correction|clarification|editors?[’'] note|(?:an earlier|a previous) version of this"
    r"|this (?:story|article) (?:has|was))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_DESK_MARKS = re.compile(r"\bTK(?:TK)*\b|[\[(](?:cq|sic)[\])]", re.IGNORECASE)


def read_brief(text: str, today: date, language: str = "en") -> Brief:
    """Take a brief apart. `today` tells the year of dates that have none."""
    found = sort_out(paragraphs_of(text))
    head = read_head(found, today)
    short = _leave_repeated(found, head)
    dates: list[tuple[str, str]] = []
    place, wire = _take_dateline(found, head, today, dates)
    pictures = tuple(Picture(typeset(one.caption, language), one.credit) for one in found.pictures)
    for picture in pictures:
        found.guess("photo", picture.caption or picture.credit, f"a caption, with the credit “{picture.credit}”")
    paragraphs = tuple(typeset(paragraph, language) for paragraph in head.text)
    title = typeset(_title(found, head, pictures), language)
    day = _date(found, head, pictures, dates, today)
    place = place or _place(found, pictures)
    whole = "\n\n".join((*(picture.caption for picture in pictures), *paragraphs))
    people = people_in(whole, (place.split(",", maxsplit=1)[0],))
    sources = sources_in(whole, people)
    if wire and not any(name in {wire, *_WIRES.get(wire, ())} for name, _ in sources):
        sources.append((wire, "the wire of the dateline"))
    for name, words in sources:
        found.guess("sources", name, words if words.startswith("the wire") else f"the text says “{words}”")
    return Brief(
        title=title,
        short_title=short or found.slug,
        kicker=head.kicker,
        deck=typeset(head.deck, language),
        byline=head.byline,
        dateline=place,
        date=day,
        embargo=found.embargo,
        section=found.labels.get("section", ""),
        summary=typeset(found.labels.get("summary", ""), language),
        tags=tuple(tag.strip() for tag in re.split("[,;]", found.labels.get("tags", "")) if tag.strip()),
        pictures=pictures,
        paragraphs=paragraphs,
        people=_in_the_news(head, [one.person for one in people]),
        sources=tuple(name for name, _ in sources),
        guesses=tuple(found.guesses),
        left=tuple(found.left),
        notes=tuple(_notes(paragraphs)),
    )


def _leave_repeated(found: Sorted, head: Head) -> str:
    """Leave out the headline where it stands again at the end, and what is behind the end mark.

    Returns:
        A repeated headline that is shorter than the first.
    """
    title, short = words_of(head.title), ""
    texts = [paragraph.text for paragraph in found.behind]
    for text in texts:
        again = title and _is_again(words_of(text), title)
        found.leave(text, "the headline again, at the end" if again else "it stands below the end mark")
    while title and len(head.text) > 1 and _is_again(words_of(head.text[-1]), title):
        last = head.text.pop()
        texts.append(last)
        is_whole = words_of(last) == title
        found.leave(last, "the headline again, at the end" if is_whole else "the beginning of the headline again")
    for text in texts:
        words = words_of(text)
        short = text if words and len(words) < len(title) and _is_again(words, title) else short
    return short


def _is_again(words: list[str], title: list[str]) -> bool:
    return words == title or (len(words) >= _LEAST and title[: len(words)] == words)


def _take_dateline(found: Sorted, head: Head, today: date, dates: list[tuple[str, str]]) -> tuple[str, str]:
    """Take the dateline from the head of the text, or from behind its label; return the place and the wire."""
    labelled, reason = found.labels.get("dateline", ""), ""
    opening = split_dateline(head.text[0], today) if head.text else None
    if opening:
        head.text[0] = opening.rest
        found.leave(opening.written, "the dateline, which has a field of its own")
        reason = f"the text begins with “{opening.written}”"
    elif labelled:
        opening = read_place(labelled, today)
        reason = "behind its label"
    if labelled:
        taken = opening and reason == "behind its label"
        found.leave(labelled, "the dateline, which has a field of its own" if taken else "it is not the dateline")
    if opening is None:
        return "", ""
    found.guess("dateline", opening.place, reason)
    if opening.date:
        dates.append((opening.date, "in the dateline"))
    return opening.place, opening.wire


def _title(found: Sorted, head: Head, pictures: tuple[Picture, ...]) -> str:
    if "title" in found.labels:
        found.guess("title", head.title, "behind its label")
    if not is_shouted(head.title):
        return head.title
    said = "\n".join((head.deck, *(picture.caption for picture in pictures), *head.text))
    natural = natural_headline(head.title, said)
    found.guess("title", natural, "it was in capitals; names are spelled as the text spells them, the rest is small")
    return natural


def _date(found: Sorted, head: Head, pictures: tuple[Picture, ...], dates: list[tuple[str, str]], today: date) -> str:
    """Choose the date: the embargo's, then the one that has a line of its own, the dateline's, a caption's."""
    lines = [(found.embargo, "the end of the embargo"), (found.labels.get("date", ""), "behind its label")]
    lines.append((head.date, "a line of its own"))
    for line, reason in lines:
        iso, words = find_date(line, today)
        if iso:
            time = find_time(line.replace(words, " "))
            day = f"{iso} {time}" if time else iso
            found.guess("date", day, f"{reason}: “{line}”" + ("; its time counts in the site’s zone" if time else ""))
            return day
    stamp = STAMP.search(found.stamp)
    if stamp:
        dates.append((f"20{stamp['year']}-{stamp['month']}-{stamp['day']}", f"the wire sent it: “{found.stamp}”"))
    for picture in pictures:
        iso, words = find_date(picture.caption, today)
        if iso:
            dates.append((iso, f"“{words}” in the caption"))
    for iso, reason in dates:
        weekday = is_weekday_of(iso, " ".join(head.text))
        found.guess("date", iso, reason + (f"; the text says {weekday}, and so it was" if weekday else ""))
        return iso
    return ""


def _place(found: Sorted, pictures: tuple[Picture, ...]) -> str:
    for picture in pictures:
        place = place_in(picture.caption)
        if place:
            found.guess("dateline", place, "the place in the caption; the text may be from elsewhere")
            return place
    return ""


def _in_the_news(head: Head, people: list[Named]) -> tuple[Named, ...]:
    """Leave out those who wrote it."""
    authors = {writer.name for writer in head.byline}
    return tuple(person for person in people if person.name not in authors)


def _notes(paragraphs: tuple[str, ...]) -> list[str]:
    notes = []
    for paragraph in paragraphs:
        if _CORRECTION.fullmatch(paragraph):
            notes.append(f"a correction stays in the text, where it stood: “{_begin(paragraph)}”")
        if _DESK_MARKS.search(paragraph):
            notes.append(f"a mark of the desk is left in the text: “{_begin(paragraph)}”")
    if paragraphs and paragraphs[-1].endswith(":"):
        notes.append(f"the text ends with a colon, so what follows it is missing: “…{paragraphs[-1][-40:]}”")
    return notes


def _begin(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
