"""The same input at the same moment makes the same bytes, wherever and however it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Make
from edits import EXTRA, STORIES
from newsroom import NOW, SITE_YAML, Silent, tree, write

from sitegen.build.begin import build
from sitegen.build.options import Options

ROOT = Path(__file__).parent.parent
RICH = {**STORIES, **EXTRA, "site.yaml": SITE_YAML + "language: es\nsections: [World]\npage_size: 2\n"}


def built(site: Path, cwd: Path, **environment: str) -> dict[str, bytes]:
    """Build in a process of its own and return the output."""
    shutil.rmtree(site / "output", ignore_errors=True)
    shutil.rmtree(site / ".sitegen", ignore_errors=True)
    command = [sys.executable, "-m", "sitegen", "build", str(site), "--now", "2026-06-07"]
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
    subprocess.run(command, check=True, cwd=cwd, env=variables, capture_output=True)
    return tree(site / "output")


def test_hash_seed_locale_zone_and_folder_change_nothing(newsroom: Make, tmp_path: Path) -> None:
    site = newsroom(RICH).folder
    first = built(site, tmp_path, PYTHONHASHSEED="0", LC_ALL="C", TZ="UTC")
    second = built(site, site / "content", PYTHONHASHSEED="4242", LC_ALL="C.UTF-8", TZ="Asia/Tokyo", COLUMNS="20")
    assert first == second


def test_the_order_of_files_on_disk_changes_nothing(tmp_path: Path) -> None:
    trees = []
    for number, names in enumerate((sorted(RICH), sorted(RICH, reverse=True))):
        site = tmp_path / str(number)
        write(site, {name: RICH[name] for name in names})
        trees.append(built(site, tmp_path))
    assert trees[0] == trees[1]


def test_source_date_epoch_is_the_moment_of_the_build(newsroom: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    site = newsroom(RICH)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    report = build(site.folder, Options(), Silent())
    assert report.next_change == "2026-01-01T00:00:00-06:00"


def test_a_restored_cache_with_new_times_writes_nothing(newsroom: Make, tmp_path: Path) -> None:
    site = newsroom(RICH)
    site.build()
    restored = tmp_path / "restored"
    shutil.copytree(site.folder, restored, copy_function=shutil.copyfile)
    report = build(restored, Options(now=NOW), Silent())
    assert report.written == ()
