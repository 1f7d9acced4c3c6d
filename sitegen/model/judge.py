"""Who is meant by the names that stand in one article. A full name means its owner; a surname must be beyond doubt."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.model.context import (
    TITLE,
    goes_on,
    initial_before,
    is_foreign,
    is_in_company,
    is_initial,
    is_of_place,
    word_after,
    word_before,
)
from sitegen.model.folding import Folded
from sitegen.model.lexicon import Known
from sitegen.titles import is_title_word, title_before

_REACH = 200
"""Characters before a name in which a title is looked for."""


class Meaning(Struct, frozen=True):
    """A name as it stands in folded text, and whom it may mean, by their numbers."""

    surface: str
    full: int = -1
    """Whom it means anywhere; -1: nobody."""
    short: tuple[int, ...] = ()
    """Whom it means after a full name."""
    shared: tuple[int, ...] = ()
    """Those of `short` whose full name it is, so that it means none of them alone."""


class Hit(Struct, frozen=True):
    """A place in folded text where a meaning stands."""

    in_body: bool
    start: int
    end: int
    meaning: Meaning
    state: int
    """What a name may be at that place."""


class Decision(Struct, frozen=True):
    """A place where a known name stands, and what was made of it."""

    in_body: bool
    start: int
    end: int
    surface: str
    person: str
    """Who may be meant; of several, the first."""
    refusal: str
    """Why nobody is meant; empty: the person is."""
    state: int
    """What a name may be at that place."""
    called: str


class Judge:
    """Decides who is meant in one article."""

    def __init__(self, people: Sequence[Known], texts: tuple[Folded, Folded], hits: Sequence[Hit]) -> None:
        self._people, self._folded, self._hits = people, texts, hits
        self._texts = tuple(one.text for one in texts)
        self._named: dict[int, tuple[bool, int]] = {}
        """Who is named in full -> where first."""
        self._refusals: dict[tuple[bool, int], str] = {}
        """Where full names stand -> why they do not mean their owners."""
        for hit in hits:
            if hit.meaning.full >= 0:
                refusal = self._refusals[hit.in_body, hit.start] = self._refusal_of_full(hit)
                if not refusal:
                    self._named.setdefault(hit.meaning.full, (hit.in_body, hit.start))
        self._bearers: dict[str, list[int]] = {}
        """Surname -> those of that name who are named in full."""
        for hit in hits:
            meaning = hit.meaning
            if meaning.short and meaning.surface not in self._bearers:
                self._bearers[meaning.surface] = [number for number in meaning.short if number in self._named]
        self._clouded = {
            hit.meaning.surface
            for hit in hits
            if hit.meaning.short and hit.state != TITLE and (word := self._stranger(hit)) and not is_of_place(word)
        }
        """Surnames of others in the article. Titles tell nothing: a verb has a capital there as well."""

    def named(self) -> Iterator[tuple[int, Hit]]:
        """Yield the hits that mean somebody, with the number of whom; and those that may mean somebody private."""
        for hit in self._hits:
            number, refusal = self._meant(hit)
            if not refusal:
                yield number, hit
            else:
                yield from ((other, hit) for other in hit.meaning.shared if self._people[other].is_private)

    def decisions(self) -> list[Decision]:
        """Return what is made of every hit."""
        return [self._decision(hit) for hit in self._hits]

    def place(self, hit: Hit) -> tuple[int, int]:
        """Return where a hit stands in the text as it is."""
        before = self._folded[hit.in_body].before
        return before(hit.start), before(hit.end)

    def _decision(self, hit: Hit) -> Decision:
        number, refusal = self._meant(hit)
        start, end = self.place(hit)
        return Decision(
            in_body=hit.in_body,
            start=start,
            end=end,
            surface=hit.meaning.surface,
            person=self._people[number].id if number >= 0 else "",
            refusal=refusal,
            state=hit.state,
            called="" if refusal else self.called(hit),
        )

    def _meant(self, hit: Hit) -> tuple[int, str]:
        """Return whom a hit may mean, and why it does not."""
        full, short = hit.meaning.full, hit.meaning.short
        named = self._bearers[hit.meaning.surface] if short else []
        if full >= 0 and not named:
            return full, self._refusals[hit.in_body, hit.start]
        if full < 0 and not short:
            return -1, "a name that is under `not`"
        either = [*named, full] if full >= 0 else named
        return (either or short)[0], self._refusal_of_short(hit, either)

    def _refusal_of_full(self, hit: Hit) -> str:
        """Return why a name that means somebody anywhere does not here."""
        text = self._texts[hit.in_body]
        before = initial_before(text, hit.start)
        if not before and " " not in hit.meaning.surface and is_foreign(word := word_before(text, hit.start).word):
            before = word
        return f"“{before}” before it makes it another name" if before else self._refusal_of_end(hit)

    def _refusal_of_short(self, hit: Hit, named: list[int]) -> str:
        """Return why a name that means somebody after a full one does not here."""
        if not named:
            return "no full name of the person is in the article"
        if len(named) > 1:
            return "two people of that name are in the article"
        if stranger := self._stranger(hit):
            return f"“{stranger}” before it makes it another name"
        if hit.meaning.surface in self._clouded:
            return "somebody else in the article may have that name"
        return self._refusal_of_place(hit, self._named[named[0]])

    def _refusal_of_place(self, hit: Hit, first: tuple[bool, int]) -> str:
        if (hit.in_body, hit.start) < first:
            return "the full name comes later"
        text = self._texts[hit.in_body]
        if not is_in_company(text, hit.start, hit.end, hit.meaning.surface, in_title=hit.state == TITLE):
            return "it may be another word, and nothing beside it says that it is a name"
        return self._refusal_of_end(hit)

    def _refusal_of_end(self, hit: Hit) -> str:
        text = self._texts[hit.in_body]
        if goes_on(text, hit.end, in_title=hit.state == TITLE):
            return f"it goes on with “{word_after(text, hit.end) or 'a suffix'}”"
        return ""

    def _stranger(self, hit: Hit) -> str:
        """Return the given name before a surname if it is none of the one person's who is named in full."""
        bearers = self._bearers[hit.meaning.surface]
        if len(bearers) != 1:
            return ""
        text = self._texts[hit.in_body]
        word, start = word_before(text, hit.start)
        while is_initial(word) and (earlier := word_before(text, start)).word[:1].isupper():
            word, start = earlier
        return word if is_foreign(word) and word.rstrip(".,") not in self._own_words(bearers[0]) else ""

    def _own_words(self, number: int) -> set[str]:
        """Return the words of somebody's names, and their initials."""
        own = {word.rstrip(".,") for name in self._people[number].full for word in name.split()}
        return own | {word[:1] for word in own}

    def called(self, hit: Hit) -> str:
        """Return the title that stands before a name."""
        text = self._texts[hit.in_body]
        before = word_before(text, hit.start).word
        if not (before[:1].isupper() or is_title_word(before)):
            return ""
        begin = max(hit.start - _REACH, 0)
        begin = max(begin, text.rfind(">", begin, hit.start) + 1, text.rfind("\0", begin, hit.start) + 1)
        return title_before(text[begin : hit.start], hit.start - begin)[1]
