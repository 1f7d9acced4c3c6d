"""Order and headings by ICU, where the settings ask for it: all languages of CLDR, and Chinese by its sound."""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any

from sitegen.model.alphabets import SCRIPTS

MODULE = "icu"
_OTHERS = "#"


class _Index:
    """The headings of a language, and how its texts compare."""

    def __init__(self, language: str) -> None:
        icu: Any = import_module(MODULE)
        locale = icu.Locale.forLanguageTag(language)
        first, exact = icu.Collator.createInstance(locale), icu.Collator.createInstance(locale)
        first.setStrength(icu.Collator.PRIMARY)
        self.first: Callable[[str], bytes] = first.getSortKey
        self.exact: Callable[[str], bytes] = exact.getSortKey
        own = [label for label in _labels(icu.AlphabeticIndex(locale)) if label]
        index = icu.AlphabeticIndex(locale).addLabels(icu.Locale("en"))
        self._labels = _labels(index)
        self._bucket: Callable[[str], int] = index.buildImmutableIndex().getBucketIndex
        others = [label for label in self._labels if label and label not in own]
        is_latin = language.partition("-")[0] not in SCRIPTS
        self.shown = tuple(label for label in self._labels if label) if is_latin else tuple(own)
        row = self.shown if is_latin else (*own, *others)
        self._ranks = {label: rank for rank, label in enumerate(row, 1)}

    def place(self, text: str, plain: str) -> tuple[int, str]:
        """Return the rank of a text's heading and the heading; `plain` is the one for what ICU puts under none."""
        bucket = self._bucket(text) if text else 0
        heading = self._labels[bucket] or (plain if bucket else _OTHERS)
        return 0 if heading == _OTHERS else self._ranks.get(heading, len(self._ranks) + 1), heading


def key(family: str, rest: str, language: str, plain: str) -> str:
    """Return the text by which names are ordered: by heading, then by letters, then by accents and case."""
    index = _index(language)
    rank, heading = index.place(family, plain)
    keys = index.first(family), index.first(rest), index.exact(family), index.exact(rest)
    return f"{rank:04}{heading}\0{b''.join(keys).decode('latin-1')}"


def letter(text: str, language: str, plain: str) -> str:
    """Return the heading of a text; `plain` is the one for what ICU puts under none."""
    return _index(language).place(text, plain)[1]


def alphabet(language: str) -> tuple[str, ...]:
    """Return the headings of a language's alphabet, in order."""
    return _index(language).shown


def _labels(index: Any) -> list[str]:
    """Return the labels of an index's buckets; empty for those of the letters before, between and after."""
    index.resetBucketIterator()
    found: list[str] = []
    while index.nextBucket():
        found.append(_spelled(index.bucketLabel) if index.bucketLabelType == 0 else "")
    return found


def _spelled(label: str) -> str:
    return label[0] + label[1:].lower()


@lru_cache(maxsize=4)
def _index(language: str) -> _Index:
    return _Index(language)
