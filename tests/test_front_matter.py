"""A file taken apart: any line ends, any byte order mark, and each way not to be such a file."""

import pytest

from sitegen.content.front_matter import Document, split
from sitegen.errors import Problem

WHOLE = "---\ntitle: T\nkicker: é\n---\n\nText.\n"


def place(data: bytes) -> tuple[str, int]:
    problem = split(data, "a.md")
    assert isinstance(problem, Problem)
    return problem.code, problem.line


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_line_end_and_a_byte_order_mark_are_taken(mark: str, line_end: str) -> None:
    written = mark + WHOLE.replace("\n", line_end)
    assert split(written.encode(), "a.md") == Document("title: T\nkicker: é\n", "\nText.\n", 5)


@pytest.mark.parametrize(
    ("written", "document"),
    [
        ("---\n---\n", Document("", "", 3)),
        ("---\n---", Document("", "", 3)),
        ("--- \t\na: b\n...\u00a0\ntext", Document("a: b\n", "text", 4)),
        ("---\na: |\n  b\n  ---\n  c\n---\nd\n---\n", Document("a: |\n  b\n  ---\n  c\n", "d\n---\n", 7)),
        ("---\na: b\n---c\n----\n---\n", Document("a: b\n---c\n----\n", "", 6)),
    ],
)
def test_three_dashes_alone_on_a_line_close_the_front_matter(written: str, document: Document) -> None:
    assert split(written.encode(), "a.md") == document


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("SG010", 1)),
        (b"\n\n", ("SG010", 1)),
        (b"Text.", ("SG010", 1)),
        (b"---", ("SG010", 1)),
        (b"---\na: b", ("SG010", 1)),
        (b"---x\n---\n", ("SG010", 1)),
        (b"\n \n---\na: b\n---\n", ("SG010", 3)),
        (WHOLE.encode("utf-16"), ("SG017", 1)),
        (WHOLE.replace("é", "e").encode("utf-16-le"), ("SG017", 1)),
        (WHOLE.encode("latin-1"), ("SG017", 3)),
        (b"---\na: b\n---\n\xed\xa0\x80", ("SG017", 4)),
        (WHOLE.encode() + b"\n\0", ("SG017", 8)),
    ],
)
def test_what_is_no_such_file_is_told(data: bytes, expected: tuple[str, int]) -> None:
    assert place(data) == expected
