"""A real archive of 1,098 articles, written for another generator, built as it is."""

import os
import shutil
from pathlib import Path

import pytest
from newsroom import Newsroom, codes

from sitegen.errors import SiteError

ARCHIVE = Path(os.environ.get("SITEGEN_ARCHIVE", Path(__file__).parents[2] / "shared/data/govnews/content"))
BROKEN = "content/articles/2015/06/2015-06-29-creating-a-social-media-report-that-matters.md"
SETTINGS = """\
title: Government Digital News
url: https://news.example/
timezone: America/New_York
folders: {people: [authors]}
fields:
  article: {authors: byline, topics: tags, expirydate: null, weight: null, redirectto: null, primary_image: null,
    author: null}
  person: {display_name: name, slug: id, first_name: given, last_name: family, agency_full_name: null, agency: null,
    github: null, profile_source: null, profile_photo: null, expirydate: null, location: null, pronoun: null}
levels: {SG030: warning, SG031: warning, SG042: warning}
"""

pytestmark = pytest.mark.skipif(not ARCHIVE.is_dir(), reason="the archive is too large for the repository; see docs")


def test_it_builds_once_its_one_broken_file_is_removed(tmp_path: Path) -> None:
    shutil.copytree(ARCHIVE, tmp_path / "site/content", copy_function=shutil.copyfile)
    site = Newsroom(tmp_path / "site", {"site.yaml": SETTINGS})
    with pytest.raises(SiteError) as caught:
        site.build()
    errors = [problem for problem in caught.value.problems if problem.severity == "error"]
    assert [(problem.code, problem.file, problem.line) for problem in errors] == [("SG010", BROKEN, 3)]
    assert not site.output.exists()

    (site.folder / BROKEN).unlink()
    report = site.build(verify=True)
    assert report.articles == 1097
    assert codes(list(report.problems)) == ["SG020", "SG021", "SG022", "SG026", "SG030", "SG031", "SG042", "SG049"]
    shortcodes = [problem for problem in report.problems if problem.code == "SG020"]
    assert {problem.key for problem in shortcodes} == {
        "img", "img-right", "legacy-file", "legacy-img", "legacy-img-right", "note", "quote-block", "tmp", "tweet",
        "youtube",
    }  # fmt: skip
    assert len(shortcodes) == 1840
    page = site.page("/2013/01/23/commerce-departmental-library-usability-case-study/")
    assert '<a rel="author" href="/authors/jonathan-rubin/">Jonathan Rubin</a>' in page
    assert 'href="/tags/user-experience/"' in page
    assert "{{" not in page
    assert len(list((site.output / "authors").iterdir())) == 298
