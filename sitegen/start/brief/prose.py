"""Plain text as Markdown: quotes as a typesetter sets them, and nothing that is a sign of Markdown by accident."""

import re

_QUOTES = {"de": "„“‚‘", "cs": "„“‚‘", "sk": "„“‚‘", "pl": "„”‚’"}
_USUAL = "“”‘’"
_WIRE_QUOTES = re.compile("``|''")
"""Old wires have no quotes of their own."""
_QUOTE = re.compile("[\"']")
_BEFORE_OPENING = " ([{—–-/“‘„‚«‹\u00a0"
_ROW = 4
"""How far a quote looks back over other quotes."""
_ELISION = re.compile(r"'(?:\d\d(?:s)?\b|(?:tis|twas|em|til|cause|n|round|bout)\b)", re.IGNORECASE)
_DASHES = re.compile(r"(?<=\s)--(?=\s)|(?<=\w)--(?=\w)")

_EVERYWHERE = re.compile(r"[\\`*{}\[\]]|(?<!\w)_|_(?!\w)")
_AT_THE_HEAD = re.compile(r"(?:#|>|[-+](?=\s)|\d{1,9}[.)](?=\s)|!|=|-{2,}|:|~|\|)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AS_NUMBER = "=:~|"
"""Signs that no backslash takes the meaning from in every dialect."""


def as_markdown(paragraph: str, language: str = "en") -> str:
    """Return a paragraph of plain text as Markdown that reads the same."""
    return escaped(typeset(paragraph, language))


def typeset(text: str, language: str = "en") -> str:
    """Return a text with its straight quotes and double hyphens as a typesetter sets them."""
    text = _DASHES.sub("—", _WIRE_QUOTES.sub('"', text))
    opened, closed, inner_opened, inner_closed = tuple(_QUOTES.get(language.split("-", maxsplit=1)[0], _USUAL))
    inside = {"'": 0, '"': 0}

    def curled(found: re.Match[str]) -> str:
        sign, at = found[0], found.start()
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        if sign == "'" and (_ELISION.match(text, at) or (before.isalnum() and behind.isalnum())):
            return "’"
        if _opens(text, at):
            inside[sign] += 1
            return opened if sign == '"' else inner_opened
        if not inside[sign]:
            return sign if before.isdigit() else closed if sign == '"' else "’"
        inside[sign] -= 1
        return closed if sign == '"' else inner_closed

    return _QUOTE.sub(curled, text)


def _opens(text: str, at: int) -> bool:
    """Tell whether a straight quote opens: a blank, a bracket or another quote that opens stands before it."""
    before = text[max(0, at - _ROW) : at].rstrip("\"'")
    return at == 0 or (not before and at < _ROW) or before[-1:] in tuple(_BEFORE_OPENING)


def escaped(text: str) -> str:
    """Return a text in which nothing is a sign of Markdown or HTML."""
    text = _EVERYWHERE.sub(lambda found: "\\" + found[0], _ENTITY.sub("&amp;", text).replace("<", "&lt;"))
    head = _AT_THE_HEAD.match(text)
    if not head:
        return text
    sign = head[0]
    if sign[0].isdigit():
        return f"{sign[:-1]}\\{sign[-1]}{text[head.end() :]}"
    first = f"&#{ord(sign[0])};" if sign[0] in _AS_NUMBER else f"\\{sign[0]}"
    return first + text[1:]
