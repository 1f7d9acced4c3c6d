"""The layouts of a site as a whole: what records ask for, what is told once, and what the next build need not prove."""

import pytest
from conftest import Make
from newsroom import article

from sitegen.build.cache import cache_in_memory
from sitegen.build.layouts import Proofs
from sitegen.model.related import Related
from sitegen.pages.records import View
from sitegen.pages.views import LAYOUTS
from sitegen.render.prove import Proof, prove
from sitegen.render.templates import Templates

PERCENT = 'A percent sign is written "%%".'
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "By %(name)s"
msgstr "{}"

msgid "%(n)s word"
msgid_plural "%(n)s words"
msgstr[0] "%(num)s"
msgstr[1] "%(n)s"
"""


def test_a_mistake_in_a_part_of_many_layouts_is_told_once(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(), "layouts/partials/footer.html": "\n{{ zebra }}"})
    (found,) = site.problems()
    assert (found.code, found.file, found.line) == ("SG051", "layouts/partials/footer.html", 2)
    assert found.message == '"zebra" is not among what this layout sees, as part of article.html and 13 more'
    assert found.hint == "It sees site, page, article."


@pytest.mark.parametrize("name", ["partials/footer", "default/partials/footer.html"])
def test_an_article_cannot_ask_for_a_part_of_pages(newsroom: Make, name: str) -> None:
    site = newsroom({"content/a.md": article(layout=name)})
    (found,) = site.problems()
    assert (found.code, found.file) == ("SG050", "content/a.md")
    assert found.message.endswith("is a part of pages, and not the layout of a whole one")
    assert found.hint == "Ask for article.html, or for a layout of your own that is not below partials/."


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("By %(nme)s", 'the translation of "By %(name)s" has "%(nme)s", which it is not given', 'Did you mean "name"?'),
        ("By %(x)s", 'the translation of "By %(name)s" has "%(x)s", which it is not given', "It is given name."),
        ("By %s", 'the translation of "By %(name)s" has "%s", which names nothing', f"It is given name. {PERCENT}"),
        ("% sure", 'the translation of "By %(name)s" has "% s", which names nothing', f"It is given name. {PERCENT}"),
        (
            "%(name)d",
            'the translation of "By %(name)s" has "%(name)d", which takes another kind of value',
            'Write "%(name)s".',
        ),
        ("100 %", 'the translation of "By %(name)s" is no format', PERCENT),
    ],
)
def test_a_translation_has_only_places_for_what_it_is_given(newsroom: Make, text: str, message: str, hint: str) -> None:
    site = newsroom({"content/a.md": article(), "layouts/locale/en.po": PO.format(text)})
    (found,) = site.problems()
    assert (found.code, found.file, found.line) == ("SG050", "layouts/locale/en.po", 4)
    assert (found.message, found.hint) == (message, hint)


def test_what_is_proven_is_not_proven_again_until_a_layout_changes(
    newsroom: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counting(templates: Templates, layout: str, view: type[View]) -> Proof:
        asked.append(layout)
        return prove(templates, layout, view)

    monkeypatch.setattr("sitegen.build.layouts.prove", counting)
    site = newsroom({"content/a.md": article()})
    site.build()
    assert len(asked) == len(LAYOUTS)
    site.write({"content/b.md": article(date="2026-01-05")})
    site.build()
    assert len(asked) == len(LAYOUTS)
    site.write({"layouts/mine.html": "{{ article.title }}"})
    site.build()
    assert len(asked) == 2 * len(LAYOUTS)
    site.write({"content/b.md": article(date="2026-01-05", layout="mine")})
    site.build()
    assert len(asked) == 3 * len(LAYOUTS) + 1


def test_a_kept_proof_tells_its_problems_again(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(), "layouts/article.html": "{{ zebra }}"})
    assert [problem.code for problem in site.problems()] == ["SG051"]
    assert [problem.code for problem in site.problems()] == ["SG051"]


def test_a_memo_that_cannot_be_read_is_none() -> None:
    cache = cache_in_memory()
    cache.keep_memo("x", Proofs("key"))
    assert cache.memo("x", Proofs) == Proofs("key")
    cache.keep_memo("x", Related((("a",),)))
    assert cache.memo("x", Proofs) == Proofs()
    assert cache.memo("y", Proofs) == Proofs()
