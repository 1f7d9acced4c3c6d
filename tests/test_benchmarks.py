"""The benchmark itself: its corpus is always the same, its sites are the same work, its tables are written."""

import hashlib
import re
import shutil
import sys
from pathlib import Path

import pytest
from newsroom import Silent, tree

from benchmarks import report
from benchmarks.compare import count, differences
from benchmarks.corpus import Article, corpus
from benchmarks.edits import EDITS
from benchmarks.measure import Failed, Run, run
from benchmarks.race import COPY, FIRST, HUGO, MAIN, THEME
from benchmarks.rows import Row, growth_rows, rows
from benchmarks.sites import Site, lay_hugo, lay_sitegen
from sitegen.build.begin import build
from sitegen.build.options import Options
from sitegen.build.report import Report

COUNT = 30
PAGE = """\
before
<!-- 2000 articles: written by `make bench` -->
old
<!-- end -->
between
<!-- history: `make bench KEEP=WHY` adds a row -->

| date | ratio |
|---|---|

<!-- end -->
after
"""


@pytest.fixture
def articles() -> list[Article]:
    return list(corpus(COUNT))


@pytest.fixture
def site(tmp_path: Path, articles: list[Article]) -> Site:
    return lay_sitegen(tmp_path / "site", articles)


def built(site: Site) -> Report:
    return build(site.folder, Options(strict=True), Silent())


# The corpus


def test_the_corpus_is_the_same_everywhere(articles: list[Article]) -> None:
    digest = hashlib.sha256("".join(article.path + article.source for article in articles).encode())
    # Numbers of before and after a change of the corpus cannot be compared: say so in docs/performance.md.
    assert digest.hexdigest() == "eb7d521b9b65c5e583e52800d70902783538d2c3f5db1dbaecc25907d95508db"


def test_another_seed_makes_another_corpus(articles: list[Article]) -> None:
    assert list(corpus(COUNT, seed=2)) != articles


def test_the_corpus_is_like_a_newspaper() -> None:
    articles = list(corpus(300))
    heads, bodies = zip(
        *(article.source.removeprefix("---\n").split("\n---\n\n", 1) for article in articles), strict=True
    )
    assert 440 < sum(len(body.split()) for body in bodies) / 300 < 480
    assert 480 < sum(len(head.encode()) for head in heads) / 300 < 560
    text = "\n".join(bodies)
    for mark in ("](../", "\n## ", "\n> ", "\n- ", "|--:|", "[^1]", ' "', "**", "--"):
        assert mark in text, mark


# The sites


def test_the_site_of_the_benchmark_builds_without_a_warning(site: Site) -> None:
    report = built(site)
    assert not report.problems
    assert count(site) == len([path for path in tree(site.output) if re.search(r"\.(html|xml|txt)$", path)])


def test_the_site_with_the_default_theme_builds_without_a_warning(tmp_path: Path, articles: list[Article]) -> None:
    assert not built(lay_sitegen(tmp_path / "site", articles, default_theme=True)).problems


def test_both_sites_have_the_same_articles(tmp_path: Path, site: Site, articles: list[Article]) -> None:
    hugo = lay_hugo(tmp_path / "hugo", articles, Path("hugo"))
    for article in articles:
        assert (site.content / article.path).read_bytes() == (hugo.content / article.path).read_bytes()
    assert hugo.article_layout.exists()
    assert hugo.base_layout.exists()


def test_every_edit_changes_the_output_each_time(site: Site) -> None:
    for edit in EDITS.values():
        edit(site, 0)
    built(site)
    for name, edit in EDITS.items():
        before = tree(site.output)
        edit(site, 1)
        built(site)
        assert (tree(site.output) != before) == (name != "nothing"), name


def test_every_edit_can_be_made_in_both_sites(tmp_path: Path, site: Site, articles: list[Article]) -> None:
    hugo = lay_hugo(tmp_path / "hugo", articles, Path("hugo"))
    for turn in range(2):
        for edit in EDITS.values():
            edit(site, turn)
            edit(hugo, turn)
    assert tree(site.content).items() <= tree(hugo.content).items()


def test_a_site_that_was_wiped_has_nothing_left(site: Site) -> None:
    before = tree(site.folder)
    built(site)
    site.wipe()
    assert tree(site.folder) == before


# Whether they are the same work


@pytest.fixture
def other(tmp_path: Path, articles: list[Article]) -> Site:
    """A second site with the same output, as Hugo's would be."""
    other = lay_sitegen(tmp_path / "other", articles)
    built(other)
    return other


def test_equal_outputs_do_not_differ(site: Site, other: Site) -> None:
    built(site)
    assert differences(site, other) == []


def test_the_spelling_of_an_address_is_no_difference(site: Site, other: Site) -> None:
    built(site)
    author = next((other.output / "authors").glob("*-*"))
    author.rename(author.with_name(author.name.replace("-", ".-")))
    assert differences(site, other) == []


