"""What looks for names in texts, as the model asks it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from sitegen.content.records import Record
from sitegen.model.lexicon import Lexicon
from sitegen.model.mentions import Mention


class Finder(Protocol):
    """Looks for the names of a lexicon in the texts of records: in what is read, or everywhere."""

    def __call__(
        self, records: Sequence[Record], lexicon: Lexicon, declared: Mapping[str, tuple[str, ...]], *, everywhere: bool
    ) -> list[tuple[Mention, ...]]:
        """Return who is named in each record; a function of these alone.

        `declared` are, by path, the ids of homonyms whom a record's fields name.
        """
