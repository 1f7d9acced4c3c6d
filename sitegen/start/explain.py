"""What each kind of problem is, told with an example: the files of sitegen/problems/."""

import re
from pathlib import Path

from sitegen.errors import RULES

FOLDER = Path(__file__).parent.parent / "problems"
_FILE = re.compile(r"^```(\w+) (\S+)$", re.MULTILINE)
_REPORT = re.compile(r"^```report$", re.MULTILINE)


def explanation(code: str) -> str:
    """Return the page of a problem as Markdown: its name, why it is one, an example with its report, and the cure.

    A file of an example is named above its text, because a fence shows to nobody what it is marked with.
    """
    rule = RULES[code]
    text = (FOLDER / f"{code}.md").read_text("utf-8")
    named = _REPORT.sub("`sitegen build` says:\n\n```text", _FILE.sub(r"`\2`:\n\n```\1", text))
    return f"## {code}: {rule.name} ({rule.severity})\n\n{named}"
