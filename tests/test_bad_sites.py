"""Bad input as an editor reads it: one folder for each mistake, with the exact report expected of it.

`pytest tests/test_bad_sites.py --golden-update` writes the reports anew; the difference is for review.
"""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from newsroom import NOW, SITE_YAML

from sitegen.cli import cli

FOLDER = Path(__file__).parent / "bad_sites"
NAMES = sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_the_report_is_as_expected(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    site = tmp_path / "site"
    shutil.copytree(FOLDER / name, site, ignore=shutil.ignore_patterns("expected.txt"))
    if not (site / "site.yaml").exists():
        (site / "site.yaml").write_text(SITE_YAML)
    result = CliRunner().invoke(cli, ["build", str(site), "--now", NOW])
    report = f"{result.stderr.replace(str(site), 'SITE')}exit {result.exit_code}\n"
    expected = FOLDER / name / "expected.txt"
    if request.config.getoption("--golden-update"):
        expected.write_text(report)
    assert report == expected.read_text()
    assert not (site / "output").exists() or result.exit_code == 0
    assert "Traceback" not in report
