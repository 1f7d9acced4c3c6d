"""A new article out of a brief: what was read in it, matched with what the site knows, and told to the editor."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.config import Config
from sitegen.start.brief.decode import decode, read_bytes, shown_name
from sitegen.start.brief.head import words_of
from sitegen.start.brief.prose import as_markdown
from sitegen.start.brief.read import read_brief
from sitegen.start.brief.records import Brief, Guess, Left, Named, Picture, Writer
from sitegen.start.known import Known, folded, known_to, likely_tags, people_by_name, people_named
from sitegen.start.new import Entry, Found, Wish, keys_of
from sitegen.start.writing import refusal, yaml_line
from sitegen.titles import title_before

_LONGEST_SLUG = 60
_SMALL = set("a an and as at but by for from in is its of on or the to with".split())


class FromBrief(Struct, frozen=True):
    """A wish for an article, and what an editor must be told of it."""

    wish: Wish
    guesses: tuple[Guess, ...]
    left: tuple[Left, ...]
    notes: tuple[str, ...]
    embargo: str


def wish_from(name: str, site: Path, config: Config, given: Mapping[str, Any], now: str) -> FromBrief:
    """Read a brief and make a wish of it.

    Args:
        name: The file of the brief; `-` is standard input.
        site: The folder of the site.
        config: Its settings.
        given: The fields of a wish as the command line gives them; they win over what the brief says.
        now: The date and time of an article that has none.

    Raises:
        SiteError: with exit code 2, if the brief cannot be read or has no headline.
    """
    text, notes = decode(read_bytes(name), name)
    brief = read_brief(text, date.fromisoformat(now[:10]), config.language)
    if not (given["title"] or brief.title):
        hint = f'Give it one: sitegen new "A headline" --from {name}'
        raise refusal(f"{shown_name(name)} has no headline", hint)
    article = _Article(brief, given)
    wish = Wish(
        title=given["title"] or brief.title,
        date=article.date(now),
        slug=article.slug(),
        section=article.section(config.sections),
        byline=given["byline"],
        people=given["people"],
        tags=given["tags"],
        draft=article.draft(),
    )
    article.match(site, config)
    notes += brief.notes
    return FromBrief(
        replace(wish, found=_found(article, notes, config)),
        tuple(article.guesses),
        tuple(article.left),
        tuple(notes),
        brief.embargo,
    )


def _found(article: "_Article", notes: list[str], config: Config) -> Found:
    reasons = {guess.field: _because(guess.reason) for guess in article.guesses}
    comments = {"end": _end(article.left, notes)}
    if article.brief.pictures:
        comments["photo"] = _photo(article.brief.pictures, keys_of(config)["photo"])
    body = "\n\n".join(as_markdown(paragraph, config.language) for paragraph in article.brief.paragraphs)
    return Found(
        lines=article.lines,
        lists=article.lists,
        reasons=reasons,
        comments=comments,
        body=f"{body}\n" if body else "",
    )


class _Article:
    """The fields of a new article, each from the command line or else from the brief, with the guesses that count."""

    def __init__(self, brief: Brief, given: Mapping[str, Any]) -> None:
        self.brief, self._given = brief, given
        overruled = {field for field, value in given.items() if value}
        self.guesses = [guess for guess in brief.guesses if guess.field not in overruled]
        self.left = list(brief.left)
        for field in ("title", "section"):
            written = getattr(brief, field)
            if written and field in overruled and words_of(written) != words_of(given[field]):
                self.left.append(Left(written, "another one was given with the command"))
        self.lines = {
            field: getattr(brief, field) for field in ("kicker", "deck", "summary", "dateline") if getattr(brief, field)
        }
        self.lists: dict[str, tuple[Entry, ...]] = {}
        if brief.sources:
            why = {guess.value: guess.reason for guess in brief.guesses if guess.field == "sources"}
            self.lists["sources"] = tuple(
                Entry({"name": source, "url": ""}, _because(why[source])) for source in brief.sources
            )
        if brief.byline and not given["byline"]:
            self.lists["byline"] = tuple(Entry(_writer(one), _because("the byline")) for one in brief.byline)

    def date(self, now: str) -> str:
        """Return its date and time."""
        if not (self._given["date"] or self.brief.date):
            self.guesses.append(Guess("date", now, "now, for the brief has no date"))
        return str(self._given["date"] or self.brief.date or now)

    def slug(self) -> str:
        """Return the end of its address."""
        if self._given["slug"]:
            return str(self._given["slug"])
        short = self.brief.short_title if not self._given["title"] else ""
        slug = _shortened(urls.slug(short or self._given["title"] or self.brief.title))
        reason = "the shorter headline or the name on the wire" if short else "the headline"
        if slug:
            self.guesses.append(Guess("slug", slug, f"the name of the file, made of {reason}"))
        return slug

    def section(self, sections: tuple[str, ...]) -> str:
        """Return its section, if the site has it."""
        if self._given["section"] or not self.brief.section:
            return str(self._given["section"])
        named = [section for section in sections if urls.slug(section) == urls.slug(self.brief.section)]
        if sections and not named:
            self.left.append(Left(self.brief.section, "the site has no section of that name"))
            return ""
        self.guesses.append(Guess("section", self.brief.section, "behind its label"))
        return named[0] if named else self.brief.section

    def draft(self) -> bool:
        """Tell whether it is held back."""
        if self.brief.embargo:
            self.guesses.append(Guess("status", "draft", f"the brief says “{self.brief.embargo}”"))
        return bool(self._given["draft"] or self.brief.embargo)

    def match(self, site: Path, config: Config) -> None:
        """Look for people and tags that the site knows."""
        text = "\n\n".join((*(one.caption for one in self.brief.pictures), *self.brief.paragraphs))
        known = known_to(site / "content", config, f"{self.brief.title}\n{text}", keys_of(config))
        if not self._given["people"]:
            self._take("people", [_person(*one) for one in _merged(self.brief.people, known.people, text)])
        if not self._given["tags"]:
            tags = [(tag, "behind its label") for tag in self.brief.tags]
            labelled = {folded(tag) for tag in self.brief.tags}
            likely = likely_tags(known.tags, self.brief.title, text)
            tags += [(tag, reason) for tag, reason in likely if folded(tag) not in labelled]
            self._take("tags", [(tag, tag, reason) for tag, reason in tags])

    def _take(self, field: str, entries: Sequence[tuple[Mapping[str, str] | str, str, str]]) -> None:
        """Take entries of a list, each with what is told of it and why."""
        if entries:
            self.lists[field] = tuple(Entry(value, _because(reason)) for value, _, reason in entries)
            self.guesses += [Guess(field, told, reason) for _, told, reason in entries]


def _merged(people: tuple[Named, ...], known: tuple[Known, ...], text: str) -> list[tuple[Named, Known | None]]:
    """Put together the people that a text shows to be some, and those that the site knows; in the order of the text."""
    by_name = people_by_name(known)
    found: dict[str, tuple[int, Named, Known | None]] = {}
    for one in people:
        record = by_name.get(folded(one.name))
        found.setdefault(record.id if record else one.name, (text.find(one.name), one, record))
    for place, record in people_named(known, text).items():
        title = title_before(text, place)[1]
        if record.id not in found:
            found[record.id] = place, Named(record.name, title, "the site has a record of that name"), record
    return [(one, record) for _, one, record in sorted(found.values(), key=lambda entry: entry[0])]


def _person(named: Named, record: Known | None) -> tuple[Mapping[str, str] | str, str, str]:
    told = f"{named.name} ({named.title})" if named.title else named.name
    reason = f"{named.reason}; the site’s record {record.id}" if record else named.reason
    if not named.title:
        return record.id if record else named.name, told, reason
    return {("id" if record else "name"): record.id if record else named.name, "as": named.title}, told, reason


def _writer(writer: Writer) -> Mapping[str, str] | str:
    if not (writer.role or writer.org):
        return writer.name
    return {key: value for key in ("name", "role", "org") if (value := getattr(writer, key))}


def _shortened(slug: str) -> str:
    """Return a slug of whole words that is not too long, and does not end in the middle of a phrase."""
    words = slug.split("-")
    while len(words) > 1 and (len("-".join(words)) > _LONGEST_SLUG):
        words.pop()
        while len(words) > 1 and words[-1] in _SMALL:
            words.pop()
    return "-".join(words)


def _photo(pictures: tuple[Picture, ...], key: str) -> tuple[str, ...]:
    """Return photos as comments: their files come by another way, and none is published without one."""
    lines = [
        "The brief has a caption and no picture. Put the picture beside this file, name it at src, and take the # away:"
    ]
    for number, picture in enumerate(pictures):
        lines.append(f"{key}:" if not number else "Another one:")
        lines.append("  src:")
        lines += [f"  {yaml_line(field, getattr(picture, field))}" for field in ("caption", "credit")]
        lines.append("  alt:")
    return tuple(lines)


def _end(left: list[Left], notes: list[str]) -> tuple[str, ...]:
    lines = [f"Look at this: {_line(note)}" for note in notes]
    lines += [f"Left out: {_line(one.words)} ({_line(one.reason)})" for one in left]
    return tuple(lines)


def _because(reason: str) -> str:
    return f"guess: {_line(reason)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def told(read: FromBrief) -> Iterator[str]:
    """Yield what an editor must know of an article that was read from a brief."""
    if read.embargo:
        yield click.style(f"EMBARGO: {read.embargo}", fg="red", bold=True)
        yield "  The article is a draft: no build publishes it until you delete its status."
    yield "Guessed, and marked in the file:"
    yield from (f"  {guess.field}: {guess.value} ({guess.reason})" for guess in read.guesses)
    if read.left:
        yield "Left out, and listed at the end of the fields:"
        yield from (f"  {one.words} ({one.reason})" for one in read.left)
    yield from (f"Look at this: {note}" for note in read.notes)
