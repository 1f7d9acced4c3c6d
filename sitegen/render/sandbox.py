"""What holds a layout back while it renders: nothing it prints hangs on the process, nothing it does is without end.

Most of it is refused by the proof, before anything is rendered. What is left is what no proof can tell: the value that
a macro is given, how long a loop is.
"""

import re
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import wraps
from types import BuiltinMethodType, MappingProxyType, MethodType
from typing import Any, NoReturn, ParamSpec, TypeVar

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import do_format
from jinja2.runtime import Context, LoopContext, Macro

_P = ParamSpec("_P")
_T = TypeVar("_T")

MAX_RANGE = 100_000
"""Numbers in a range, and the greatest number that a filter takes."""
MAX_STEPS = 1_000_000
"""Turns of loops and calls, for one page."""
MAX_SIZE = 1_000_000
"""Characters or items that a multiplication makes."""
_MAX_BITS = 10_000
_METHODS = frozenset({BuiltinMethodType, MethodType})
_WIDE = re.compile(r"%(?:\([^)]*\))?[-#0 +]*(?:\*|\d{4}|\d*\.(?:\*|\d{4}))")

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
"""The methods that a layout may call: pure, and of a size that their input bounds."""


class Method:
    """A method of a value, which can be called and nothing else: its own text would be an address in memory."""

    __slots__ = ("_function",)

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the method."""
        return self._function(*args, **kwargs)

    def __repr__(self) -> NoReturn:
        name = self._function.__name__
        raise TypeError(f'"{name}" is a method: call it, "{name}()"')


class _Code(CodeGenerator):
    """Code whose loops are counted."""

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        counted = nodes.EnvironmentAttribute("counted", lineno=node.lineno)
        node.iter = nodes.Call(counted, [node.iter], [], None, None, lineno=node.lineno)
        super().visit_For(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        if isinstance(node.node, nodes.EnvironmentAttribute):
            self.visit(node.node, frame)
            self.write("(")
            self.visit(node.args[0], frame)
            self.write(")")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)


class _Steps(threading.local):
    left = MAX_STEPS


class Sandbox(Environment):
    """An environment whose layouts reach neither methods that are not pure nor private names, and come to an end."""

    sandboxed = True
    intercepted_binops = frozenset({"*", "**", "%"})
    intercepted_unops: frozenset[str] = frozenset()
    code_generator_class = _Code

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._steps = _Steps()

    def begin(self) -> None:
        """Start to count anew: a page is about to be rendered."""
        self._steps.left = MAX_STEPS

    def counted(self, items: Iterable[_T]) -> Collection[_T]:
        """Return what a loop goes through, after its turns were counted."""
        found = items if isinstance(items, Collection) else list(items)
        self._count(len(found))
        return found

    def call(self, context: Context, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call something for a layout."""
        self._count(1)
        if type(function) is LoopContext and args:  # a recursive loop
            args = (self.counted(args[0]), *args[1:])
        if type(function) is not Macro:
            return context.call(function, *args, **kwargs)
        kwargs.pop("_loop_vars", None)  # as Context.call does, which takes three times as long to find out
        kwargs.pop("_block_vars", None)
        return function(context.eval_ctx, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return `obj.attribute`; the proof has refused private names."""
        try:
            value = getattr(obj, attribute)
        except AttributeError:
            return self.getitem(obj, attribute)
        if type(value) in _METHODS:
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
            return missing if type(value) in _METHODS else value

    def call_binop(self, _context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply, raise to a power or format, within bounds."""
        if operator == "%":
            _check_format(left)
            return left % right
        _check_size(operator, left, right)
        return left * right if operator == "*" else left**right

    def _count(self, steps: int) -> None:
        self._steps.left -= steps
        if self._steps.left < 0:
            raise OverflowError(f"loops and calls of more than {MAX_STEPS:,} steps")


def methods_of(value: object) -> frozenset[str]:
    """Return the methods that a layout may call on a value."""
    return next((names for kind, names in METHODS.items() if isinstance(value, kind)), frozenset())


def bounded_range(*numbers: int) -> range:
    """Return Python's range, unless it is very long."""
    found = range(*numbers)
    if found[MAX_RANGE:]:
        raise OverflowError(f"a range of more than {MAX_RANGE:,} numbers")
    return found


def listed(function: Callable[_P, Any]) -> Callable[_P, Any]:
    """Make a lazy filter return a list, which can be printed and looked at twice."""

    @wraps(function)
    def eager(*args: _P.args, **kwargs: _P.kwargs) -> Any:
        found = function(*args, **kwargs)
        return list(found) if isinstance(found, Iterator) else found

    return eager


def bounded(function: Callable[_P, Any]) -> Callable[_P, Any]:
    """Make a filter refuse huge numbers."""
    first = 2 if hasattr(function, "jinja_pass_arg") else 1  # after the value that is filtered

    @wraps(function)
    def careful(*args: _P.args, **kwargs: _P.kwargs) -> Any:
        for value in (*args[first:], *kwargs.values()):
            if isinstance(value, int) and abs(value) > MAX_RANGE:
                raise OverflowError(f"a filter takes numbers up to {MAX_RANGE:,}")
        return function(*args, **kwargs)

    return careful


def format_filter(text: str, *values: object, **named: object) -> str:
    """Apply values to a text with `%s` and the like."""
    _check_format(text)
    return do_format(text, *values, **named)


def _check_format(text: object) -> None:
    if isinstance(text, str) and _WIDE.search(text):
        raise OverflowError("a format of more than 999 characters")


def _check_size(operator: str, left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
        if bits > _MAX_BITS:
            raise OverflowError("a number of thousands of digits")
    for parts, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(parts, str | tuple | list) and len(parts) * times > MAX_SIZE:
            raise OverflowError(f"a multiplication that makes more than {MAX_SIZE:,} characters or items")
