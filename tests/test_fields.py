"""Front matter of every kind, read through `load`: what is taken, folded, or refused with its place."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from sitegen.config import Config, Folders
from sitegen.content.load import LoadSettings, load
from sitegen.content.records import Article, Credit, Loaded, Note, Part, Person, Photo, Reference, Role, Tag
from sitegen.dates import When

PATHS = {"article": "a.md", "person": "people/x.md", "tag": "tags/x.md", "page": "pages/about.md"}
LEAST = {
    "article": "title: T\ndate: 2026-01-02",
    "person": "name: Jane Roe",
    "tag": "name: Housing",
    "page": "title: T",
}


def read(
    fields: str,
    kind: str = "article",
    path: str = "",
    renamed: Mapping[str, Mapping[str, str | None]] | None = None,
) -> Loaded:
    config = Config(title="T", url="https://gazette.example/", timezone="America/Chicago", fields=renamed or {})
    return load(path or PATHS[kind], kind, f"---\n{fields}\n---\n\nText.\n".encode(), LoadSettings.of(config))


def record(fields: str, kind: str = "article", path: str = "") -> Any:
    loaded = read(f"{LEAST[kind]}\n{fields}", kind, path)
    assert loaded.problems == ()
    return loaded.record


def problems(loaded: Loaded) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in loaded.problems]


@pytest.mark.parametrize(("kind", "of"), [("article", Article), ("person", Person), ("tag", Tag), ("page", Note)])
def test_the_least_that_a_record_needs(kind: str, of: type[Article | Person | Tag | Note]) -> None:
    made = record("", kind)
    assert isinstance(made, of)
    assert made.path == PATHS[kind]
    assert made.places["name" if kind in ("person", "tag") else "title"].line == 2


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("article", ['"title" is missing', '"date" is missing']),
        ("person", ['"name" is missing']),
        ("tag", ['"name" is missing']),
        ("page", ['"title" is missing']),
    ],
)
def test_what_is_missing_is_told_all_at_once(kind: str, missing: list[str]) -> None:
    loaded = read("summary: S", kind)
    assert loaded.record is None
    assert [problem.message for problem in loaded.problems] == missing


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ("updated: 2026-01-03", "updated", When("2026-01-03", has_time=False, instant=1767420000)),
        ("byline: Jane Roe", "byline", (Credit("Jane Roe"),)),
        ("byline: [A, {name: B, role: photos, org: Wire}]", "byline", (Credit("A"), Credit("B", "photos", "Wire"))),
        ("byline: {name: A, role: }", "byline", (Credit("A"),)),
        ("byline_text: By [[A]]", "byline_text", "By [[A]]"),
        ("dateline: Paris", "dateline", ("Paris", "")),
        ("dateline: Springfield, Ill.", "dateline", ("Springfield", "Ill.")),
        ("dateline: {city: Paris, country: France}", "dateline", ("Paris", "France")),
        ("dateline: {city: Paris, region: Texas, country: U.S.}", "dateline", ("Paris", "Texas")),
        ("dateline: {city: Guam, country: U.S.}", "dateline", ("Guam", "U.S.")),
        ("dateline: {city: Brest, region: Brittany, country: France}", "dateline", ("Brest", "Brittany, France")),
        ("kind: opinion", "kind", "opinion"),
        ("tags: [no, 2020, 12:30]", "tags", ("no", "2020", "12:30")),
        ("tags: >\n  two\n  words", "tags", ("two words",)),
        ("people: Rex Tillerson", "people", ("Rex Tillerson",)),
        ("people: [A, {id: b, role: victim}, {name: C, as: Mayor}]", "people", ("A", "b", "C")),
        (
            "people: [A, {id: b, role: victim}, {name: C, as: Mayor}]",
            "parts",
            (Part("b", "victim", is_id=True), Part("C", "", "Mayor")),
        ),
        ("people_auto: no", "people_auto", False),
        ("people_index: no", "people_index", False),
        ("photo: a.png", "photo", Photo("a.png")),
        ("photo: {src: a.png, credit: C}\nphoto_alt: A", "photo", Photo("a.png", credit="C", alt="A")),
        ("photo: a.png\nphoto_caption: C", "photo", Photo("a.png", caption="C")),
        ("sources: Court file", "sources", (Reference("Court file"),)),
        (
            "sources: [{name: A, url: 'https://a.example/?q=1'}]",
            "sources",
            (Reference("A", "https://a.example/?q=1"),),
        ),
        ("slug: v1.2", "slug", "v1.2"),
        ("aliases: [old, /a.html, /b/]", "aliases", ("/old/", "/a.html", "/b/")),
        ("layout: wide", "layout", "wide.html"),
        ("layout: default/article.html", "layout", "default/article.html"),
        ("status: published", "draft", False),
        ("status: draft", "draft", True),
        ("status: review", "draft", True),
        ("draft: yes", "draft", True),
        ("draft: true\nstatus: draft", "draft", True),
        ("draft: true\nstatus: ready", "draft", True),
        ("extra: {mood: glad, n: [1, 2.5, no]}", "extra", {"mood": "glad", "n": [1, 2.5, "no"]}),
    ],
)
def test_an_article_takes_its_fields(fields: str, name: str, value: object) -> None:
    assert getattr(record(fields), name) == value


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ("", "id", "jane-roe"),
        ("id: roe-jane", "id", "roe-jane"),
        ("order: family-first", "order", "family-first"),
        ("aliases: Jan Roe", "aliases", ("Jan Roe",)),
        ("short: [Roe,  J  Roe]", "short", ("Roe", "J Roe")),
        ("search_aliases: J. Roe", "search_aliases", ("J. Roe",)),
        ("not: [Jane Roe Hall]", "refused", ("Jane Roe Hall",)),
        ("scripts: {zh: 雷克斯, pt-BR: X}", "scripts", {"zh": "雷克斯", "pt-BR": "X"}),
        ("disambiguation: mayor", "disambiguation", "mayor"),
        ("privacy: limited", "privacy", "limited"),
        ("minor: yes", "minor", True),
        ("former_ids: [jane, j-roe]", "former_ids", ("jane", "j-roe")),
        ("born: 1952", "born", "1952"),
        ("died: 2017-02", "died", "2017-02"),
        ("same_as: https://a.example/x", "same_as", ("https://a.example/x",)),
        (
            "roles: [Mayor, {title: Judge, start: 2017-02-01}]",
            "roles",
            (Role("Mayor"), Role("Judge", "", "2017-02-01")),
        ),
        (
            "roles: [{title: A, start: 2017-03, end: 2017}, {title: B, start: 2017, end: 2017, abbr: [x, y]}]",
            "roles",
            (Role("A", "", "2017-03", "2017"), Role("B", "", "2017", "2017", ("x", "y"))),
        ),
        ("page: always", "always", True),
        ("page: auto", "always", False),
    ],
)
def test_a_person_takes_its_fields(fields: str, name: str, value: object) -> None:
    assert getattr(record(fields, "person"), name) == value


def test_headline_is_a_title() -> None:
    article = read("headline: 404\ndate: 2026-01-02").record
    assert isinstance(article, Article)
    assert article.title == "404"


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("a.md", "a"),
        ("news/2017-02-22-Über Alles.md", "uber-alles"),
        ("2017-02-22_a.md", "a"),
        ("news/harbor-vote/index.md", "harbor-vote"),
        ("news/2017-02-22-vote/index.md", "vote"),
        ("2017-02-22.md", "2017-02-22"),
        ("index.md", "index"),
        ("东京.md", "dong-jing"),
        ("News.MD", "news"),
    ],
)
def test_an_articles_slug_is_its_files_name(path: str, slug: str) -> None:
    assert record("", path=path).slug == slug


def test_a_file_without_a_name_for_a_url_is_told() -> None:
    for path, kind in (("!!!.md", "article"), ("pages/!!!.md", "page")):
        loaded = read(LEAST[kind], kind, path)
        assert loaded.record is None
        assert loaded.problems


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("pages/about.md", "/about/"),
        ("pages/about/index.md", "/about/"),
        ("pages/Über uns/Team.md", "/uber-uns/team/"),
        ("pages/index.md", "/"),
        ("pages/About.MD", "/about/"),
    ],
)
def test_a_pages_url_is_its_place(path: str, url: str) -> None:
    assert record("", "page", path).url == url


def test_pages_may_live_elsewhere() -> None:
    config = Config(title="T", url="https://gazette.example/", folders=Folders(pages=("docs/pages",)))
    made = load("docs/pages/a/b.md", "page", b"---\ntitle: T\n---\n", LoadSettings.of(config)).record
    assert isinstance(made, Note)
    assert made.url == "/a/b/"


@pytest.mark.parametrize(
    ("kind", "field", "code"),
    [
        ("article", "kind: opnion", "SG013"),
        ("article", "byline: [{role: photos}]", "SG014"),
        ("article", "byline: [{name: A, roll: b}]", "SG013"),
        ("article", "tags: ['***']", "SG013"),
        ("article", "section: '!'", "SG013"),
        ("article", "dateline: {region: Ill.}", "SG014"),
        ("article", "dateline: ', Ill.'", "SG013"),
        ("article", "photo: [a.png]", "SG013"),
        ("article", "photo_credit: C", "SG018"),
        ("article", "photo: {src: a.png, alt: A}\nphoto_alt: B", "SG018"),
        ("article", "sources: [{name: A, url: javascript:alert(1)}]", "SG013"),
        ("article", "sources: [{name: A, url: /local}]", "SG013"),
        ("article", "sources: [{name: A, url: 'http://[a'}]", "SG013"),
        ("article", "slug: a/b", "SG013"),
        ("article", "slug: ../a", "SG013"),
        ("article", "slug: .a", "SG013"),
        ("article", f"slug: {'a' * 201}", "SG013"),
        ("article", "aliases: [../../a]", "SG013"),
        ("article", "aliases: [/a/%2e%2e/b]", "SG013"),
        ("article", "aliases: ['https://a.example/b']", "SG013"),
        ("article", "aliases: ['/a?b']", "SG013"),
        ("article", "layout: ../secret", "SG013"),
        ("article", "layout: a.txt", "SG013"),
        ("article", "status: done", "SG013"),
        ("article", "draft: 1", "SG013"),
        ("article", "draft: false\nstatus: draft", "SG018"),
        ("article", "draft: true\nstatus: published", "SG018"),
        ("article", "draft: false\nstatus: review", "SG018"),
        ("article", "updated: 2026-01-01", "SG018"),
        ("article", "date: 2026-01-03", "SG016"),
        ("article", "headline: U", "SG016"),
        ("article", "people: [{role: source}]", "SG013"),
        ("article", "people: [{id: a, name: B}]", "SG013"),
        ("article", "people: [{id: a, role: hero}]", "SG013"),
        ("article", "people: [{id: '!'}]", "SG013"),
        ("article", "people_auto: maybe", "SG013"),
        ("article", "redact: [{surface: A}]", "SG014"),
        ("person", "born: 1950\ndied: 1949-12", "SG018"),
        ("person", "roles: [{title: A, start: 2017-02, end: 2017-01-31}]", "SG018"),
        ("person", "privacy: secret", "SG013"),
        ("person", "minor: 12", "SG013"),
        ("person", "scripts: {klingon: x}", "SG013"),
        ("person", "scripts: [x]", "SG013"),
        ("person", "short: {a: b}", "SG013"),
        ("person", "born: 17", "SG015"),
        ("person", "born: 2017-13", "SG015"),
        ("person", "died: 2017-02-30", "SG015"),
        ("person", "born: ２０１７", "SG015"),
        ("person", "order: eastern", "SG013"),
        ("person", "same_as: wikidata.org/x", "SG013"),
        ("person", "same_as: https://", "SG013"),
        ("person", "same_as: 'https://[a'", "SG013"),
        ("person", "roles: [{org: A}]", "SG014"),
        ("person", "former_ids: [a/b]", "SG013"),
        ("tag", "id: a b", "SG013"),
        ("tag", "page: never", "SG013"),
        ("page", "layout: []", "SG013"),
    ],
)
def test_what_a_field_cannot_take_is_an_error(kind: str, field: str, code: str) -> None:
    loaded = read(f"{LEAST[kind]}\n{field}", kind)
    assert loaded.record is None
    assert [problem.code for problem in loaded.problems] == [code]
    assert loaded.problems[0].file == f"content/{PATHS[kind]}"
    assert loaded.problems[0].line > LEAST[kind].count("\n") + 2


@pytest.mark.parametrize(
    ("kind", "field", "hint"),
    [
        ("article", "phto: a.png", 'Did you mean "photo"?'),
        ("person", "bron: 1950", 'Did you mean "born"?'),
        ("page", "date: 2026-01-02", ""),
        ("tag", "zebra: 1", ""),
    ],
)
def test_an_unknown_field_is_a_warning(kind: str, field: str, hint: str) -> None:
    loaded = read(f"{LEAST[kind]}\n{field}", kind)
    assert loaded.record
    assert [(problem.code, problem.severity, problem.hint) for problem in loaded.problems] == [
        ("SG012", "warning", hint)
    ]


@pytest.mark.parametrize("name", ["A. Smith", "J. R. Smith", "J.R. Smith", "Costa, J.", "É. Zola", "X"])
def test_an_alias_of_initials_is_a_warning(name: str) -> None:
    loaded = read(f"name: Ann Ox\naliases: ['{name}', Captain Ox]", "person")
    assert loaded.record
    assert problems(loaded) == [("SG043", 3, 1)]


@pytest.mark.parametrize(
    "name", ["Al Smith", "Xi Jinping", "Bo Li", "Rex W. Tillerson", "J. Edgar Hoover", "Malcolm X"]
)
def test_an_alias_with_a_given_name_is_none_of_initials(name: str) -> None:
    assert read(f"name: Ann Ox\naliases: ['{name}']", "person").problems == ()


def test_a_bad_value_is_told_once_and_not_missed_too() -> None:
    assert problems(read("headline: [x]\ndate: 2026-01-02")) == [("SG013", 2, 11)]
    assert problems(read("title: T\ndate: soon")) == [("SG015", 3, 7)]
    assert problems(read("kop: [x]\ndate: 2026-01-02", renamed={"article": {"kop": "title"}})) == [("SG013", 2, 6)]
    assert problems(read("title: [x]\ndate: 2026-01-02", renamed={"article": {"kop": "title"}})) == [("SG013", 2, 8)]


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    loaded = read("title: [a]\ndate: soon\nkind: x\ntags: {a: b}\nphto: x")
    assert problems(loaded) == [("SG013", 2, 8), ("SG015", 3, 7), ("SG013", 4, 7), ("SG013", 5, 7), ("SG012", 6, 1)]


def test_a_site_may_name_its_own_fields() -> None:
    renamed = {"article": {"authors": "byline", "topics": "tags", "expirydate": None}}
    fields = "title: T\ndate: 2026-01-02\nauthors: [A]\ntopics: [b]\nexpirydate: whenever"
    loaded = read(fields, renamed=renamed)
    assert loaded.problems == ()
    assert isinstance(loaded.record, Article)
    assert (loaded.record.byline, loaded.record.tags) == ((Credit("A"),), ("b",))
    assert '"authors": ' in read(fields.replace("[A]", "[[A]]"), renamed=renamed).problems[0].message


def test_a_missing_field_is_named_as_the_site_names_it() -> None:
    assert read("date: 2026-01-02", renamed={"article": {"kop": "title"}}).problems[0].message == '"kop" is missing'


def test_an_update_on_the_day_of_publication_is_no_contradiction() -> None:
    assert read("title: T\ndate: 2026-01-02 15:00\nupdated: 2026-01-02").problems == ()


def test_an_ambiguous_time_is_a_warning_and_the_article_stays() -> None:
    loaded = read("title: T\ndate: 2026-11-01 01:30")
    assert isinstance(loaded.record, Article)
    assert loaded.record.date.iso == "2026-11-01T01:30:00-05:00"
    assert problems(loaded) == [("SG019", 3, 7)]


@pytest.mark.parametrize("number", ["99999999999999999999999", "-99999999999999999999999", "9" * 5_000])
def test_a_free_number_of_any_size_can_be_kept(number: str) -> None:
    loaded = read(f"{LEAST['article']}\nextra: {{n: {number}}}")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(loaded), type=Loaded) == loaded
    assert "inf" not in str(loaded)


@pytest.mark.parametrize("sign", [r"\0", r"\a", r"\e"])
def test_no_sign_that_a_page_cannot_hold_comes_through(sign: str) -> None:
    loaded = read(f'title: "a{sign}b"\ndate: 2026-01-02\nsummary: "c{sign}d"')
    shown = f"{loaded.record.title}{loaded.record.summary}" if isinstance(loaded.record, Article) else ""
    assert shown.isprintable()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("SG010", 1)),
        (b"Just text.\n", ("SG010", 1)),
        (b"---\ntitle: T\n", ("SG010", 1)),
        (b"\n\n---\ntitle: T\n---\n", ("SG010", 3)),
        (b"---\ntitle: T\n---\n\xff\n", ("SG017", 4)),
        (b"---\ntitle: T\n---\na\n\0\n", ("SG017", 5)),
        (b"---\n- a\n---\n", ("SG011", 2)),
        (b"---\ntitle: a: b\n---\n", ("SG011", 2)),
        (b"---\n\ttitle: a\n---\n", ("SG011", 2)),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(data: bytes, expected: tuple[str, int]) -> None:
    settings = LoadSettings.of(Config(title="T", url="https://gazette.example/"))
    loaded = load("a.md", "article", data, settings)
    assert loaded.record is None
    assert [(problem.code, problem.line) for problem in loaded.problems] == [expected]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf---\r\ntitle: T\r\ndate: 2026-01-02\r\n---\r\nText.",
        b"---  \ntitle: T\ndate: 2026-01-02\n...\nText.",
        b"---\rtitle: T\rdate: 2026-01-02\r---\rText.",
    ],
)
def test_line_ends_and_byte_order_marks_do_not_matter(data: bytes) -> None:
    loaded = load("a.md", "article", data, LoadSettings.of(Config(title="T", url="https://gazette.example/")))
    assert isinstance(loaded.record, Article)
    assert (loaded.record.title, loaded.record.body.lead) == ("T", "Text.")
