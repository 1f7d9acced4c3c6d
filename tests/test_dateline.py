"""Datelines in three house styles."""

import pytest
from conftest import Make
from newsroom import SITE_YAML, article

from sitegen.dates import When
from sitegen.pages.dateline import house_style

DAY = When("2017-02-22T23:30:00-06:00", has_time=True, instant=1487827800)


@pytest.mark.parametrize(
    ("written", "style", "wire", "language", "printed"),
    [
        (("Springfield", "Ill."), "ap", "", "en", "SPRINGFIELD, Ill. —"),
        (("Springfield", "Ill."), "ap", "Wire", "en", "SPRINGFIELD, Ill. (Wire) —"),
        (("Springfield", ""), "ap", "", "en", "SPRINGFIELD —"),
        (("Chicago", "Ill."), "ap", "", "en", "CHICAGO —"),
        (("St. Louis", "Mo."), "ap", "", "en", "ST. LOUIS —"),
        (("Mexico City", "Mexico"), "ap", "Sample Wire", "en", "MEXICO CITY (Sample Wire) —"),
        (("São Paulo", "Brazil"), "ap", "", "en", "SÃO PAULO —"),
        (("Paris", "Texas"), "ap", "", "en", "PARIS, Texas —"),
        (("Paris", ""), "ap", "", "en", "PARIS —"),
        (("Paris", "France"), "ap", "", "en", "PARIS —"),
        (("London", "Ontario, Canada"), "ap", "Wire", "en", "LONDON, Ontario, Canada (Wire) —"),
        (("Moscow", "Idaho, U.S."), "ap", "", "en", "MOSCOW, Idaho, U.S. —"),
        (("Paris", "U.S."), "ap", "", "en", "PARIS, U.S. —"),
        (("Chicago", "Illinois, U.S."), "ap", "", "en", "CHICAGO —"),
        (("Washington", "D.C."), "ap", "", "en", "WASHINGTON —"),
        (("Toronto", "Ontario, Canada"), "ap", "", "en", "TORONTO —"),
        (("Toronto", "Quebec"), "ap", "", "en", "TORONTO, Quebec —"),
        (("Portland", "Maine"), "ap", "", "en", "PORTLAND, Maine —"),
        (("Springfield", "Ill."), "reuters", "Wire", "en", "SPRINGFIELD, Feb 22 (Wire) -"),
        (("Springfield", ""), "reuters", "", "en", "SPRINGFIELD, Feb 22 -"),
        (("Madrid", "Spain"), "reuters", "Wire", "es", "MADRID, 22 feb (Wire) -"),
        (("Berlin", ""), "reuters", "", "de", "BERLIN, 22. Feb. -"),
        (("Kervily", "Brittany, France"), "ap", "", "en", "KERVILY, Brittany, France —"),
        (("Springfield", "Ill."), "plain", "", "en", "Springfield, Ill. —"),
        (("Chicago", "Ill."), "plain", "Wire", "en", "Chicago, Ill. (Wire) —"),
        (("Chicago", ""), "plain", "", "en", "Chicago —"),
        (("Diyarbakır", ""), "ap", "", "tr-TR", "DİYARBAKIR —"),
        (("Izmir", ""), "ap", "", "tr", "IZMİR —"),
        (("Gießen", ""), "ap", "", "de", "GIESSEN —"),
    ],
)
def test_a_dateline_follows_the_style_of_the_house(
    written: tuple[str, str], style: str, wire: str, language: str, printed: str
) -> None:
    assert house_style(written, DAY, style, wire, language) == printed


@pytest.mark.parametrize(
    ("body", "begins"),
    [
        ("Text.", '<p><span class="dateline">A &amp; B, Ill. —</span> Text.</p>'),
        ("> Quoted.\n\nText.", '<p><span class="dateline">A &amp; B, Ill. —</span> Text.</p>'),
        ("## Head", '<p><span class="dateline">A &amp; B, Ill. —</span></p>\n<h2'),
    ],
)
def test_it_stands_once_before_the_first_paragraph(newsroom: Make, body: str, begins: str) -> None:
    site = newsroom({"content/a.md": article(body=body, dateline="A & B, Ill.")})
    site.build()
    page = site.page("/2026/01/02/a/")
    assert begins in page
    assert page.count('class="dateline"') == 1


def test_the_wire_is_named_as_the_settings_say(newsroom: Make) -> None:
    settings = SITE_YAML + "dateline: {style: reuters, source: Gazette}\n"
    site = newsroom({"site.yaml": settings, "content/a.md": article(dateline="Paris, France")})
    site.build()
    assert "PARIS, Jan 2 (Gazette) -</span> Some text." in site.page("/2026/01/02/a/")
