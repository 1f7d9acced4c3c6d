"""The engine for large archives: CommonMark by pyromark, with tables and footnotes as the default engine makes them."""

import re
from collections import Counter
from collections.abc import Callable

from pyromark import Options, html

from sitegen.config import MarkdownSettings

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_SMART_PUNCTUATION
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_DEFINITION_LIST
)
_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right)">')
_MARK = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">(\d+)</a></sup>')
_DIV = re.compile(
    r'<div class="footnote-definition" id="([^"]*)"><sup class="footnote-definition-label">(\d+)</sup>\n?'
    r"|<(/?)div\b[^>]*>\n?"
)

_Note = tuple[str, str]
"""The number and the HTML of a footnote."""


def converter(settings: MarkdownSettings) -> Callable[[str], str]:  # noqa: ARG001  # engines have one interface
    """Make a function that turns Markdown into HTML, which is not yet safe."""
    return convert


def convert(text: str) -> str:
    """Turn Markdown into HTML, which is not yet safe."""
    made = html(text, options=_OPTIONS).strip()
    if "text-align" in made:
        made = _ALIGNED.sub(r'<\1 align="\2">', made)
    return _with_notes_last(made) if "footnote-definition" in made else made


def _with_notes_last(made: str) -> str:
    """Collect the footnotes at the end, in the order of their numbers, with links from text to note and back."""
    text, notes = _apart(made)
    marks = Counter(label for label, _ in _MARK.findall(text + "".join(note for _, note in notes.values())))
    ordered = sorted(notes.items(), key=lambda item: int(item[1][0]))
    items = "".join(_item(label, *note, marks[label]) for label, note in ordered)
    seen: Counter[str] = Counter()

    def link(mark: re.Match[str]) -> str:
        label, number = mark.groups()
        if label not in notes:
            return mark[0]
        seen[label] += 1
        identity = _mark_id(label, seen[label])
        return f'<sup id="{identity}"><a class="footnote-ref" href="#fn:{label}">{number}</a></sup>'

    return _MARK.sub(link, f'{text}<div class="footnote">\n<hr>\n<ol>\n{items}</ol>\n</div>')


def _apart(made: str) -> tuple[str, dict[str, _Note]]:
    """Take the footnotes out of the text; of two with one label the first counts."""
    notes: dict[str, _Note] = {}
    texts: list[list[str]] = [[]]
    divs: list[_Note | None] = []
    done = 0
    for match in _DIV.finditer(made):
        label, number, closing = match.groups()
        opened = divs.pop() if closing and divs else None
        if label is None and not opened:
            if not closing:
                divs.append(None)
            continue
        texts[-1].append(made[done : match.start()])
        done = match.end()
        if opened:
            notes.setdefault(opened[0], (opened[1], "".join(texts.pop())))
        else:
            divs.append((label, number))
            texts.append([])
    texts[-1].append(made[done:])
    for label, number in filter(None, reversed(divs)):
        notes.setdefault(label, (number, "".join(texts.pop())))
    return "".join(texts[0]), notes


def _item(label: str, number: str, note: str, marks: int) -> str:
    links = "".join(
        f'<a class="footnote-backref" href="#{_mark_id(label, each)}" title="↩ {number}">↩</a>'
        for each in range(1, marks + 1)
    )
    start, paragraph, end = note.rstrip().rpartition("</p>")
    if links and paragraph and not end:
        note = f"{start}&#160;{links}</p>\n"
    elif links:
        note += f"<p>{links}</p>\n"
    return f'<li id="fn:{label}">\n{note}</li>\n'


def _mark_id(label: str, place: int) -> str:
    return f"fnref{place if place > 1 else ''}:{label}"
