"""The people of a site looked at: the register, probable doubles, and who may deserve a record."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen.build.excerpts import excerpt
from sitegen.build.judgements import add_judgement, decided, judgements, stale
from sitegen.build.look import NoSuchThingError, look
from sitegen.build.make import Material, model
from sitegen.build.options import Options, Watcher
from sitegen.build.task import Work
from sitegen.content.records import Person
from sitegen.errors import Problem, did_you_mean
from sitegen.model.candidates import Candidate, Gathered, passages
from sitegen.model.doubles import Someone, doubles
from sitegen.model.identity import Register, everyone, first_article, known_names, register
from sitegen.model.names import sort_name
from sitegen.model.passages import head_of
from sitegen.model.site import Site
from sitegen.model.terms import same_name
from sitegen.urls import Urls

T = TypeVar("T")
_OURS = frozenset(["SG041", "SG042", "SG043", "SG044"])
"""Problems that are about people wherever they are found."""
_UNNAMED = "about somebody private, who is not named here"


class Newsroom(Struct, frozen=True):
    """A site and its records of people, as they are read."""

    work: Work
    site: Site
    records: dict[str, Person]
    """By id."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with people: with their records, and with names. The private are not named."""
        folders = tuple(f"content/{folder}/" for folder in self.work.task.config.folders.people)
        ours = [one for one in self.work.problems if one.code in _OURS or one.file.startswith(folders)]
        secrets = [text for one in everyone(self.site, self.records) if one.id in self.site.privacy.private
                   for text in (one.id, one.file, *one.names) if text]  # fmt: skip
        return tuple(_without(one, secrets, self.work.task.site) for one in ours)


class Side(Struct, frozen=True):
    """One of two who may be one."""

    id: str
    name: str
    record: str
    """The file of the record, or an empty text."""
    article: str
    """The first article about or by the person, or an empty text."""


class Pair(Struct, frozen=True):
    """Two who may be one, why, and what to do if they are."""

    score: float
    reasons: tuple[str, ...]
    people: tuple[Side, Side]
    cure: str


class Doubles(Struct, frozen=True):
    """All pairs that may be one person, the surest first."""

    pairs: tuple[Pair, ...]
    private: int
    """Pairs with somebody private, which are not shown."""
    decided: int
    """Pairs of which an editor has said that they are two."""
    stale: tuple[str, ...]
    """Decisions that are about nobody of the site, in words."""


class Suggestion(Struct, frozen=True, kw_only=True):
    """Somebody who has no record."""

    name: str
    sort: str
    """The form under which the name would be sorted; a guess."""
    articles: int
    declared: int
    """How many articles name the person under `people:`."""
    first: str
    """The file of the first of them."""
    titles: tuple[tuple[str, int], ...]
    evidence: tuple[str, ...]
    near: tuple[str, ...]
    """Who may be the same person: names, or files of records."""


class Suggestions(Struct, frozen=True):
    """Those who have no record, the most frequent first."""

    people: tuple[Suggestion, ...]
    fewer: int
    """Names that stand in fewer articles than were asked for."""
    private: int
    """Names that are like those of somebody private, which are not shown."""


def people(site: Path, options: Options, watcher: Watcher) -> tuple[Register, tuple[Problem, ...]]:
    """Return the register of a site, and what is wrong with people."""

    def tell(found: Newsroom) -> tuple[Register, tuple[Problem, ...]]:
        config = found.work.task.config
        listed = register(found.site, found.records, config.language, icu=config.collation == "icu")
        return listed, found.problems

    return _with_people(site, options, watcher, tell)


def dedupe(site: Path, options: Options, watcher: Watcher) -> tuple[Doubles, tuple[Problem, ...]]:
    """Return the pairs that may be one person, and what is wrong with people."""
    return _with_people(site, options, watcher, lambda found: (_doubles(found), found.problems))


def tell_apart(site: Path, options: Options, watcher: Watcher, one: str, other: str) -> tuple[str, str]:
    """Write down that two are two, each given by id, name, or the file of its record; return their ids.

    Raises:
        NoSuchThingError: if one of them is nobody of the site, or both are the same.
    """

    def tell(found: Newsroom) -> tuple[str, str]:
        ids = _who(found, one), _who(found, other)
        if ids[0] == ids[1]:
            raise NoSuchThingError(f'"{one}" and "{other}" are one person: {ids[0]}')
        add_judgement(found.work.task.site, *sorted(ids))
        return ids

    return _with_people(site, options, watcher, tell)


def suggest(site: Path, options: Options, watcher: Watcher, least: int) -> tuple[Suggestions, tuple[Problem, ...]]:
    """Return those who stand in at least so many articles and have no record, and what is wrong with people."""
    return _with_people(site, options, watcher, lambda found: (_suggestions(found, least), found.problems))


def _with_people(site: Path, options: Options, watcher: Watcher, tell: Callable[[Newsroom], T]) -> T:
    def run(work: Work, material: Material) -> T:
        records = [one.record for one in material.loaded if one.record]
        made = model(work, material, records, Urls.of(work.task.config.url, work.task.config.permalink))
        persons: dict[str, Person] = {}
        for record in records:
            if isinstance(record, Person):
                persons.setdefault(record.id, record)
        return tell(Newsroom(work, made, persons))

    return look(site, options, watcher, run)


