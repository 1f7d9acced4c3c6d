"""What was read of a brief: the parts of an article, why each was taken for one, and what is no part of it."""

from msgspec import Struct


class Guess(Struct, frozen=True):
    """Something that was read out of a brief, and why."""

    field: str
    value: str
    reason: str


class Left(Struct, frozen=True):
    """Words of a brief that go into no field and not into the text, and why."""

    words: str
    reason: str


class Writer(Struct, frozen=True):
    """One name of a byline."""

    name: str
    role: str = ""
    org: str = ""


class Picture(Struct, frozen=True):
    """A caption with its credit; the picture itself comes by another way."""

    caption: str
    credit: str = ""


class Named(Struct, frozen=True):
    """A person whom the text names."""

    name: str
    """As written there."""
    title: str = ""
    """What stands before or behind the name: `Mexican President`."""
    reason: str = ""


class Brief(Struct, frozen=True, kw_only=True):
    """A brief, taken apart. What it does not have is empty."""

    title: str = ""
    short_title: str = ""
    """A shorter headline, or the slug line of a wire: good for an address."""
    kicker: str = ""
    deck: str = ""
    byline: tuple[Writer, ...] = ()
    dateline: str = ""
    date: str = ""
    """As ISO 8601, with a time if the brief has one."""
    embargo: str = ""
    """The line that holds it back, as written."""
    section: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    paragraphs: tuple[str, ...] = ()
    """Plain text, one line each."""
    people: tuple[Named, ...] = ()
    sources: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    left: tuple[Left, ...] = ()
    notes: tuple[str, ...] = ()
    """What an editor should look at."""
