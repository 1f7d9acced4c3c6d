"""Who is named in which text, found once for each text and each lexicon."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sitegen.build.task import Work
from sitegen.content.records import Loaded, Record
from sitegen.digests import digest_of
from sitegen.model.lexicon import Lexicon
from sitegen.model.mentions import Mention, Texts, mentions
from sitegen.model.passages import all_of, all_of_body, head_of


class _Known(Struct, frozen=True):
    """What an earlier build found, by the digests of the texts."""

    lexicon: str = ""
    by_text: dict[str, tuple[Mention, ...]] = {}


class Finder:
    """Finds names in the texts of records; where a text and the lexicon are as before, it remembers."""

    def __init__(self, work: Work, loaded: Iterable[Loaded]) -> None:
        self._work = work
        self._at_hand = {"": ""} | {one.record.body.digest: one.html for one in loaded if one.record and one.html}
        """HTML by digest that is no text, or is supposed only: what is not in the cache."""

    def __call__(
        self, records: Sequence[Record], lexicon: Lexicon, declared: Mapping[str, tuple[str, ...]], *, everywhere: bool
    ) -> list[tuple[Mention, ...]]:
        """Return who is named in each record: in its body and head, or `everywhere`, in all its fields.

        `declared` are, by path, the ids of homonyms whom a record's fields name.
        """
        work, memo = self._work, "names everywhere" if everywhere else "names"
        heads = [all_of(one) if everywhere else head_of(one) for one in records]
        told = ["\0".join(declared.get(one.path, ())) for one in records]
        keys = [
            digest_of(f"{head}\0{one.body.digest}\0{ids}".encode())
            for head, one, ids in zip(heads, records, told, strict=True)
        ]
        before = work.cache.memo(memo, _Known)
        known = before.by_text if before.lexicon == lexicon.digest else {}
        unknown = [place for place, key in enumerate(keys) if key not in known]

        def scan(places: list[int]) -> list[tuple[Mention, ...]]:
            bodies = self._bodies(records[place] for place in places)
            return [mentions(texts(records[place], heads[place], bodies), lexicon) for place in places]

        def texts(record: Record, head: str, bodies: Mapping[str, str]) -> Texts:
            html = bodies[record.body.digest]
            if everywhere:
                return Texts(f"{head}\n{all_of_body(html, record.body.slots)}", "")
            return Texts(head, html, record.body.slots, declared.get(record.path, ()))

        with work.timings.stage("names"):
            scanned = work.jobs.map_by_copies(scan, unknown) if self._can_copy else scan(unknown)
            found = known | dict(zip((keys[place] for place in unknown), scanned, strict=True))
        work.timings.count("names", len(records), known=len(records) - len(unknown))
        if unknown or len(found) != len(before.by_text):
            work.cache.keep_memo(memo, _Known(lexicon.digest, {key: found[key] for key in keys}))
        return [found[key] for key in keys]

    @property
    def _can_copy(self) -> bool:
        return self._work.jobs.copies and self._work.cache.on_disk

    def _bodies(self, records: Iterable[Record]) -> Mapping[str, str]:
        """Return HTML by digest."""
        digests = {one.body.digest for one in records} - self._at_hand.keys()
        return self._at_hand | self._work.cache.bodies(digests)
