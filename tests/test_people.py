"""Who is named in texts: what pages show of it, and what a change of a name costs."""

from html import escape
from pathlib import Path

import pytest
from newsroom import NOW, Newsroom, Silent, article

from sitegen.build import mentions
from sitegen.build.named import names_in
from sitegen.build.options import Options
from sitegen.model.lexicon import Lexicon
from sitegen.model.mentions import Mention, Texts

REX = "---\nname: Rex Tillerson\naliases: [Secretary Tillerson]\nformer_ids: [tillerson]\n---\n\nA life.\n"
STORIES = {
    "content/a.md": article("Rex Tillerson to leave", "Then Tillerson left. Rex Tillerson said so.", "2026-01-02"),
    "content/b.md": article("Another day", "He met Ann Ox and\nSecretary Tillerson.", "2026-01-03"),
    "content/c.md": article("A third", "Nobody was there.", "2026-01-04"),
}


@pytest.fixture
def site(tmp_path: Path) -> Newsroom:
    made = Newsroom(tmp_path, {**STORIES, "content/people/rex.md": REX})
    made.build()
    return made


def test_an_article_is_listed_under_those_whom_it_names(site: Newsroom) -> None:
    page = site.page("/people/rex-tillerson/")
    assert [title in page for title in ("Rex Tillerson to leave", "Another day", "A third")] == [True, True, False]
    assert '<a href="/people/rex-tillerson/">Rex Tillerson</a>' in site.page("/2026/01/03/b/")


def test_the_first_name_in_the_body_is_a_link_though_the_headline_has_the_full_one(site: Newsroom) -> None:
    link = '<a class="person" href="/people/rex-tillerson/">'
    assert f"Then {link}Tillerson</a> left. Rex Tillerson said so." in site.page("/2026/01/02/a/")
    assert f"Ann Ox and\n{link}Secretary Tillerson</a>." in site.page("/2026/01/03/b/")


def test_the_links_of_a_feed_are_whole(site: Newsroom) -> None:
    assert "class=&#34;person&#34; href=&#34;https://gazette.example/people/rex-tillerson/&#34;" in site.page(
        "/feed.xml"
    )


def test_nobody_without_a_record_is_found(site: Newsroom) -> None:
    assert not (site.output / "people/ann-ox").exists()


