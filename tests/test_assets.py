"""Assets: named by their bytes, referred to by their logical names, from layouts and from one another."""

import re

from conftest import Make
from newsroom import Newsroom, article, codes

BASE = '{% extends "default/base.html" %}{% block meta %}<link href="{{ \'print.css\'|asset }}">{% endblock %}'


def styled(newsroom: Make, css: str = "a{background:url('img/dot.png')}") -> Newsroom:
    return newsroom(
        {
            "content/a.md": article(),
            "layouts/base.html": BASE,
            "assets/print.css": css,
            "assets/img/dot.png": b"dot",
            "assets/root/CNAME": "gazette.example",
            "assets/root/.well-known/security.txt": "Contact: us",
        }
    )


def linked(site: Newsroom) -> str:
    found = re.search(r'href="/(assets/print\.[0-9a-f]{8}\.css)"', site.page("/"))
    assert found
    return found[1]


def test_a_reference_between_assets_leads_to_the_published_name(newsroom: Make) -> None:
    site = styled(newsroom)
    site.build()
    found = re.search(r"url\('(img/dot\.[0-9a-f]{8}\.png)'\)", site.page(linked(site)))
    assert found
    assert (site.output / "assets" / found[1]).read_bytes() == b"dot"


def test_a_changed_picture_renames_the_style_sheet_that_shows_it(newsroom: Make) -> None:
    site = styled(newsroom)
    site.build()
    before = linked(site)
    site.write({"assets/img/dot.png": b"another"})
    report = site.build()
    assert linked(site) != before
    assert before in report.deleted


def test_what_is_below_root_keeps_its_name(newsroom: Make) -> None:
    site = styled(newsroom)
    site.build()
    assert site.page("/CNAME") == "gazette.example"
    assert site.page("/.well-known/security.txt") == "Contact: us"


def test_references_elsewhere_and_in_comments_stay_as_they_are(newsroom: Make) -> None:
    css = "/* url(nothing.png) */ a{b:url(data:image/png;base64,AA==);c:url(#x);d:url(https://x.example/y.png);e:url(/z.png)}"
    site = styled(newsroom, css)
    site.build()
    assert site.page(linked(site)) == css


def test_style_sheets_that_import_one_another_are_an_error(newsroom: Make) -> None:
    site = styled(newsroom, "@import 'b.css';")
    site.write({"assets/b.css": "@import url(print.css);"})
    assert codes(site.problems()) == ["SG053"]


def test_the_sites_asset_replaces_the_themes_of_the_same_name(newsroom: Make) -> None:
    site = newsroom({"content/a.md": article(), "assets/style.css": "mine{}"})
    site.build()
    (sheet,) = (site.output / "assets").glob("style.*.css")
    assert sheet.read_text() == "mine{}"
    assert f"/assets/{sheet.name}" in site.page("/")


def test_a_style_sheet_below_root_refers_to_assets_from_where_it_is_published(newsroom: Make) -> None:
    site = styled(newsroom)
    site.write({"assets/root/deep/a.css": "@import '../b.css';a{b:url(../../img/dot.png)}", "assets/root/b.css": "b{}"})
    site.build()
    found = re.fullmatch(
        r"@import '\.\./b\.css';a\{b:url\(\.\./(assets/img/dot\.\w{8}\.png)\)\}", site.page("/deep/a.css")
    )
    assert found
    assert (site.output / found[1]).read_bytes() == b"dot"


def test_links_and_what_editors_leave_behind_are_no_assets(newsroom: Make) -> None:
    site = newsroom(
        {"content/a.md": article(), "assets/x.css~": "x", "assets/Thumbs.db": "x", "assets/lib-1.2/LICENSE": "x"}
    )
    (site.folder / "assets/passwords.txt").symlink_to("/etc/passwd")
    site.build()
    names = {file.relative_to(site.output).as_posix() for file in (site.output / "assets").rglob("*")}
    assert not [name for name in names if "Thumbs" in name or "x.css" in name or "passwords" in name]
    assert any(name.startswith("assets/lib-1.2/LICENSE.") for name in names)
