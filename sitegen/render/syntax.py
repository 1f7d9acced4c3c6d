"""A layout as Jinja reads it, or what is wrong with its writing: in plain words, at its place, with the likely cure."""

import re
from functools import lru_cache
from typing import NoReturn

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser
from msgspec import Struct

from sitegen.errors import did_you_mean
from sitegen.render.sandbox import Sandbox
from sitegen.render.templates import DEFAULT, Templates, environment

TAGS = ("block", "call", "extends", "filter", "for", "from", "if", "import", "include", "macro", "set", "trans", "with")
_CURES = (
    ("Missing end of comment", "a comment that is never closed", 'Write "#}" where it ends.'),
    ("Missing end of raw", '"raw" is never closed', "Write {% endraw %} where it ends."),
    (r"unexpected char (\"'\"|'\"') at", "a quote that is never closed", "Put the same sign at the end of the text."),
    ("unexpected char '(.+)' at", r"\1 has no meaning here", "Text in a tag stands in quotes."),
    ("expected token 'in'", "", 'Write "{% for NAME in LIST %}".'),
    ("expected token 'as'", "", 'Write "{% import "NAME.html" as NAME %}".'),
    ("expected token 'import'", "", 'Write "{% from "NAME.html" import NAME %}".'),
    ("expected token 'name'", "", "A name is missing there."),
    (
        "Expected an expression|unexpected 'end of ",
        "",
        "A value is missing there: a name, a number, or a text in quotes.",
    ),
    (
        r"(unexpected|got) '[}\])]'",
        "",
        "A bracket is not closed before it, or not opened. {{ ends with }}, {% with %}.",
    ),
    ("expected token 'end of ", "", "The tag should end before it, or a sign is missing between two values."),
    (r"expected token '[,)\]]'", "", "A comma or a bracket is missing before it."),
    ("tag name expected", "", "Behind {% stands the name of a tag, as if, for or block."),
    ("expected name or number", "", "Behind a point stands the name of a field."),
    ("non-default argument", "", "Arguments with a value of their own come last."),
    ("Block names", 'the name of a block has no "-"', 'Write "_" for it.'),
    (
        "control structures in trans",
        "a translation holds only names",
        "Do it before {% trans %}, and {% set %} a name.",
    ),
    ("unclosed translation", '"trans" is never closed', "Write {% endtrans %} where it ends."),
    ("duplicate argument|keyword argument repeated", "", "Give each argument once, under a name of its own."),
    ("", "", "See this tag, and what is before it."),
)
"""Part of what Jinja or Python says -> the same in plain words, where it needs that, and the likely cure."""
_DEEP = re.compile("too many (levels of indentation|statically nested|nested parentheses)|recursion")
_SPOKEN = (("end of print statement", "}}"), ("end of statement block", "%}"), ("expected token", "expected"))


class Slip(Struct, frozen=True):
    """What is wrong with the writing of a layout."""

    message: str
    line: int
    column: int
    hint: str


@lru_cache(maxsize=256)
def parsed(templates: Templates, actual: str) -> nodes.Template | Slip:
    """Read a layout, and see that Python takes the code that Jinja makes of it; the package's is known to be right."""
    sandbox, text = environment(templates), templates.text(actual)
    parser = None
    try:
        parser = _Parser(sandbox, text, actual, actual)
        tree = parser.parse()
    except _NestingError as error:
        return Slip(str(error), error.line, column(text, error.line, rf"\b{error.tag}\b"), error.hint)
    except TemplateSyntaxError as error:
        return _slip(text, error.message or "", error.lineno)
    except RecursionError:
        return _too_deep(parser.stream.current.lineno if parser else 1)
    return tree if actual.startswith(DEFAULT) else _slip_in_code(sandbox, actual, text, tree) or tree


def column(text: str, line: int, pattern: str) -> int:
    """Return where in a line something stands, from 1; 0 if that cannot be told."""
    lines = text.splitlines()
    found = list(re.finditer(pattern, lines[line - 1])) if 0 < line <= len(lines) else []
    return found[0].start() + 1 if len(found) == 1 else 0


class _NestingError(Exception):
    def __init__(self, message: str, tag: str, line: int, hint: str) -> None:
        super().__init__(message)
        self.tag, self.line, self.hint = tag, line, hint


