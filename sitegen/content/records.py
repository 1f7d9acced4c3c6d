"""What a file under content/ says, as frozen records. Nothing here knows of any other file."""

from typing import Any

from msgspec import Struct

from sitegen.dates import When
from sitegen.errors import Problem
from sitegen.yamltree import Place


class SourceFile(Struct, frozen=True):
    """A file under content/ as it was found on disk."""

    path: str
    """Relative to content/, with forward slashes."""
    kind: str
    """`article`, `person`, `tag`, `page`, or `file` for anything that is not Markdown."""
    size: int
    mtime_ns: int
    ctime_ns: int


class Credit(Struct, frozen=True, tag=True):
    """One person of a byline, as written."""

    name: str
    role: str = ""
    org: str = ""


class Photo(Struct, frozen=True, tag=True):
    """A picture with what must stand beside it."""

    src: str
    """A path relative to the article, a path from content/ or assets/ that starts with a slash, or a whole URL."""
    caption: str = ""
    credit: str = ""
    alt: str = ""


class Part(Struct, frozen=True, tag=True):
    """What someone is in one article."""

    name: str
    """As written: a name, an alias or an id."""
    role: str = ""
    """`subject`, `source`, `mentioned`, `victim` or `accused`."""
    called: str = ""
    """What this article calls the person: `Mexican President`."""
    is_id: bool = False
    """Whether the name is said to be an id."""


class Reference(Struct, frozen=True, tag=True):
    """A source that an article names."""

    name: str
    url: str = ""


class Slot(Struct, frozen=True, tag=True):
    """A place in a body that depends on the rest of the site. The body's HTML holds its number between two NULs."""

    kind: str
    """`open` and `close` (the two tags of a link), `image`, or `dateline`."""
    target: str = ""
    """What the author wrote: a source path, a URL path, `#anchor`; without the `ref:` of a shortcode."""
    attributes: str = ""
    """The sanitised attributes that stay on the tag, each with a space before it."""
    line: int = 0
    """1-based line in the file, as near as it can be told."""
    column: int = 0
    """1-based, of the target; 0 where it cannot be told."""
    lenient: bool = False
    """A missing target is a warning, because the link was written as another generator's shortcode."""


class Heading(Struct, frozen=True, tag=True):
    """A heading of a body, for a table of contents."""

    level: int
    id: str
    text: str


class Body(Struct, frozen=True, tag=True):
    """What is known of a body without its HTML, which stays on disk under `digest`."""

    digest: str = ""
    """Of the HTML; empty where there is no text."""
    slots: tuple[Slot, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()
    """Every id in it, in order: the anchors that a link may name."""
    words: int = 0
    lead: str = ""
    """The text of its first paragraph, for a summary where none is given."""


class Article(Struct, frozen=True, tag=True, kw_only=True):
    """An article as written. Names of people, tags and sections are text here; the model finds who is meant."""

    path: str
    title: str
    slug: str
    date: When
    updated: When | None = None
    byline: tuple[Credit, ...] = ()
    byline_text: str = ""
    dateline: tuple[str, str] | None = None
    """City, and the region or country that is written after it."""
    summary: str = ""
    deck: str = ""
    kicker: str = ""
    section: str = ""
    kind: str = "news"
    series: str = ""
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    """Of those people of whom more than the name is written."""
    people_auto: bool = True
    """Whether people whom the text names are found."""
    people_index: bool = True
    """Whether anyone's page lists it."""
    photo: Photo | None = None
    sources: tuple[Reference, ...] = ()
    sponsor: str = ""
    aliases: tuple[str, ...] = ()
    layout: str = ""
    draft: bool = False
    extra: Any = None
    body: Body = Body()
    places: dict[str, Place] = {}
    """Where each field stands, for problems that only the model can see."""


class Role(Struct, frozen=True, tag=True):
    """An office that a person holds or held; dates may be a year, a month or a day."""

    title: str
    org: str = ""
    start: str = ""
    end: str = ""
    abbr: tuple[str, ...] = ()
    """Short forms of the title: `Sec. of State`."""


class Person(Struct, frozen=True, tag=True, kw_only=True):
    """A person's record; the body is the biography."""

    path: str
    id: str
    name: str
    sort: str = ""
    given: str = ""
    family: str = ""
    order: str = ""
    aliases: tuple[str, ...] = ()
    """Names that mean this person anywhere."""
    short: tuple[str, ...] = ()
    """Names that mean this person after a full one in the same article."""
    search_aliases: tuple[str, ...] = ()
    """Names to search for, neither shown nor looked for in texts."""
    refused: tuple[str, ...] = ()
    """Names that do not mean this person (`not:`)."""
    scripts: dict[str, str] = {}
    """The name in other scripts, by language tag."""
    former_ids: tuple[str, ...] = ()
    disambiguation: str = ""
    """What tells this person from another of the same name."""
    privacy: str = ""
    """`public`, `limited` or `suppressed`; empty: public, unless a minor or the victim in an article."""
    minor: bool = False
    roles: tuple[Role, ...] = ()
    born: str = ""
    died: str = ""
    same_as: tuple[str, ...] = ()
    photo: Photo | None = None
    summary: str = ""
    always: bool = False
    extra: Any = None
    body: Body = Body()
    places: dict[str, Place] = {}


class Tag(Struct, frozen=True, tag=True, kw_only=True):
    """A tag's record; the body is its description."""

    path: str
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    """Other tags to look at."""
    refused: tuple[str, ...] = ()
    """Tags that look like this one and are others (`not:`)."""
    former_ids: tuple[str, ...] = ()
    summary: str = ""
    always: bool = False
    extra: Any = None
    body: Body = Body()
    places: dict[str, Place] = {}


class Note(Struct, frozen=True, tag=True, kw_only=True):
    """A plain page such as `about`; its path is its place below the folder of pages."""

    path: str
    title: str
    url: str
    """Path on the site (`/about/`)."""
    summary: str = ""
    photo: Photo | None = None
    aliases: tuple[str, ...] = ()
    layout: str = ""
    draft: bool = False
    extra: Any = None
    body: Body = Body()
    places: dict[str, Place] = {}


Record = Article | Person | Tag | Note


class Loaded(Struct, frozen=True):
    """The outcome of loading one file: its record unless an error forbade it, the body's HTML, and what was wrong."""

    record: Record | None
    html: str
    problems: tuple[Problem, ...]
    rest: Note | None = None
    """What could be read of a file with errors that nothing holds back: enough to look at its links."""
