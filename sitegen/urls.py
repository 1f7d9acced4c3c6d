"""Slugs, and the URL and output path of every kind of page. Nothing else builds a URL.

A *path* here is the part of a URL below the site (`/people/rex-tillerson/`), percent-encoded; an *output path* is the
file that a static host serves for it (`people/rex-tillerson/index.html`).
"""

import re
from functools import cache
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct
from slugify import slugify

from sitegen.dates import When

FRONT = "/"
NOT_FOUND = "/404.html"
FEED = "/feed.xml"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
PEOPLE, AUTHORS, TAGS, SECTIONS, SERIES = "/people/", "/authors/", "/tags/", "/sections/", "/series/"
ARCHIVE = "/archive/"
PEOPLE_INDEX, PEOPLE_GRAPH = "/people/index.json", "/people/graph.json"
INDEXES = (FRONT, PEOPLE, AUTHORS, TAGS, ARCHIVE)
MEDIA, ASSETS = "/media/", "/assets/"

_APOSTROPHES = re.compile("['’ʼ‘]")
"""They stand inside of words (`O’Neill`, `women’s`), and of which kind they are changes nothing."""
_PLAIN_NAME = re.compile("[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
"""A name of which everybody can tell the slug: most are such, and the library takes its time."""
LONGEST = 200
"""Bytes in one part of an address; file systems allow 255, and some of them are for suffixes."""
LONGEST_PATH = 1_000
_SAFE_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*")


@cache
def slug(name: str) -> str:
    """Return the ASCII slug of a name (`Enrique Peña Nieto` -> `enrique-pena-nieto`); empty if nothing is left.

    The slug of a very long name ends at a word.
    """
    if len(name) <= LONGEST and _PLAIN_NAME.fullmatch(name):
        return name.lower().replace(" ", "-")
    return slugify(_APOSTROPHES.sub("", name), max_length=LONGEST, word_boundary=True, save_order=True)


def is_slug(written: str) -> bool:
    """Tell whether a slug that an author wrote can stand in a URL and a file name as it is."""
    return bool(_SAFE_SLUG.fullmatch(written)) and len(written) <= LONGEST


def is_web_address(written: str) -> bool:
    """Tell whether text is a whole URL of the web."""
    try:
        parts = urlsplit(written)
    except ValueError:  # brackets that enclose no address
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in written


class Urls(Struct, frozen=True):
    """Where the site is: `origin` (`https://example.org`), `base` (`/` or `/news/`), and the permalink of articles."""

    origin: str
    base: str
    permalink: str

    @classmethod
    def of(cls, url: str, permalink: str) -> "Urls":
        """Take the site's address apart."""
        parts = urlsplit(url)
        return cls(f"{parts.scheme}://{parts.netloc}", parts.path or "/", permalink)

    def article(self, date: When, name: str, section: str) -> str:
        """Return the path of an article by the permalink pattern; `section` is a slug or empty."""
        parts = {"year": date.year, "month": date.month, "day": date.day}
        path = self.permalink.format(slug=name, section=section or "news", **parts)
        return path if path.endswith("/") or "." in self.permalink.rsplit("/", 1)[1] else path + "/"

    def href(self, path: str) -> str:
        """Return what a page of this site writes into an attribute to link to a path."""
        return self.base + path[1:]

    def absolute(self, path: str) -> str:
        """Return the whole URL of a path, for feeds and sitemaps."""
        return self.origin + self.base + path[1:]

    def within(self, path: str) -> str:
        """Return an old path of this site without the base path, if it was written with it."""
        return "/" + path.removeprefix(self.base) if self.base != "/" and path.startswith(self.base) else path


def person(identity: str) -> str:
    """Return the path of a person's page."""
    return f"{PEOPLE}{identity}/"


def person_feed(identity: str) -> str:
    """Return the path of the feed of articles about a person."""
    return f"{PEOPLE}{identity}/feed.xml"


def author(identity: str) -> str:
    """Return the path of an author's page."""
    return f"{AUTHORS}{identity}/"


def tag(identity: str) -> str:
    """Return the path of a tag's page."""
    return f"{TAGS}{identity}/"


def section(identity: str) -> str:
    """Return the path of a section's page."""
    return f"{SECTIONS}{identity}/"


def series(identity: str) -> str:
    """Return the path of a series' page."""
    return f"{SERIES}{identity}/"


def month(year: str, number: str = "") -> str:
    """Return the path of a year's or a month's archive."""
    return f"{ARCHIVE}{year}/{number}/" if number else f"{ARCHIVE}{year}/"


def letter(index: str, heading: str) -> str:
    """Return the path of what stands under one letter of an index.

    No other page is two folders below an index and has no number: `letter` may be somebody's id.
    """
    return f"{index}letter/{letter_mark(heading)}/"


def letter_mark(heading: str) -> str:
    """Return a heading of an index in ASCII: as it is, or its code points (`u00d1` for Ñ)."""
    if heading.isascii() and heading.isalpha():
        return heading.lower()
    return "-".join(f"u{ord(character):04x}" for character in heading)


def numbered(listing: str, number: int) -> str:
    """Return the path of a numbered page of a listing; page 1 is the oldest."""
    return f"{listing}page/{number}/"


def media(content_path: str) -> str:
    """Return the path at which a picture or document of content/ is published."""
    return MEDIA + quote(content_path)


def asset(name: str, digest: str) -> str:
    """Return the path of an asset with the digest of its bytes in its name (`/assets/style.1f2e3d4c.css`)."""
    folder, slash, file = name.rpartition("/")
    stem, dot, suffix = file.rpartition(".")
    marked = f"{stem}.{digest[:8]}.{suffix}" if dot else f"{file}.{digest[:8]}"
    return ASSETS + quote(f"{folder}{slash}{marked}")


def sitemap_part(number: int) -> str:
    """Return the path of one part of a sitemap that is too large for one file."""
    return f"/sitemap-{number}.xml"


def redirect(old_url: str) -> str | None:
    """Return the path to which a redirect for an old URL is written, or None if it is no path of this site."""
    path = "/" + old_url.lstrip("/")
    parts = unquote(path).split("/")
    if (
        len(path) > LONGEST_PATH
        or "?" in path
        or "#" in path
        or "://" in path
        or any(part in ("..", ".") or not _can_be_a_file_name(part) for part in parts)
    ):
        return None
    path = re.sub("/+", "/", path)
    if path.endswith(("/", ".html", ".htm")):
        return path
    return path + "/"


def _can_be_a_file_name(part: str) -> bool:
    return len(part.encode()) <= LONGEST and "\\" not in part and not any(c < " " or c == "\x7f" for c in part)


def output_path(path: str) -> str:
    """Return the file of a path (`/people/` -> `people/index.html`)."""
    plain = unquote(path[1:]) if "%" in path else path[1:]
    return plain + "index.html" if not plain or plain.endswith("/") else plain
