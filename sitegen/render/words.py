"""The functions that put words into the site's language, as `_("Published")` and `{% trans %}` call them."""

import io
from collections.abc import Callable
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations

from markupsafe import Markup

from sitegen.render.bounds import check_filling, check_places


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


def _filled(text: str, variables: dict[str, object]) -> Markup:
    check_filling(text, variables)
    return Markup(text) % variables  # noqa: S704  # the layout's or the catalogue's; what is put into it is escaped
