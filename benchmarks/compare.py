"""Whether two sites are the same work: the same pages, the same lists on them, and the whole text of every article."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from benchmarks.corpus import plain
from benchmarks.sites import Site

_BODY = re.compile(r'<div class="body">(.*?)</div>\s*<ul class="tags">', re.DOTALL)
_MAIN = re.compile(r"<main>(.*)</main>", re.DOTALL)
_APART = re.compile(r'<span class="dateline">.*?</span>|<sup[ >].*?</sup>')
"""What the sites put elsewhere or number otherwise: the dateline, and the marks of footnotes."""
_TAG = re.compile(r"<[^>]*>")
_TOLD = 10


def differences(ours: Site, theirs: Site) -> list[str]:
    """Return what two outputs differ in, in words; of many the first."""
    mine, others = _pages(ours.output), _pages(theirs.output)
    found = [f"only sitegen has {path}" for path in sorted(mine.keys() - others.keys())]
    found += [f"only Hugo has {path}" for path in sorted(others.keys() - mine.keys())]
    for path in sorted(mine.keys() & others.keys()):
        found += _page_differences(path, mine[path].read_text("utf-8"), others[path].read_text("utf-8"))
    articles = sum(bool(re.match(r"\d{4}/", path)) for path in mine)
    if articles != len(ours.articles):
        found.append(f"{len(ours.articles)} articles, but {articles} pages of articles")
    return [*found[:_TOLD], *([f"and {len(found) - _TOLD} more"] if len(found) > _TOLD else [])]


def count(site: Site) -> int:
    """Return how many pages a site has."""
    return len(_pages(site.output))


def _pages(output: Path) -> Mapping[str, Path]:
    """Return every page, by an address in which the spelling of names (`j.-roe`, `j-roe`) makes no difference."""
    files = (path for path in output.rglob("*") if path.suffix in (".html", ".xml", ".txt"))
    return {_address(path.relative_to(output).as_posix().removesuffix("index.html")): path for path in files}


def _address(url: str) -> str:
    return "/".join(plain(unquote(part)).replace("-", "") for part in url.split("/"))


def _page_differences(path: str, mine: str, other: str) -> Iterator[str]:
    if path.endswith("xml"):
        for element in ("<loc>", "<item>"):
            if mine.count(element) != other.count(element):
                yield f"{path} has {mine.count(element)} and {other.count(element)} times {element}"
    elif re.match(r"\d{4}/", path):
        text, wanted = (_BODY.search(page) for page in (mine, other))
        if not text or not wanted or _words(text[1]) != _words(wanted[1]):
            yield f"the texts of {path} differ"
    elif (not path or path.endswith("/")) and _links(mine) != _links(other):
        missing = _links(mine) ^ _links(other)
        yield f"the lists of {path} differ in {len(missing)} links, such as {min(missing)}"


def _words(html: str) -> str:
    """Return the letters and digits of a text; quotes and dashes are set differently."""
    return re.sub(r"\W+", "", unescape(_TAG.sub("", _APART.sub("", html))))


def _links(page: str) -> set[str]:
    main = _MAIN.search(page)
    return {_address(unescape(url)) for url in re.findall(r'href="([^"]+)"', main[1] if main else "")}