def test_an_article_may_refuse_to_be_searched_or_listed(site: Newsroom) -> None:
    site.write({"content/b.md": article("Another day", "Rex Tillerson.", "2026-01-03", people_auto="false")})
    site.build()
    assert "Another day" not in site.page("/people/rex-tillerson/")
    assert 'class="person"' not in site.page("/2026/01/03/b/")
    site.write({"content/b.md": article("Another day", "Rex Tillerson.", "2026-01-03", people_index="false")})
    site.build()
    assert "Another day" not in site.page("/people/rex-tillerson/")
    site.write(
        {"content/b.md": article("Another day", "Rex Tillerson.", people_auto="false", people="[rex-tillerson]")}
    )
    site.build()
    assert "Another day" in site.page("/people/rex-tillerson/")
    assert 'class="person"' in site.page("/2026/01/02/b/")


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the bodies that are searched for names."""
    found: list[str] = []
    real = mentions.mentions  # type: ignore[attr-defined]

    def counting(texts: Texts, lexicon: Lexicon) -> tuple[Mention, ...]:
        found.append(texts.html)
        return real(texts, lexicon)

    monkeypatch.setattr(mentions, "mentions", counting)
    return found


def test_an_edit_searches_one_body(site: Newsroom, scanned: list[str]) -> None:
    site.write({"content/c.md": article("A third", "Somebody was there.", "2026-01-04")})
    site.build()
    assert [html.count("Somebody") for html in scanned] == [1]


def test_a_field_that_nobody_reads_for_names_searches_none(site: Newsroom, scanned: list[str]) -> None:
    site.write({"content/c.md": article("A third", "Nobody was there.", "2026-01-04", tags="[x]", section="World")})
    site.build()
    assert scanned == []


def test_a_biography_searches_none_and_rewrites_the_page_of_the_person(site: Newsroom, scanned: list[str]) -> None:
    site.write({"content/people/rex.md": REX.replace("A life.", "Another life.")})
    assert site.build().written == ("people/rex-tillerson/index.html",)
    assert scanned == []


def test_a_record_rewrites_what_names_the_person_and_the_index_and_nothing_else(site: Newsroom) -> None:
    site.write({"content/people/ann.md": "---\nname: Ann Ox\n---\n"})
    written = set(site.build().written)
    assert {"2026/01/03/b/index.html", "people/ann-ox/index.html", "people/index.html"} <= written
    assert not written & {"2026/01/02/a/index.html", "2026/01/04/c/index.html", "index.html", "tags/index.html"}


def test_a_sort_key_changes_no_address(site: Newsroom) -> None:
    before = {path.relative_to(site.output) for path in site.output.rglob("*")}
    site.write({"content/people/rex.md": REX.replace("name:", "sort: Zzz\nfamily: Tillerson\nname:")})
    site.build()
    assert {path.relative_to(site.output) for path in site.output.rglob("*")} == before
    assert 'href="/people/rex-tillerson/"' in site.page("/people/tillerson/")


@pytest.mark.parametrize(
    "name", ["O'Brien", "Zoë", '"; drop', "<b>", "A\u200fB", "e\u0301e\u0301", "x" * 300, "A & B", "\\d+"]
)
def test_any_name_is_data(tmp_path: Path, name: str) -> None:
    person = f"Jo {name} Doe"
    quoted = "'" + person.replace("'", "''") + "'"
    site = Newsroom(tmp_path, {"content/people/x.md": f"---\nname: {quoted}\nid: x\n---\n"})
    text = escape(person, quote=False).replace("\\", "\\\\")
    site.write({"content/a.md": article("A day", f"With {text} there.")})
    site.build()
    page = site.page("/2026/01/02/a/")
    assert page.count('<a class="person" href="/people/x/">Jo ') == 1
    assert "<b>" not in page


def test_a_name_that_two_people_have_means_one_only_after_another_name_of_that_one(tmp_path: Path) -> None:
    general = "---\nname: John Kelly\nid: kelly-general\naliases: [John F. Kelly]\ndisambiguation: general\n---\n"
    actor = "---\nname: John Kelly\nid: kelly-actor\ndisambiguation: actor\n---\n"
    site = Newsroom(tmp_path, {"content/people/a.md": general, "content/people/b.md": actor})
    site.write(
        {"content/a.md": article("One", "John Kelly said so."), "content/b.md": article("Two", "John F. Kelly.")}
    )
    site.write({"content/c.md": article("Three", "John F. Kelly and, later, John Kelly.", people="[kelly-actor]")})
    site.build()
    assert 'class="person"' not in site.page("/2026/01/02/a/")
    link = '<a class="person" href="/people/kelly-general/">John F. Kelly</a>'
    assert link in site.page("/2026/01/02/b/")
    assert f"{link} and, later, John Kelly." in site.page("/2026/01/02/c/")


KELLYS = {
    "content/people/a.md": "---\nname: John Kelly\nid: kelly-general\naliases: [John F. Kelly]\nfamily: Kelly\n"
    "disambiguation: general\n---\n",
    "content/people/b.md": "---\nname: John Kelly\nid: kelly-actor\nfamily: Kelly\ndisambiguation: actor\n---\n",
}


@pytest.mark.parametrize("people", ["[kelly-general]", "[John F. Kelly]", "[{id: kelly-general, role: source}]"])
def test_a_name_that_two_people_have_means_the_one_whom_the_fields_name(tmp_path: Path, people: str) -> None:
    site = Newsroom(tmp_path, {**KELLYS, "content/a.md": article("One", "John Kelly said so. Kelly left.")})
    site.build()
    assert 'class="person"' not in site.page("/2026/01/02/a/")
    site.write({"content/a.md": article("One", "John Kelly said so. Kelly left.", people=people)})
    site.build(verify=True)
    assert '<a class="person" href="/people/kelly-general/">John Kelly</a> said' in site.page("/2026/01/02/a/")
    (told,) = (one for one in names_in(tmp_path, Options(now=NOW), Silent(), "content/a.md").people)
    assert (told.id, told.names, told.first) == ("kelly-general", 2, "a link")


def test_a_name_that_two_people_have_means_neither_if_both_are_there(tmp_path: Path) -> None:
    site = Newsroom(tmp_path, KELLYS)
    site.write({"content/a.md": article("One", "John Kelly said so.", people="[kelly-general, kelly-actor]")})
    site.build()
    assert 'class="person"' not in site.page("/2026/01/02/a/")


@pytest.mark.parametrize("people", ["[kelly-general, kelly-actor]", "[]"])
def test_a_name_of_somebody_private_and_another_is_marked_for_the_search(tmp_path: Path, people: str) -> None:
    site = Newsroom(tmp_path, KELLYS)
    actor = KELLYS["content/people/b.md"].replace("family", "privacy: limited\nfamily")
    site.write({"content/people/b.md": actor, "content/a.md": article("One", "John Kelly said so.", people=people)})
    site.build(verify=True)
    assert "<span data-pagefind-ignore>John Kelly</span> said" in site.page("/2026/01/02/a/")


def test_a_name_of_two_who_are_suppressed_is_an_error(tmp_path: Path) -> None:
    site = Newsroom(tmp_path, {n: text.replace("family", "privacy: suppressed\nfamily") for n, text in KELLYS.items()})
    site.write({"content/a.md": article("One", "John Kelly said so.")})
    assert [one.code for one in site.problems()] == ["SG044"]


def test_a_merged_person_is_redirected_to_and_a_record_moves_no_page(tmp_path: Path) -> None:
    site = Newsroom(tmp_path, {"content/a.md": article("One", "Text.", people="[Rex Tillerson, Ann Ox]")})
    site.build()
    before = {path.relative_to(site.output) for path in site.output.rglob("*.html")}
    site.write({"content/people/x.md": "---\nname: Rex Tillerson\nsort: Aaa\n---\n"})
    site.build()
    assert {path.relative_to(site.output) for path in site.output.rglob("*.html")} == before
    site.write({"content/people/x.md": "---\nname: Rex Tillerson\naliases: [Ann Ox]\nformer_ids: [ann-ox]\n---\n"})
    site.build()
    assert {path.relative_to(site.output) for path in site.output.rglob("*.html")} == before
    assert 'href="/people/rex-tillerson/"' in site.page("/people/ann-ox/")


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ({"people": "[ann-oxx]"}, 'Did you mean "ann-ox"?'),
        ({"people": "[{id: ann-oxx, role: victim}]"}, 'Did you mean "ann-ox"?'),
        ({"people": "[{id: annox}]"}, 'Did you mean "ann-ox"?'),
        ({"byline": "bo-bly"}, "Write the name, or add a record in content/people/ with `id: bo-bly`."),
    ],
)
def test_an_id_without_a_record_is_told(tmp_path: Path, fields: dict[str, str], hint: str) -> None:
    record = "---\nname: Ann Ox\n---\n"
    site = Newsroom(tmp_path, {"content/people/ann-ox.md": record, "content/a.md": article(**fields)})
    (told,) = site.problems()
    assert (told.code, told.severity, told.file, told.line) == ("SG049", "warning", "content/a.md", 4)
    assert told.hint == hint


@pytest.mark.parametrize(
    "people",
    ["[ann-ox]", "[ox-old]", "[Bo Bly, bo-bly]", "[El-Sisi]", "[cher]", "[an ox-bow]"],
)
def test_what_is_a_name_or_has_a_record_is_no_id_of_nobody(tmp_path: Path, people: str) -> None:
    record = "---\nname: Ann Ox\nformer_ids: [ox-old]\n---\n"
    site = Newsroom(tmp_path, {"content/people/ann-ox.md": record, "content/a.md": article(people=people)})
    assert site.problems() == []
