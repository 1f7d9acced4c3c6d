"""The pages of the server itself: what is held back and what is wrong."""

from html import escape

from sitegen.serve.live import Live
from sitegen.start.explain import explanation


def desk_page(live: Live, as_of: str, *, drafts: bool, wrong: str, editor: str) -> str:  # noqa: ARG001
    """Return the page. `as_of` is the moment that the browser looks at, `wrong` why another was not taken."""
    held = live.made.site.held if live.made else ()
    rows = "".join(f"<li>{escape(one.path)}: {escape(one.reason)}</li>" for one in held)
    head = '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>sitegen</title>'
    return f"{head}<p>{escape(wrong)}</p><p>{escape(as_of)}</p><ul>{rows}</ul></html>\n"


def problem_page(code: str) -> str:
    """Return the page that explains a kind of problem."""
    return f"<!doctype html>\n<title>{code}</title><pre>{escape(explanation(code))}</pre>\n"
