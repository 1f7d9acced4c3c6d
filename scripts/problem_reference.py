"""Write docs/problems.md from the pages in sitegen/problems/, which `sitegen explain` prints.

Run `python scripts/problem_reference.py` after a change of them; a test holds the page to them.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from sitegen.errors import RULES  # noqa: E402
from sitegen.start.explain import explanation  # noqa: E402

PAGE = ROOT / "docs/problems.md"
_INTRODUCTION = """\
<!-- written by scripts/problem_reference.py -->

# Problems

What sitegen may find wrong with a site: for each code the smallest example, why it is a problem, and what to do.
`sitegen explain SG012` prints the same in a terminal, `sitegen explain` the list.

An **error** stops the publication; a **warning** does not, unless the build is `--strict`. `levels` in `site.yaml`
[changes that](configuration.md#problems). The reports below leave out their end, which counts the files and says what
became of the output. The examples were built on June 1, 2026.
"""


def written() -> str:
    """Return the page."""
    rows = ["| code | name | level |", "|---|---|---|"]
    rows += [f"| [{code}](#{_anchor(code)}) | {rule.name} | {rule.severity} |" for code, rule in RULES.items()]
    return "\n".join([_INTRODUCTION, *rows, "", *map(explanation, RULES)])


def _anchor(code: str) -> str:
    heading = explanation(code).partition("\n")[0].removeprefix("## ")
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
