"""What each kind of problem is, told with an example: the files of sitegen/problems/."""

from pathlib import Path

from sitegen.errors import RULES

FOLDER = Path(__file__).parent.parent / "problems"


def explanation(code: str) -> str:
    """Return the page of a problem as Markdown: its name, why it is one, an example with its report, and the cure."""
    rule = RULES[code]
    text = (FOLDER / f"{code}.md").read_text("utf-8")
    return f"## {code}: {rule.name} ({rule.severity})\n\n{text}"