class _Parser(Parser):
    """Jinja's parser. It knows where the tags stand that are not closed yet."""

    def __init__(self, sandbox: Sandbox, text: str, name: str, filename: str) -> None:
        super().__init__(sandbox, text, name, filename)
        self._open: list[tuple[str, int]] = []

    def parse_statement(self) -> nodes.Node | list[nodes.Node]:
        self._open.append((str(self.stream.current.value), self.stream.current.lineno))
        found = super().parse_statement()
        self._open.pop()
        return found

    def fail_eof(self, end_tokens: tuple[str, ...] | None = None, lineno: int | None = None) -> NoReturn:  # noqa: ARG002  # as Jinja's
        tag, line = self._open[-1]
        raise _NestingError(f'"{tag}" is never closed', tag, line, f"Write {{% end{tag} %}} where it ends.")

    def fail_unknown_tag(self, name: str, lineno: int | None = None) -> NoReturn:
        (tag, line), *_ = reversed(self._open[:-1] or [("", 0)])
        if not name.startswith(("end", "el", "pluralize")):
            hint = did_you_mean(name, TAGS) or f"There are {', '.join(TAGS)}."
            raise _NestingError(f'there is no tag "{name}"', name, lineno or 1, hint)
        hint = f"Write {{% end{tag} %}} before it." if tag else "Take it out, or write what it belongs to before it."
        where = f' inside of the "{tag}" of line {line}' if tag else ""
        raise _NestingError(f'"{name}" belongs to nothing{where}', name, lineno or 1, hint)


def _slip(text: str, said: str, line: int) -> Slip:
    sign, plain, hint = next(cure for cure in _CURES if re.search(cure[0], said))
    found = re.search(sign, said)
    message = found.expand(plain) if found and plain else said[:1].lower() + said[1:].rstrip(".")
    for theirs, ours in _SPOKEN:
        message = message.replace(theirs, ours)
    if message.startswith("unexpected end of template"):
        place = max(text.rfind("{{"), text.rfind("{%"))
        line = text.count("\n", 0, place) + 1
        return Slip(
            "a tag that is never closed", line, place - text.rfind("\n", 0, place), 'Write "}}" or "%}" where it ends.'
        )
    if offset := re.search(r" at (\d+)$", said):
        return Slip(message, line, int(offset[1]) - text.rfind("\n", 0, int(offset[1])), hint)
    word = re.search(r"""(?:unexpected|got) '(.+?)'|^"(\w+)\"""", message)
    return Slip(message, line, column(text, line, _sign_in_line(word[1] or word[2] if word else "{#")), hint)


def _sign_in_line(word: str) -> str:
    return rf"\b{word}\b" if word.isidentifier() else r"\}+" if word == "}" else re.escape(word)


def _too_deep(line: int) -> Slip:
    return Slip("nested too deep", line, 0, "Put the inner part into a layout of its own, and include that.")


def _slip_in_code(sandbox: Sandbox, actual: str, text: str, tree: nodes.Template) -> Slip | None:
    try:
        sandbox.get_template(actual)
    except (RecursionError, MemoryError):
        return _too_deep(_deepest_line(tree))
    except TemplateSyntaxError:
        return None  # a filter that is not there and the like: the proof tells it, with all else
    except SyntaxError as error:
        line = _line_in_layout(sandbox, actual, text, error.lineno or 0)
        return _too_deep(line) if _DEEP.search(error.msg) else _slip(text, re.sub(r"l_\d+_", "", error.msg), line)
    return None


def _deepest_line(tree: nodes.Template) -> int:
    level: list[nodes.Node] = [tree]
    line = 1
    while level:
        line = level[0].lineno or line
        level = [child for node in level for child in node.iter_child_nodes()]
    return line


def _line_in_layout(sandbox: Sandbox, actual: str, text: str, line: int) -> int:
    """Return the line of a layout that a line of the code that is made of it comes from."""
    code = sandbox.compile(text, actual, actual, raw=True)
    marks = re.findall(r"(\d+)=(\d+)", code[code.rindex("debug_info") :])
    return next((int(ours) for ours, theirs in reversed(marks) if int(theirs) <= line), 1)
