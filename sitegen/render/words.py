"""The functions that put words into the site's language, as `_("Published")` and `{% trans %}` call them."""

import io
import re
from collections.abc import Callable
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations

from babel.messages.catalog import Message
from markupsafe import Markup

from sitegen.errors import did_you_mean
from sitegen.render.bounds import check_filling, check_places

_PLACE = re.compile(r"%(?:\((\w+)\))?[-#0 +]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[hlL]?(.)", re.DOTALL)
_PERCENT = 'A percent sign is written "%%".'


class PlaceError(ValueError):
    """A text has a place for what it is not given."""


def words_of(catalogue: bytes) -> dict[str, Callable[..., Markup]]:
    """Return the functions of a catalogue. A text is a format, even where nothing is put into it."""
    words = GNUTranslations(io.BytesIO(catalogue)) if catalogue else NullTranslations()

    @lru_cache(maxsize=1024)
    def plain(message: str) -> Markup:
        return _filled(words.gettext(message), {})

    def gettext(message: str, **variables: object) -> Markup:
        return _filled(words.gettext(message), variables) if variables else plain(message)

    def ngettext(singular: str, plural: str, number: int, **variables: object) -> Markup:
        return _filled(words.ngettext(singular, plural, number), {"num": number, **variables})

    def pgettext(context: str, message: str, **variables: object) -> Markup:
        return _filled(words.pgettext(context, message), {"context": context, **variables})

    def npgettext(context: str, singular: str, plural: str, number: int, **variables: object) -> Markup:
        found = words.npgettext(context, singular, plural, number)
        return _filled(found, {"context": context, "num": number, **variables})

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}


def wrong_places(message: Message) -> tuple[str, str] | None:
    """Say what a translation puts into its text that is not given to it, with a hint; None: nothing."""
    ids, texts = (one if isinstance(one, list | tuple) else (one,) for one in (message.id, message.string))
    if not ids[0] or message.fuzzy:
        return None
    given = {"num": {"s", "d"}} if len(ids) > 1 else {}
    given |= {"context": {"s"}} if message.context else {}
    for name, kind in (place for one in ids for place in _PLACE.findall(str(one)) if place[0]):
        given.setdefault(name, {"s"}).add(kind)
    for text in filter(None, texts):
        if wrong := _wrong_place(text, given):
            return f'the translation of "{ids[0]}" {wrong[0]}', wrong[1]
    return None


def _wrong_place(text: str, given: dict[str, set[str]]) -> tuple[str, str] | None:
    has = f"It is given {', '.join(sorted(given)) or 'nothing'}."
    for place in _PLACE.finditer(text):
        name, kind = place.groups()
        if name is None and kind != "%":
            return f'has "{place[0]}", which names nothing', f"{has} {_PERCENT}"
        if name is not None and name not in given:
            return f'has "{place[0]}", which it is not given', did_you_mean(name, given) or has
        if name is not None and kind not in given[name]:
            return f'has "{place[0]}", which takes another kind of value', f'Write "%({name})s".'
    try:
        text % dict.fromkeys(given, 0)
    except (KeyError, TypeError, ValueError):
        return "is no format", _PERCENT
    return None


@lru_cache(maxsize=1024)
def _checked(text: str) -> str:
    """Return a text if its places are named and none is wide."""
    for place in _PLACE.finditer(check_places(text)):
        if place[1] is None and place[2] != "%":
            raise PlaceError(f'the text has "{place[0]}", which names nothing')
    return text


def _filled(text: str, variables: dict[str, object]) -> Markup:
    check_filling(_checked(text), variables)
    try:
        return Markup(text) % variables  # noqa: S704  # the layout's or the catalogue's; what is put into it is escaped
    except KeyError as error:
        raise PlaceError(f'the text has "%({error.args[0]})s", which it is not given') from None
