"""Layouts as a value: every source that a page may need, the language, and the catalogue of its words.

A site's `layouts/` come before the package's; `default/NAME` always names the package's. Rendering takes this value
and nothing else, so a page can be rendered by any process that has it.
"""

from functools import lru_cache

from jinja2 import FunctionLoader, StrictUndefined
from msgspec import Struct

from sitegen.digests import digest_of_parts
from sitegen.render.bounds import BoundedNamespace, bounded_range, held
from sitegen.render.filters import filters_for
from sitegen.render.sandbox import Sandbox
from sitegen.render.words import words_of

DEFAULT = "default/"
_GLOBALS = frozenset({"_", "dict", "namespace"})
_NO_FILTERS = ("attr", "random", "safe")  # past the proof, not pure, past the sanitizer


class Templates(Struct, frozen=True):
    """All layouts of a site."""

    sources: tuple[tuple[str, str], ...]
    """Name and text of each; the package's under `default/`."""
    language: str
    catalogue: bytes
    """The messages of the language, in gettext's binary form; empty where it has none."""

    def actual_name(self, name: str) -> str | None:
        """Return the name under which a layout is found: its own, or the package's; None where there is none."""
        texts = _texts(self)
        return next((one for one in (name, DEFAULT + name) if one in texts), None)

    def text(self, actual_name: str) -> str:
        """Return a layout's source."""
        return _texts(self)[actual_name]


@lru_cache(maxsize=8)
def environment(templates: Templates) -> Sandbox:
    """Return the Jinja environment of some layouts; it depends on nothing but them and the language."""

    def load(name: str) -> tuple[str, str, None] | None:
        actual = templates.actual_name(name)
        return (templates.text(actual), actual, None) if actual else None

    env = Sandbox(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=FunctionLoader(load),
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        cache_size=-1,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # added by the extension
    for name in set(env.globals) - _GLOBALS:
        del env.globals[name]
    env.globals |= {"namespace": BoundedNamespace, "range": bounded_range}
    del env.tests["sameas"]  # whether two equal texts are one object is up to the process
    for name in _NO_FILTERS:
        del env.filters[name]
    env.filters |= {name: held(env.budget, name, function) for name, function in env.filters.items()}
    env.filters |= filters_for(templates.language)
    env.globals |= words_of(templates.catalogue)
    return env


@lru_cache(maxsize=8)
def _texts(templates: Templates) -> dict[str, str]:
    return dict(templates.sources)


def digest(templates: Templates, names: tuple[str, ...]) -> str:
    """Return the digest of some layouts, by the names they were asked for; a missing one counts as missing."""
    parts = [f"{templates.language}\0".encode() + templates.catalogue]
    for name in sorted(names):
        actual = templates.actual_name(name)
        parts.append(f"\0{name}\0{actual}\0{templates.text(actual) if actual else ''}".encode())
    return digest_of_parts(parts)


def display_name(actual_name: str) -> str:
    """Return a layout's name as problems give it: the site's with its folder, the package's with `default/`."""
    return actual_name if actual_name.startswith(DEFAULT) else f"layouts/{actual_name}"