def _without(problem: Problem, secrets: list[str], site: Path) -> Problem:
    """Return a problem such that neither it nor its line shows one of some texts."""
    told = same_name(f"{problem.file} {problem.message}")
    if any(same_name(text) in told for text in secrets):
        return replace(problem, message=_UNNAMED, file="", line=0, column=0, hint="")
    shown = excerpt(problem, site) if secrets else None
    line = same_name(" ".join(text for _, text in shown.lines)) if shown else ""
    return replace(problem, line=0, column=0) if any(same_name(text) in line for text in secrets) else problem


def _doubles(found: Newsroom) -> Doubles:
    known = judgements(found.work.task.site)
    people = {one.id: one for one in everyone(found.site, found.records)}
    present = _present(people, found.records)
    told_apart = decided(known, present)
    pairs: list[Pair] = []
    private = judged = 0
    for double in doubles(list(people.values())):
        ids = frozenset((double.one, double.other))
        if ids in told_apart:
            judged += 1
        elif ids & found.site.privacy.private:
            private += 1
        else:
            sides = _side(people[double.one], found.site), _side(people[double.other], found.site)
            pairs.append(Pair(double.score, double.reasons, sides, _cure(*sides)))
    return Doubles(tuple(pairs), private, judged, tuple(stale(known, present)))


def _present(people: Mapping[str, Someone], records: Mapping[str, Person]) -> dict[str, str]:
    """Return the id of now of each id, of now or before."""
    former = {before: person.id for person in records.values() for before in person.former_ids}
    return former | {identity: identity for identity in people}


def _side(one: Someone, site: Site) -> Side:
    return Side(one.id, one.names[0], one.file, first_article(site, one.id))


def _cure(one: Side, other: Side) -> str:
    if one.record and other.record:
        alias = "" if same_name(one.name) == same_name(other.name) else f' and "{other.name}" among its aliases'
        return f"move what {other.record} says into {one.record}, with `former_ids: [{other.id}]`{alias}, and delete it"
    if one.record or other.record:
        kept, loose = (one, other) if one.record else (other, one)
        return f'add "{loose.name}" to the aliases of {kept.record}'
    return f'write "{one.name}" or "{other.name}" everywhere, or add a record that has one of them as an alias'


def _who(found: Newsroom, asked: str) -> str:
    names: dict[str, str] = {}
    for one in everyone(found.site, found.records):
        for name in (one.file, *one.names):
            names.setdefault(same_name(name), one.id)
    people = {one.id: one for one in everyone(found.site, found.records)}
    present = _present(people, found.records)
    identity = present.get(asked) or names.get(same_name(asked)) if asked else ""
    if not identity:
        public = [i for i in present if present[i] not in found.site.privacy.private]
        raise NoSuchThingError(f'"{asked}" is nobody of this site. {did_you_mean(asked, public)}'.rstrip())
    return identity


def _suggestions(found: Newsroom, least: int) -> Suggestions:
    site = found.site
    candidates = _gathered(found).candidates(frozenset(known_names(site, found.records.values())).__contains__)
    near: dict[str, list[str]] = {}
    hidden: set[str] = set()
    for one, other in _alike(candidates, found):
        if other in site.privacy.private:
            hidden.add(one)
        else:
            record = found.records.get(other)
            near.setdefault(one, []).append(f"content/{record.path}" if record else other)
    language = found.work.task.config.language
    shown = [one for one in candidates if one.name not in hidden]
    people = tuple(_suggestion(one, site, near, language) for one in shown if len(one.articles) >= least)
    return Suggestions(people, len(shown) - len(people), len(hidden))


def _gathered(found: Newsroom) -> Gathered:
    site, gathered = found.site, Gathered()
    gathered.know(entry.name for entry in site.people.values())
    gathered.know(record.name for record in found.records.values())
    for number, article in enumerate(site.articles):
        for name in article.people:
            identity = site.names.people.ids[name]
            if identity not in found.records and identity not in site.privacy.private:
                gathered.declare(number, site.names.people.labels[identity])
        digest = article.body.digest
        html = found.work.cache.bodies([digest])[digest] if digest else ""
        gathered.read(number, (*head_of(article).split("\n")[1:], *passages(html)))
    return gathered


def _alike(candidates: list[Candidate], found: Newsroom) -> Iterator[tuple[str, str]]:
    """Yield each candidate with another, or the id of somebody, who may be the same."""
    recorded = [one for one in everyone(found.site, found.records) if one.file or one.id in found.site.privacy.private]
    others = {f"\0{one.name}": one.name for one in candidates}
    for double in doubles([*recorded, *(Someone(id=key, names=(name,)) for key, name in others.items())]):
        for one, other in ((double.one, double.other), (double.other, double.one)):
            if one in others:
                yield others[one], others.get(other, other)


def _suggestion(one: Candidate, site: Site, near: Mapping[str, list[str]], language: str) -> Suggestion:
    return Suggestion(
        name=one.name,
        sort=sort_name(one.name, None, language),
        articles=len(one.articles),
        declared=one.declared,
        first=f"content/{site.articles[one.articles[0]].path}",
        titles=one.titles,
        evidence=one.evidence,
        near=tuple(near.get(one.name, ())),
    )
