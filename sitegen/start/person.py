"""The record of a person, as a file to begin with."""

from sitegen.start.writing import yaml_line
from sitegen.titles import is_courtesy

_MOST_TITLES = 3


def person_file(name: str, sort: str, titles: tuple[str, ...]) -> str:
    """Return the text of a record. `sort` is a guess; `titles` are those used before the name, the commonest first."""
    lines = ["---", yaml_line("name", name), f"# {yaml_line('sort', sort)}  # a guess"]
    offices = [title for title in titles if not is_courtesy(title)][:_MOST_TITLES]
    if offices:
        lines += ["roles:", *(f"  - {yaml_line('title', title)}" for title in offices)]
    return "\n".join([*lines, "---"])
