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

_PLACE = re.compile(r"%\((\w+)\)")


def words_of(catalogue: bytes) -> dict[str, Callable[..., Markup]]:
    """Return the functions of a catalogue. A text is a format, even where nothing is put into it."""
    words = GNUTranslations(io.BytesIO(catalogue)) if catalogue else NullTranslations()

    @lru_cache(maxsize=1024)
    def plain(message: str) -> Markup:
        return Markup(check_places(words.gettext(message))) % {}  # noqa: S704  # the layout's or the catalogue's

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
    given = {name for one in ids for name in _PLACE.findall(str(one))}
    given |= {"num"} if len(ids) > 1 else set()
    given |= {"context"} if message.context else set()
    for text in filter(None, texts):
        try:
            text % dict.fromkeys(given, 0)
        except KeyError as error:
            name = error.args[0]
            hint = did_you_mean(name, given) or f"It is given {', '.join(sorted(given)) or 'nothing'}."
            return f'the translation of "{ids[0]}" has "%({name})s", which it is not given', hint
        except (TypeError, ValueError):
            return f'the translation of "{ids[0]}" is no format', 'A percent sign is written "%%".'
    return None


def _filled(text: str, variables: dict[str, object]) -> Markup:
    check_filling(text, variables)
    return Markup(text) % variables  # noqa: S704  # the layout's or the catalogue's; what is put into it is escaped
