"""What an author or designer changes between two builds; each time something else, so that every build has work."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.sites import Site

Edit = Callable[[Site, int], None]
"""Changes a site; the number is that of the turn."""


def nothing(site: Site, turn: int) -> None:
    """Change nothing."""


def one_body(site: Site, turn: int) -> None:
    """Add a sentence to an article from the middle of the archive."""
    with article(site, turn).open("a", encoding="utf-8") as file:
        file.write(f"\nThis is correction number {turn}.\n")


def one_title(site: Site, turn: int) -> None:
    """Give another article a new headline."""
    _replace(article(site, turn + 1), r"(?m)^title: .*$", f"title: Corrected headline number {turn}")


def one_added(site: Site, turn: int) -> None:
    """Add an article, the newest of all."""
    newest = site.content / site.articles[-1]
    added = newest.with_name(f"added-{turn}.md")
    added.write_text(newest.read_text(encoding="utf-8"), encoding="utf-8")
    _replace(added, r"(?m)^title: .*$", f"title: Late news number {turn}")
    _replace(added, r"(?m)^date: (\S+)$", lambda date: f"date: {_later(date[1], turn)}")


def article_layout(site: Site, turn: int) -> None:
    """Change the layout of all articles."""
    _replace(site.article_layout, r"<article[^>]*>", f'<article data-turn="{turn}">')


def base_layout(site: Site, turn: int) -> None:
    """Change the layout of all pages."""
    _replace(site.base_layout, r"<body[^>]*>", f'<body data-turn="{turn}">')


EDITS: Mapping[str, Edit] = {
    "nothing": nothing,
    "body": one_body,
    "title": one_title,
    "added": one_added,
    "layout": article_layout,
    "base": base_layout,
}


def article(site: Site, turn: int) -> Path:
    """Return an article from the middle of the archive, another one each time."""
    return site.content / site.articles[len(site.articles) // 2 + turn]


def _later(moment: str, turn: int) -> str:
    return (datetime.fromisoformat(moment) + timedelta(minutes=turn + 1)).isoformat()


def _replace(path: Path, pattern: str, new: str | Callable[[re.Match[str]], str]) -> None:
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, new, text, count=1)
    if changed == text:
        raise SystemExit(f"{path}: nothing to edit")
    path.write_text(changed, encoding="utf-8")
