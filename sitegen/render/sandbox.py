"""What holds a layout back while it renders: nothing it prints hangs on the process, nothing it does is without end.

Most of it is refused by the proof, before anything is rendered. What is left is what no proof can tell: the value that
a macro is given, how long a loop is.
"""

import re
from collections.abc import Callable, Collection, ItemsView, Iterable, KeysView, Mapping, ValuesView
from types import FunctionType, MappingProxyType
from typing import Any, NoReturn, TypeVar

from jinja2 import Environment
from jinja2.runtime import Context, LoopContext, Macro, markup_join
from markupsafe import Markup, escape

from sitegen.render import bounds
from sitegen.render.bounds import SHORT, Budget
from sitegen.render.code import LOOKED_AT, METHOD_TYPES, Code, Pieces

_T = TypeVar("_T")

_MAX_BITS = 10_000
_MANY = 1_000
"""Pieces of a page: so many are measured before they become one text."""
_to_escape = re.compile("[&<>\"']").search

METHODS: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        str: frozenset(
            "capitalize casefold count endswith find index isalnum isalpha isascii isdecimal isdigit isidentifier "
            "islower isnumeric isprintable isspace istitle isupper join lower lstrip partition removeprefix "
            "removesuffix replace rfind rindex rpartition rsplit rstrip split splitlines startswith strip swapcase "
            "title upper".split()
        ),
        tuple: frozenset({"count", "index"}),
        list: frozenset({"count", "index"}),
        dict: frozenset({"get", "items", "keys", "values"}),
        LoopContext: frozenset({"changed", "cycle"}),
    }
)
"""The methods that a layout may call: pure; what they make is weighed."""


class Method:
    """A method of a value, which `Sandbox.call` can call: its own text would be an address in memory."""

    __slots__ = ("function",)

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    def __repr__(self) -> NoReturn:
        name = self.function.__name__
        raise TypeError(f'"{name}" is a method: call it, "{name}()"')


def _join_pieces(pieces: Iterable[str]) -> str:
    found = pieces if type(pieces) is list else list(pieces)
    if len(found) > _MANY and sum(map(len, found)) > bounds.MAX_PAGE:
        raise bounds.too_long_a_page()
    return "".join(found)


class Sandbox(Environment):
    """An environment whose layouts reach neither methods that are not pure nor private names, and come to an end."""

    sandboxed = True
    intercepted_binops = frozenset({"+", "-", "*", "**", "%"})
    intercepted_unops: frozenset[str] = frozenset()
    code_generator_class = Code
    concat = staticmethod(_join_pieces)
    looked_at = LOOKED_AT
    pieces = Pieces

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.budget = Budget()
        self.begin = self.budget.begin
        self.made = self.budget.made

    def counted(self, items: Iterable[_T]) -> Collection[_T]:
        """Return what a loop goes through, after its turns were counted."""
        found = items if isinstance(items, Collection) else list(items)
        self.budget.count(len(found))
        return found

    def printed(self, value: Any) -> str:
        """Return what is printed of a value, escaped."""
        kind = type(value)
        if kind is Markup or (kind is str and not _to_escape(value)):
            text: str = value
        else:
            text = escape(value)
        if len(text) > SHORT:
            self.budget.print(len(text))
        return text

    def joined(self, values: Iterable[object]) -> str:
        """Return texts, and what else there is as text, one after the other."""
        texts = [one if isinstance(one, str) else str(one) for one in values]
        size = bounds.check_size(sum(map(len, texts)), "a text")
        self.budget.count(size // SHORT)
        return markup_join(texts)

    def call(self, context: Context, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something for a layout."""
        self.budget.steps -= 1
        if self.budget.steps < 0:
            raise bounds.too_many_steps()
        kwargs.pop("_loop_vars", None)  # as Context.call does, which takes three times as long to find out
        kwargs.pop("_block_vars", None)
        kind = type(function)
        if kind is Macro:
            if function.catch_varargs or function.catch_kwargs:
                self.made((args, {name: value for name, value in kwargs.items() if name != "caller"}))
            return function(context.eval_ctx, *args, **kwargs)
        if kind is FunctionType:
            return function(*args, **kwargs)
        if kind is Method:
            return self._call_method(function.function, args, kwargs)
        if kind is LoopContext and args:  # a recursive loop
            args = (self.counted(args[0]), *args[1:])
        found = context.call(function, *args, **kwargs)
        return self.made(found) if type(found) is dict else found

    def _call_method(self, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        owner = function.__self__
        if isinstance(owner, str):
            self.budget.count(len(owner) // SHORT)
            if function.__name__ == "replace":
                bounds.check_replacement(owner, *map(str, args[:2]))
            elif function.__name__ == "join":
                args = (list(args[0]),)
                bounds.check_joining(args[0], owner)
        elif isinstance(owner, Collection):
            self.budget.count(len(owner))
        found = function(*args, **kwargs)
        return self.made(list(found) if isinstance(found, KeysView | ValuesView | ItemsView) else found)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return `obj.attribute`; the proof has refused private names."""
        try:
            value = getattr(obj, attribute)
        except AttributeError:
            return self.getitem(obj, attribute)
        if type(value) in METHOD_TYPES:
            return Method(value) if attribute in methods_of(obj) else self.getitem(obj, attribute)
        return value

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return `obj[argument]`, or a field of that name."""
        try:
            return obj[argument]
        except (AttributeError, TypeError, LookupError):
            missing = self.undefined(obj=obj, name=argument)
            if not isinstance(argument, str) or argument.startswith("_"):
                return missing
            value = getattr(obj, argument, missing)
            return missing if type(value) in METHOD_TYPES else value

    def call_binop(self, _context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate, or put together, within bounds."""
        return self.made(_OPERATIONS[operator](left, right))


def methods_of(value: object) -> frozenset[str]:
    """Return the methods that a layout may call on a value."""
    return next((names for kind, names in METHODS.items() if isinstance(value, kind)), frozenset())


def _add(left: Any, right: Any) -> Any:
    if isinstance(left, str | list | tuple) and isinstance(right, str | list | tuple):
        bounds.check_size(len(left) + len(right), "a sum")
    return left + right


def _subtract(left: Any, right: Any) -> Any:
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        raise TypeError("only numbers can be subtracted")
    return left - right


def _format(left: Any, right: Any) -> Any:
    if isinstance(left, str):
        bounds.check_filling(left, right)
    return left % right


def _multiply(left: Any, right: Any) -> Any:
    if isinstance(left, int) and isinstance(right, int):
        _check_bits(left.bit_length() + right.bit_length())
    for parts, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(parts, str | tuple | list):
            bounds.check_size(len(parts) * times, "a product")
    return left * right


def _raise(left: Any, right: Any) -> Any:
    if isinstance(left, int) and isinstance(right, int):
        _check_bits(left.bit_length() * right)
    return left**right


def _check_bits(bits: int) -> None:
    if bits > _MAX_BITS:
        raise OverflowError("a number of thousands of digits")


_OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {"+": _add, "-": _subtract, "*": _multiply, "**": _raise, "%": _format}
)
