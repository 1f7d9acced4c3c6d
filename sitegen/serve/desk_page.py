"""The server's own pages: the desk at /__sitegen/, and the page of each kind of problem."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from markdown import Markdown

from sitegen import urls
from sitegen.errors import RULES
from sitegen.model.publication import UNTIL, Held
from sitegen.model.site import Site
from sitegen.serve.live import Live
from sitegen.serve.overlay import EDITOR, count, document, editor_link, problem_list, shown
from sitegen.start.explain import explanation


def desk_page(live: Live, as_of: str = "", *, drafts: bool = False, wrong: str = "", editor: str = EDITOR) -> str:
    """Return the page that tells what there is, what is wrong, and what is held back.

    `as_of` is the time that this browser asked for, as it was written, and `drafts` tells whether it asked for them;
    `wrong` says why another time was not taken.
    """
    made = live.made
    title = made.desk.frame.title if made else "No site yet"
    home = f'<p class="home"><a href="{escape(live.base)}">Open the site</a></p>' if made else ""
    parts = [f'<header class="head"><p class="kicker">sitegen serve</p><h1>{shown(title)}</h1>{home}</header>']
    if made:
        pages = sum(urls.output_path(route.path).endswith(".html") for route in made.plan)
        parts.append(_counts(made.site, pages))
    parts.append(_problems(live, editor))
    parts.append(_clock(as_of, wrong, drafts=drafts))
    if made:
        parts.append(_held(made.site.held, live.folder, editor))
    return document(f"{title}: the desk", f'<main class="desk">{"".join(parts)}</main>')


def problem_page(code: str) -> str:
    """Return the page that explains a kind of problem; `code` is one of RULES."""
    told = Markdown(extensions=["fenced_code", "tables"]).convert(explanation(code))
    links = '<nav><a href="/__sitegen/">The desk</a></nav>'
    return document(f"{code}: {RULES[code].name}", f'<main class="desk text">{links}{told}</main>')


def _counts(site: Site, pages: int) -> str:
    numbers = {"articles": len(site.articles), "pages": pages, "people": len(site.people), "tags": len(site.tags)}
    items = "".join(f"<div><dt>{name}</dt><dd>{number:,}</dd></div>" for name, number in numbers.items())
    return f'<dl class="counts">{items}</dl>'


def _problems(live: Live, editor: str) -> str:
    told = problem_list(live.problems, live.folder, editor)
    errors = sum(problem.severity == "error" for problem in live.problems)
    state = f'<p class="note">{count(errors, "error")}: the site is served as it was before.</p>' if errors else ""
    nothing = '<p class="fine">Nothing is wrong.</p>'
    return f'<section id="problems-now"><h2>Problems</h2>{state}{told or nothing}</section>'


def _clock(as_of: str, wrong: str, *, drafts: bool) -> str:
    said = f'<p class="note" role="alert">{shown(wrong)}</p>' if wrong else ""
    seen = (f"You see the site as of {shown(as_of)}." if as_of else "") + (" You see drafts, too." if drafts else "")
    back = f'<p class="note">{seen} <a href="/__sitegen/?now=">Back to now</a></p>' if seen else ""
    return (
        '<section><h2><label for="now">View the site as of</label></h2>'
        f'{said}{back}<form class="clock" action="/__sitegen/"><input id="now" name="now" value="{shown(as_of)}" '
        'placeholder="2026-12-01 06:00" autocomplete="off" spellcheck="false"><button>View</button></form>'
        '<p class="quiet">A day or a time in the zone of the site. Only this browser sees it so; empty means now.</p>'
        "</section>"
    )


def _held(held: tuple[Held, ...], folder: Path, editor: str) -> str:
    drafts = [one for one in held if one.reason == "draft"]
    scheduled = sorted((one for one in held if one.reason.startswith(UNTIL)), key=lambda one: one.reason)
    rows = "".join(_row(one, folder, editor) for one in (*scheduled, *drafts))
    table = f'<ul class="held" role="list">{rows}</ul>' if rows else '<p class="fine">Nothing is held back.</p>'
    return f"<section><h2>Drafts and scheduled</h2>{table}</section>"


def _row(held: Held, folder: Path, editor: str) -> str:
    file = f"content/{held.path}"
    link = editor_link(editor, folder / file)
    name = f"<bdi>{shown(held.path)}</bdi>"
    source = f'<a class="file" href="{escape(link)}" title="Open in the editor">{name}</a>' if link else name
    told = " ".join(_reason(held.reason))
    preview = f'<a href="{escape(preview_link(held))}">Preview</a>'
    return f'<li>{source}<span class="reason">{told}</span>{preview}</li>'


def _reason(reason: str) -> Iterator[str]:
    if not reason.startswith(UNTIL):
        yield shown(reason)
        return
    time = reason.removeprefix(UNTIL)
    yield f'until <time datetime="{shown(time)}">{shown(time[:16].replace("T", " "))}</time>'


def preview_link(held: Held) -> str:
    """Return the address that shows what is held back: the server turns the clock and leads to its page."""
    until = held.reason.removeprefix(UNTIL) if held.reason.startswith(UNTIL) else ""
    asked = {"now": until, "drafts": "" if until else "1", "file": f"content/{held.path}"}
    return f"/__sitegen/?{urlencode({name: value for name, value in asked.items() if value})}"
