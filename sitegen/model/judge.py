"""Who is meant by the names that stand in one article. A full name means its owner; a surname must be beyond doubt."""

from collections.abc import Sequence

from msgspec import Struct

from sitegen.model.context import goes_on, is_foreign, is_in_company, is_initial, word_after, word_before
from sitegen.model.folding import Folded
from sitegen.model.lexicon import Known
from sitegen.titles import title_before

_REACH = 200
"""Characters before a name in which a title is looked for."""


class Meaning(Struct, frozen=True):
    """A text, and whom it may mean, by their numbers."""

    surface: str
    full: int = -1
    """Whom it means anywhere; -1: nobody."""
    short: tuple[int, ...] = ()
    """Whom it means after a full name."""


class Hit(Struct, frozen=True):
    """A place in folded text where a meaning stands."""

    in_body: bool
    start: int
    end: int
    meaning: Meaning
    state: int


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
        self._own: dict[int, frozenset[str]] = {}
        for hit in hits:
            number = hit.meaning.full
            if number >= 0 and not self._refusal_of_full(hit):
                self._named.setdefault(number, (hit.in_body, hit.start))
        self._clouded = {hit.meaning.surface for hit in hits if hit.meaning.short and self._is_of_another(hit)}

    def decisions(self) -> list[Decision]:
        """Return what is made of every hit."""
        return [self._decision(hit) for hit in self._hits]

    def _decision(self, hit: Hit) -> Decision:
        number, refusal = self._meant(hit)
        place = self._folded[hit.in_body].before
        return Decision(
            in_body=hit.in_body,
            start=place(hit.start),
            end=place(hit.end),
            surface=hit.meaning.surface,
            person=self._people[number].id if number >= 0 else "",
            refusal=refusal,
            state=hit.state,
            called="" if refusal else self._called(hit),
        )

    def _meant(self, hit: Hit) -> tuple[int, str]:
        """Return whom a hit may mean, and why it does not."""
        full, short = hit.meaning.full, hit.meaning.short
        named = [number for number in short if number in self._named]
        if full >= 0 and not named:
            return full, self._refusal_of_full(hit)
        if not full >= 0 and not short:
            return -1, "a name that is under `not`"
        either = [*named, *([full] if full >= 0 else [])]
        number = (either or short)[0]
        return number, self._refusal_of_short(hit, either)

    def _refusal_of_full(self, hit: Hit) -> str:
        """Return why a name that means somebody anywhere does not here."""
        text, before = self._texts[hit.in_body], word_before(self._texts[hit.in_body], hit.start)
        if is_initial(before) or (" " not in hit.meaning.surface and is_foreign(before)):
            return f"\u201c{before}\u201d before it makes it another name"
        return self._refusal_of_end(hit, text)

    def _refusal_of_short(self, hit: Hit, named: list[int]) -> str:
        text, surface = self._texts[hit.in_body], hit.meaning.surface
        if not named:
            return "no full name of the person is in the article"
        if len(named) > 1:
            return "two people of that name are in the article"
        if surface in self._clouded:
            return "somebody else in the article may have that name"
        if (hit.in_body, hit.start) < self._named[named[0]]:
            return "the full name comes later"
        if not is_in_company(text, hit.start, hit.end, surface):
            return "it may be another word, and nothing beside it says that it is a name"
        return self._refusal_of_end(hit, text)

    def _refusal_of_end(self, hit: Hit, text: str) -> str:
        if goes_on(text, hit.end, in_title=not hit.in_body):
            return f"it goes on with \u201c{word_after(text, hit.end) or 'a suffix'}\u201d"
        return ""

    def _is_of_another(self, hit: Hit) -> bool:
        """Tell whether the word before a surname is the given name of somebody else."""
        text = self._texts[hit.in_body]
        before = word_before(text, hit.start)
        if not is_foreign(before):
            return False
        if is_initial(before):
            earlier = word_before(text, hit.start - len(before) - 1)
            before = earlier if earlier and not is_initial(earlier) else before
        return not any(before.rstrip(".") in self._own_words(number) for number in hit.meaning.short)

    def _own_words(self, number: int) -> frozenset[str]:
        """Return the words of somebody's names, and their initials."""
        if number not in self._own:
            words = {word.rstrip(".,") for name in self._people[number].full for word in name.split()}
            self._own[number] = frozenset(words | {word[:1] for word in words})
        return self._own[number]

    def _called(self, hit: Hit) -> str:
        """Return the title that stands before a name."""
        text = self._texts[hit.in_body]
        begin = max(hit.start - _REACH, text.rfind(">", 0, hit.start) + 1, text.rfind("\0", 0, hit.start) + 1)
        return title_before(text[begin : hit.start], hit.start - begin)[1]
