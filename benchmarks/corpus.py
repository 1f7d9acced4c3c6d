"""The corpus: made-up articles of a newspaper as Markdown with front matter, the same bytes everywhere for one seed.

Only integers, additions, divisions and square roots decide, which every machine computes alike.
"""

import math
import random
import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from posixpath import relpath
from zoneinfo import ZoneInfo

from benchmarks import words

ZONE = "America/New_York"
_FIRST = datetime(2014, 1, 6, 6, tzinfo=ZoneInfo("UTC"))
_MINUTES = 10 * 365 * 24 * 60
_CHOICES = {name: re.split(r",\s*", text) for name, text in words.WORDS.items()}
_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "’": "", "'": ""})
_RESERVED = frozenset({"yes", "no", "on", "off", "true", "false", "null"})


@dataclass(frozen=True)
class Article:
    """An article of the corpus."""

    path: str
    """Below content/."""
    title: str
    source: str


@dataclass(frozen=True)
class Ranked:
    """Names of which the first are met far more often than the last, as tags and people of a newspaper are."""

    names: Sequence[str]
    weights: Sequence[float]
    """Cumulative."""

    @classmethod
    def like_zipf(cls, names: Sequence[str]) -> "Ranked":
        """Give each name a weight by its rank."""
        return cls(names, tuple(accumulate(1 / (rank + 3.7) for rank in range(len(names)))))

    @classmethod
    def flatter(cls, names: Sequence[str]) -> "Ranked":
        """Give each name a weight by its rank that falls more slowly."""
        return cls(names, tuple(accumulate(1 / math.sqrt(rank + 3.7) for rank in range(len(names)))))

    def pick(self, rng: random.Random, count: int) -> list[str]:
        """Pick so many different names."""
        picked: dict[str, None] = {}
        while len(picked) < min(count, len(self.names)):
            picked[self.names[bisect(self.weights, rng.random() * self.weights[-1])]] = None
        return list(picked)


@dataclass(frozen=True)
class Pools:
    """Everyone and everything that the corpus tells of."""

    tags: Ranked
    people: Ranked
    authors: Ranked


class _Voice(dict[str, str]):
    """Fills the gaps of sentences; an article stays with its places and things."""

    def __init__(self, rng: random.Random, people: Sequence[str]) -> None:
        super().__init__()
        self._rng, self._people, self._unnamed = rng, people, list(people)
        self._kept = {"place": rng.choices(_CHOICES["place"], k=2), "thing": rng.choices(_CHOICES["thing"], k=3)}

    def __missing__(self, name: str) -> str:
        if name == "number":
            return str(self._rng.randrange(3, 90))
        if name == "year":
            return str(self._rng.randrange(1990, 2014))
        if name == "person":
            return self._person()
        return self._rng.choice(self._kept.get(name) or _CHOICES[name])

    def _person(self) -> str:
        if self._unnamed:
            return self._unnamed.pop(0)
        return self._rng.choice(self._people or _CHOICES["stranger"])

    def say(self, templates: Sequence[str], earlier: Sequence[Article] = (), path: str = "") -> str:
        """Return one of the sentences, filled; it may link to an earlier article."""
        template = self._rng.choice(templates)
        if "{link}" in template:
            if not earlier:
                return self.say(words.SENTENCES)
            other = earlier[self._rng.randrange(len(earlier))]
            self |= {"link": relpath(other.path, path.rpartition("/")[0]), "title": other.title}
        text = re.sub(r"\b([Aa]) (?=[aeio]|un(?!ion))", r"\1n ", template.format_map(self))
        return text[0].upper() + text[1:]

    def unnamed(self) -> bool:
        """Tell whether someone of `people:` has not been named yet."""
        return bool(self._unnamed)


def corpus(count: int, seed: int = 1) -> Iterator[Article]:
    """Yield so many articles, oldest first."""
    found = pools(count, seed)
    earlier: list[Article] = []
    taken: set[str] = set()
    for number in range(count):
        rng = random.Random(f"{seed}:{count}:{number}")
        moment = _FIRST + timedelta(minutes=int(_MINUTES * (number + rng.random() / 2) / count), seconds=number % 60)
        article = _article(rng, found, moment.astimezone(ZoneInfo(ZONE)), earlier, taken)
        earlier.append(article)
        yield article


