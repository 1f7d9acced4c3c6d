"""How much a layout may do and make, for one page: what it does is counted, what it makes is weighed.

No value that a layout makes weighs more than `MAX_SIZE` when written out, so whatever is done with one comes to an end.
"""

import re
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import wraps
from typing import Any

from jinja2.utils import Namespace
from msgspec import Struct
from msgspec.structs import astuple

MAX_RANGE = 100_000
"""Numbers in a range, and the greatest number that a filter takes."""
MAX_STEPS = 1_000_000
"""Turns of loops, calls, and items that filters go through, for one page."""
MAX_SIZE = 1_000_000
"""Characters and items of a value that a layout makes, those inside of it included."""
MAX_PRODUCT = 10_000_000
"""Length of a text, times that of what a filter puts into it again and again."""
MAX_PAGE = 20_000_000
"""Characters that a page has, and that are printed while it is made."""
SHORT = 100
"""Characters: what is shorter is not counted, since a step that makes it is."""

_SIZED = frozenset({"batch", "center", "indent", "round", "slice", "tojson", "wordwrap"})
_REPEATS_TEXT = frozenset({"indent", "urlize", "wordwrap"})
_REPEATS_NUMBER = frozenset({"indent", "tojson"})
_WIDE = re.compile(r"%(?:\([^)]*\))?[-#0 +]*(?:\*|\d{4}|\d*\.(?:\*|\d{4}))")
_SMALL = (bool, int, float, type(None))


class Budget(threading.local):
    """What is left for the page that is being rendered."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Start anew: a page is about to be rendered."""
        self.steps, self.characters = MAX_STEPS, MAX_PAGE

    def count(self, steps: int) -> None:
        """Take steps."""
        self.steps -= steps
        if self.steps < 0:
            raise too_many_steps()

    def print(self, characters: int) -> None:
        """Print characters."""
        self.characters -= characters
        if self.characters < 0:
            raise too_long_a_page()

    def made(self, value: Any) -> Any:
        """Return a value that was made, if it is not too large."""
        if not isinstance(value, _SMALL):
            self.count(check_size(weight(value)) // SHORT)
        return value


def too_many_steps() -> OverflowError:
    """Return what is raised where a page takes too many steps."""
    return OverflowError(f"loops and calls of more than {MAX_STEPS:,} steps")


def too_long_a_page() -> OverflowError:
    """Return what is raised where a page grows too long."""
    return OverflowError(f"a page of more than {MAX_PAGE:,} characters")


def weight(value: object) -> int:
    """Return the characters and items of a value, those inside of it included; beyond `MAX_SIZE` it is a guess."""
    found, waiting = 0, [value]
    while waiting and found <= MAX_SIZE:
        one = waiting.pop()
        inner: Collection[object] = ()
        if isinstance(one, str | range):
            found += len(one)
        elif isinstance(one, int):
            found += one.bit_length() // 3
        elif isinstance(one, dict):
            inner = (*one, *one.values())
        elif isinstance(one, list | tuple):
            inner = one
        elif isinstance(one, Struct):
            inner = astuple(one)
        found += 1 + len(inner)
        waiting += inner
    return found


def check_size(size: int, what: str = "a value") -> int:
    """Return a size if it is not too large."""
    if size > MAX_SIZE:
        raise OverflowError(f"{what} of more than {MAX_SIZE:,} characters or items")
    return size


def check_replacement(text: str, old: str, new: str) -> None:
    """Refuse to replace parts of a text if it gets too long."""
    check_size(len(text) + text.count(old) * len(new), "a text")


def check_joining(parts: Collection[object], between: str) -> None:
    """Refuse to join texts if what comes of it gets too long."""
    check_size(weight(parts) + len(parts) * len(between), "a text")


def check_places(text: str) -> str:
    """Return a text with `%s` and the like, if none of them makes it wide."""
    if _WIDE.search(text):
        raise OverflowError("a format of more than 999 characters")
    return text


def check_filling(text: str, values: object) -> None:
    """Refuse to fill the places of a text if it gets too long."""
    check_places(text)
    check_size(len(text) + text.count("%") * weight(values), "a text")


def bounded_range(*numbers: int) -> range:
    """Return Python's range, unless it is very long."""
    found = range(*numbers)
    if found[MAX_RANGE:]:
        raise OverflowError(f"a range of more than {MAX_RANGE:,} numbers")
    return found


class BoundedNamespace(Namespace):
    """A namespace. It may hold itself, so its text does not show what it holds."""

    def __repr__(self) -> str:
        return "<Namespace>"


def held(budget: Budget, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a filter of Jinja count what it goes through, refuse what is too large, and return lists, not iterators."""
    place = 1 if hasattr(function, "jinja_pass_arg") else 0
    check = _CHECKS.get(name)

    @wraps(function)
    def careful(*args: Any, **kwargs: Any) -> Any:
        value, *others = args[place:]
        if isinstance(value, Collection):
            budget.count(len(value) // SHORT if isinstance(value, str) else len(value))
        if check:
            check(value, *others, **kwargs)
        _check_others(name, value, (*others, *kwargs.values()))
        found = function(*args, **kwargs)
        return budget.made(list(found) if isinstance(found, Iterator) else found)

    return careful


def _check_others(name: str, value: object, others: Iterable[object]) -> None:
    factor = 0
    for one in others:
        if isinstance(one, int) and name in _SIZED:
            if abs(one) > MAX_RANGE:
                raise OverflowError(f"a filter takes numbers up to {MAX_RANGE:,}")
            factor += abs(one) if name in _REPEATS_NUMBER else 0
        elif isinstance(one, str) and name in _REPEATS_TEXT:
            factor += len(one)
    if factor and factor * weight(value) > MAX_PRODUCT:
        raise OverflowError(f"a filter that makes more than {MAX_PRODUCT:,} characters")


def _check_format(text: str, *values: object, **named: object) -> None:
    check_filling(str(text), (*values, *named.values()))


def _check_join(value: object, d: object = "", attribute: object = None) -> None:  # noqa: ARG001  # as the filter's
    if isinstance(value, Collection):
        check_joining(value, str(d))


def _check_replace(s: object, old: object, new: object, count: object = None) -> None:  # noqa: ARG001  # as the filter's
    check_replacement(str(s), str(old), str(new))


def _check_sum(iterable: object, attribute: object = None, start: object = 0) -> None:  # noqa: ARG001  # as the filter's
    if not isinstance(start, int | float):
        raise TypeError("the filter sum adds numbers")


_CHECKS: dict[str, Callable[..., None]] = {
    "format": _check_format,
    "join": _check_join,
    "replace": _check_replace,
    "sum": _check_sum,
}