def test_what_differs_is_told(site: Site, other: Site) -> None:
    built(site)
    tag, another = sorted((other.output / "tags").glob("*/"))[:2]
    shutil.rmtree(tag)
    page = another / "index.html"
    page.write_text(page.read_text().replace('<li><a href="/20', '<li><a href="/19'))
    text = next(other.output.glob("2*/*/*/*/index.html"))
    text.write_text(re.sub('(?s)<div class="body">.*?</p>', '<div class="body">', text.read_text()))
    feed = other.output / "feed.xml"
    feed.write_text(feed.read_text().replace("<item>", "", 1))
    found = "\n".join(differences(site, other))
    assert f"only sitegen has tags/{tag.name.replace('-', '')}/" in found
    assert f"the lists of tags/{another.name.replace('-', '')}/ differ" in found
    assert "the texts of" in found
    assert "feedxml has 30 and 29 times <item>" in found


# Measuring


def test_a_run_counts_its_children() -> None:
    child = "kept = b'x' * 80_000_000; import time; time.sleep(0.5)"
    parent = f"import subprocess; subprocess.run([{sys.executable!r}, '-c', {child!r}])"
    assert run((sys.executable, "-c", parent), Path(), sampled=True).peak > 80_000_000


def test_a_run_that_fails_says_what_it_said() -> None:
    with pytest.raises(Failed, match="ended with 3:\nfor a reason"):
        run((sys.executable, "-c", "print('for a reason'); raise SystemExit(3)"), Path())


# The table


def runs(ours: float, theirs: float) -> tuple[dict[tuple[str, str], list[Run]], dict[tuple[str, str], list[Run]]]:
    timed = {(name, edit): [Run(ours, ours)] * 3 for name in (MAIN, THEME) for edit in (FIRST, *EDITS)}
    timed |= {(HUGO, edit): [Run(theirs, theirs)] * 3 for edit in (FIRST, *EDITS)}
    timed[MAIN, COPY] = [Run(0.5, 0.5)] * 3
    return timed, {key: [Run(1, 1, 200_000_000 if key[0] == MAIN else 1_000_000_000)] for key in timed}


def test_rows_say_whether_a_target_is_met() -> None:
    found = list(rows(*runs(1.0, 5.0), 0.05, 10_000))
    text = report.table(found)
    assert "| nothing changed | 1.00 s (CPU 1.00) | 5.00 s (CPU 5.00) | 1/5 | ≤ 1/30 | **not met** | 1/5 |" in text
    assert "| base layout edited | 1.00 s (CPU 1.00) | 5.00 s (CPU 5.00) | 1/5 | ≤ 0.50 | met | 1/5 |" in text
    assert "| peak memory of any of these | 200 MB | 1000 MB | 1/5 | ≤ 1/4 | met |  |" in text
    assert "| start-up, more than Python's own | 50 ms |  |  | ≤ 80 ms | met |  |" in text
    assert "CommonMark engine | skipped" in text


def test_edits_of_a_small_site_have_targets_of_their_own() -> None:
    targets = [{row.what: row.target for row in rows(*runs(1.0, 5.0), 0.05, size)} for size in (2_000, 10_000)]
    assert [found["one body edited"] for found in targets] == [1 / 4, 1 / 8]
    assert targets[0]["base layout edited"] == targets[1]["base layout edited"] == 0.5


def test_growth_is_compared_with_ourselves() -> None:
    found = {"small": [Run(10, 10), Run(11, 11, 100)], "large": [Run(52, 52), Run(60, 60, 290)]}
    time, memory = growth_rows(found, 10_000, 50_000)
    assert (time.ratio, time.target) == (5.2, 5.5)
    assert (memory.ratio, memory.target) == (2.9, 3.0)


def test_a_table_replaces_that_of_its_size() -> None:
    page = report.written(PAGE, 2000, "new \\1")
    assert "\nnew \\1\n" in page
    assert "old" not in page
    assert page.startswith("before\n")
    assert page.endswith("between\n" + PAGE.split("between\n")[1])
    assert report.written(page, 2000, "new \\1") == page


def test_a_size_without_a_place_is_not_written() -> None:
    assert report.written(PAGE, 1000, "new") == PAGE


def test_a_kept_run_is_the_last_row_of_the_history() -> None:
    row = Row("nothing changed", "1 s", "2 s", 0.5, 0.4)
    page = report.kept(report.kept(PAGE, 2000, [row], "first"), 2000, [row, Row("skipped", "")], "a|b")
    lines = page.split("|---|---|\n")[1].splitlines()
    assert lines[0].endswith("| first | 2,000 | 0.50 |")
    assert lines[1].endswith("| a/b | 2,000 | 0.50 | – |")
    assert lines[2:] == ["", "<!-- end -->", "after"]


def test_the_documentation_has_places_for_tables_and_history() -> None:
    page = report.PAGE.read_text()
    for size in (2_000, 10_000, 50_000):
        assert "a new table" in report.written(page, size, "a new table")
    kept = report.kept(page, 2_000, list(rows(*runs(1.0, 5.0), 0.05, 2_000)), "why")
    head, added = (line for line in kept.splitlines() if line.startswith(("| date |", "| 20")) and ("why |" in line))
    assert head.count("|") == added.count("|")