def pools(count: int, seed: int) -> Pools:
    """Return the tags, people and authors of a corpus of so many articles."""
    rng = random.Random(f"{seed}:{count}:pools")
    taken: set[str] = set()
    authors = _names(rng, 20 + count // 100, taken)
    people = _names(rng, 500 + count // 20, taken)
    topics = [topic.replace("_", " ") for topic in words.TOPICS]
    rest = [f"{topic} {qualifier}" for topic in topics for qualifier in words.QUALIFIERS]
    rng.shuffle(topics)
    rng.shuffle(rest)
    tags = (topics + rest)[: 300 + count // 100]
    return Pools(Ranked.like_zipf(tags), Ranked.like_zipf(people), Ranked.flatter(authors))


def strangers(count: int, taken: set[str]) -> list[str]:
    """Return names of people whom no article names."""
    return _names(random.Random(f"{count}:strangers"), max(count, 0), {plain(name).replace("-", "") for name in taken})


def plain(text: str) -> str:
    """Return text in lower-case ASCII letters and digits, with hyphens for what stands between words."""
    ascii_only = unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", ascii_only).strip("-")


def _names(rng: random.Random, count: int, taken: set[str]) -> list[str]:
    names: list[str] = []
    while len(names) < count:
        given, family, kind = rng.choice(words.GIVEN), rng.choice(words.FAMILY), rng.random()
        if kind < 0.08:
            family = f"{rng.choice(words.PARTICLES)} {family}"
        elif kind < 0.18:
            given = f"{given} {rng.choice(words.INITIALS)}."
        elif kind < 0.22:
            family = f"{family} {rng.choice(words.SUFFIXES)}"
        elif kind < 0.26:
            family = f"{family}-{rng.choice(words.FAMILY)}"
        name = f"{given} {family}"
        key = plain(name).replace("-", "")
        if key not in taken:
            taken.add(key)
            names.append(name)
    return names


def _article(
    rng: random.Random, found: Pools, moment: datetime, earlier: Sequence[Article], taken: set[str]
) -> Article:
    people = found.people.pick(rng, rng.choice((0, 1, 1, 2, 2, 3, 3, 4, 5, 6)))
    title = _Voice(rng, people).say(words.HEADLINES)
    path = _free_path(f"archive/{moment:%Y/%m}/{plain(title)[:70].strip('-')}", taken)
    voice = _Voice(rng, people)
    fields = _front_matter(rng, found, voice, title, people, moment)
    body = _body(rng, voice, int(rng.triangular(120, 890, 270)), earlier, path)
    return Article(path, title, f"---\n{fields}---\n\n{body}\n")


def _free_path(stem: str, taken: set[str]) -> str:
    path, number = f"{stem}.md", 2
    while path in taken:
        path, number = f"{stem}-{number}.md", number + 1
    taken.add(path)
    return path


def _front_matter(
    rng: random.Random, found: Pools, voice: _Voice, title: str, people: Sequence[str], moment: datetime
) -> str:
    region = rng.choice(_CHOICES["region"])
    lines = [
        f"title: {_scalar(title)}",
        "byline:",
        *(f"  - {_scalar(name)}" for name in found.authors.pick(rng, rng.choice((1, 1, 1, 1, 2, 2, 3)))),
        f"date: {moment.isoformat(timespec='seconds')}",
        f"dateline: {_scalar(voice['place'] + (', ' + region if region else ''))}",
        f"summary: {_scalar(_Voice(rng, ()).say(words.SENTENCES))}",
        f"section: {rng.choice(words.SECTIONS)}",
        f"tags: [{', '.join(map(_scalar, found.tags.pick(rng, rng.choice((1, 2, 2, 3, 3, 4, 5, 6)))))}]",
        *(["people:", *(f"  - {_scalar(name)}" for name in people)] if people else []),
    ]
    if rng.random() < 0.6:
        credit = f"{rng.choice(found.authors.names)}/{rng.choice(_CHOICES['paper'])}"
        lines += [
            "photo:",
            f"  src: https://photos.example/{rng.randrange(100_000):05d}.jpg",
            f"  caption: {_scalar(voice.say(words.CAPTIONS))}",
            f"  credit: {_scalar(credit)}",
            f"  alt: {_scalar(_Voice(rng, ()).say(words.CAPTIONS))}",
        ]
    return "\n".join(lines) + "\n"


def _body(rng: random.Random, voice: _Voice, length: int, earlier: Sequence[Article], path: str) -> str:
    blocks: list[str] = []
    notes: list[str] = []
    count = 0
    while count < length or voice.unnamed():
        block = _block(rng, voice, earlier, path) if blocks else _paragraph(rng, voice, earlier, path)
        if rng.random() < 0.005:
            notes.append(f"[^{len(notes) + 1}]: {voice.say(words.SENTENCES)}")
            block = f"{_paragraph(rng, voice, earlier, path)}[^{len(notes)}]"
        blocks.append(block)
        count += len(block.split())
    return "\n\n".join([*blocks, *notes])


def _block(rng: random.Random, voice: _Voice, earlier: Sequence[Article], path: str) -> str:
    kind = rng.random()
    if kind < 0.05:
        return f"> {voice.say(words.QUOTES)}"
    if kind < 0.11:
        return f"## {voice.say(words.HEADINGS)}\n\n{_paragraph(rng, voice, earlier, path)}"
    if kind < 0.15:
        items = "\n".join(f"- {voice.say(words.ITEMS)}" for _ in range(rng.randrange(3, 6)))
        return f"The {voice['thing']} has in it:\n\n{items}"
    if kind < 0.16:
        rows = "\n".join(f"| {voice['place']} | {voice['number']} | {voice['year']} |" for _ in range(4))
        return f"| Place | Cases | Since |\n|---|--:|--:|\n{rows}"
    return _paragraph(rng, voice, earlier, path)


def _paragraph(rng: random.Random, voice: _Voice, earlier: Sequence[Article], path: str) -> str:
    sentences = []
    for _ in range(rng.randrange(2, 5)):
        kind = rng.random()
        templates = words.QUOTES if kind < 0.25 else words.MARKED if kind < 0.33 else words.SENTENCES
        sentences.append(voice.say(templates, earlier, path))
    return " ".join(sentences)


def _scalar(text: str) -> str:
    """Return text as YAML: bare where that means the same."""
    if re.fullmatch(r"[^\W\d_][^:#\[\]{},\"'\n]*[^\s:#\[\]{},\"'\n]", text) and text.lower() not in _RESERVED:
        return text
    return "'" + text.replace("'", "''") + "'" if '"' in text else f'"{text}"'
