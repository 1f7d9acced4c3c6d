"""What a person's record must not say."""

import re
from collections.abc import Iterator

from sitegen.content.fields import is_before
from sitegen.errors import Problem
from sitegen.yamltree import Source, Values

_INITIALS = r"(?:[^\W\d_a-z]\.[\s-]*|[^\W\d_a-z]\s+)+"
_ONLY_INITIALS = re.compile(rf"{_INITIALS}(?:[^\s.]{{2,}})?|[^\W\d_a-z]|[^,]+,\s*(?:{_INITIALS})?[^\W\d_a-z]?")


def has_only_initials(name: str) -> bool:
    """Tell whether the given names are initials only (`A. Smith`, `Costa, J.`): many people have such a name."""
    return bool(_ONLY_INITIALS.fullmatch(name))


def check_person(found: Values, source: Source) -> Iterator[Problem]:
    """Report lives that end before they begin, and aliases that cannot tell who is meant."""
    values = found.values
    born, died = values.get("born", ""), values.get("died", "")
    if born and died and is_before(died, born):
        at = found.places["died"]
        message = f'"{found.keys["died"]}" ({died}) is before "{found.keys["born"]}" ({born})'
        yield Problem("SG018", message, source.file, at.line, at.column)
    for alias in values.get("aliases", ()):
        if has_only_initials(alias):
            at = found.places["aliases"]
            message = f'"{alias}" has initials only, so it is not looked for in texts'
            hint = "Write it under `search_aliases`, or write the given name out."
            yield Problem("SG043", message, source.file, at.line, at.column, hint)
