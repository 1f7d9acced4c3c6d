"""Problems as a browser shows them: over the last good page, on the desk, and where there is no good page.

What is told comes from files of others, so every text is escaped, and what would turn or hide it is replaced.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from sitegen.build.excerpts import excerpt, file_of
from sitegen.errors import Problem

EDITOR = "vscode://file/{file}:{line}:{column}"
"""The link that opens an editor. `{file}` is the absolute path; it starts with a slash, which is not doubled."""
_PLACES = re.compile(r"(?:(?<!/)/)?\{(file)\}|\{(line)\}|\{(column)\}")
_MOST = 100
"""More problems than this nobody reads at once; they are counted."""
_UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, those that turn the direction of what follows, and halves of characters."""


def overlay(problems: Sequence[Problem], folder: Path, editor: str = EDITOR) -> str:
    """Return what is shown over a page while there are errors, as HTML; without one, nothing is."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if not errors:
        return ""
    return (
        '<header role="alert">'
        f'<h2 id="title" tabindex="-1" autofocus>{count(len(errors), "error")}</h2>'
        "<p>This goes away by itself when the site is right again. Until then you see its last good state.</p>"
        '<form method="dialog"><button>Hide <kbd>Esc</kbd></button></form>'
        f"</header>{problem_list(problems, folder, editor)}"
    )


def overlay_page(problems: Sequence[Problem], folder: Path, editor: str = EDITOR) -> str:
    """Return a whole page that tells the errors of a site that has no good state to show."""
    return document("The site has errors", f'<main class="overlay">{overlay(problems, folder, editor)}</main>')


def document(title: str, body: str) -> str:
    """Return a page of the server's own."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{shown(title)}</title><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/__sitegen/live.css">'
        f'<body class="sitegen">{body}<script src="/__sitegen/live.js" data-own async></script></body></html>'
    )


def problem_list(problems: Sequence[Problem], folder: Path, editor: str = EDITOR) -> str:
    """Return problems as a list: the errors, and the warnings behind their number."""
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    told = _list(errors, folder, editor)
    if not warnings:
        return told
    opened = "" if errors else " open"
    number = count(len(warnings), "warning")
    return f"{told}<details{opened}><summary>{number}</summary>{_list(warnings, folder, editor)}</details>"


def _list(problems: Sequence[Problem], folder: Path, editor: str) -> str:
    if not problems:
        return ""
    rest = len(problems) - _MOST
    more = f'<p class="more">and {rest:,} more, which the terminal lists</p>' if rest > 0 else ""
    items = "".join(f"<li>{''.join(_told(problem, folder, editor))}</li>" for problem in problems[:_MOST])
    return f'<ol class="problems" role="list">{items}</ol>{more}'


def _told(problem: Problem, folder: Path, editor: str) -> Iterator[str]:
    code = f'<a class="code" href="/__sitegen/problems/{problem.code}">{problem.code}</a>'
    yield f'<p class="place {problem.severity}">{_place(problem, folder, editor)}{code}</p>'
    yield f"<h3>{shown(problem.message)}</h3>"
    yield from _excerpt(problem, folder)
    if problem.hint:
        yield f'<p class="hint">{shown(problem.hint)}</p>'


def _place(problem: Problem, folder: Path, editor: str) -> str:
    if not problem.file:
        return "<span></span>"
    numbers = "".join(f":{number}" for number in (problem.line, problem.column) if number)
    name = f'<bdi>{shown(problem.file)}</bdi><span class="at">{numbers}</span>'
    link = editor_link(editor, file_of(problem, folder), problem.line, problem.column)
    return f'<a class="file" href="{escape(link)}" title="Open in the editor">{name}</a>' if link else name


def editor_link(editor: str, file: Path, line: int = 0, column: int = 0) -> str:
    """Return the URL that opens an editor at a place of a file."""
    path = quote(file.as_posix(), errors="surrogateescape")
    values = {"file": path if path.startswith("/") else f"/{path}", "line": str(line or 1), "column": str(column or 1)}
    return _PLACES.sub(lambda match: values[match[1] or match[2] or match[3]], editor)


def _excerpt(problem: Problem, folder: Path) -> Iterator[str]:
    found = excerpt(problem, folder, around=2)
    if found is None:
        return
    yield '<pre class="excerpt" dir="ltr" tabindex="0" aria-label="Source"><code>'
    for number, line in found.lines:
        if number != problem.line:
            yield f'<span class="line"><i>{number}</i>{shown(line)}</span>'
        elif found.caret is None:
            yield f'<span class="line meant"><i>{number}</i>{shown(line)}</span>'
        else:
            before, at, after = line[: found.caret], line[found.caret : found.caret + 1], line[found.caret + 1 :]
            marked = f"{shown(before)}<mark>{shown(at)}</mark>{shown(after)}"
            yield f'<span class="line meant"><i>{number}</i>{marked}</span>'
            # The hidden copy sets the caret right under characters of any width.
            yield f'<span class="line" aria-hidden="true"><i></i><s>{shown(before)}</s><b>^</b></span>'
    yield "</code></pre>"


def shown(text: str) -> str:
    """Return a text as HTML shows it to people."""
    return escape(_UNSEEN.sub("\ufffd", text))


def count(number: int, word: str) -> str:
    """Return a number of things in words."""
    return f"{number:,} {word}" + ("" if number == 1 else "s")
