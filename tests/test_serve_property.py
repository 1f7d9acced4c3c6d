"""A running server is never stale: after any edit, what it serves is what a clean build makes, but for its script."""

from pathlib import Path
from urllib.parse import quote

import pytest
from edits import Desk, start
from serving import served, without_script
from test_live import clean

STEPS = 8


def address_of(file: str) -> str:
    """Return the address of a file of the output."""
    return "/" + quote(file.removesuffix("index.html"))


def drive(folder: Path, seed: int, *options: str, steps: int = STEPS) -> None:
    site = start(folder / "site", "python-markdown")
    desk = Desk(site, seed)
    done = []
    with served(site, "--now", desk.now, *options) as server:
        for step in range(steps):
            before, now = desk.sources(), desk.now
            done.append(desk.edit())
            desk.now = now  # the clock of a server that runs is set once
            made = clean(site, now, folder / f"clean-{step}")
            if made is None:
                desk.restore(before)
                continue
            base = server.ask("/")[1].get("location", "/")
            found = {name: server.ask(base[:-1] + address_of(name)) for name in made}
            wrong = [name for name, data in made.items() if without_script(found[name][2]) != data]
            assert not wrong, done


@pytest.mark.parametrize("seed", [50, 51])
def test_whatever_is_edited_every_page_is_as_a_clean_build_makes_it(seed: int, tmp_path: Path) -> None:
    drive(tmp_path, seed)


@pytest.mark.deep
@pytest.mark.parametrize("options", [(), ("--poll",)], ids=["told", "polling"])
@pytest.mark.parametrize("seed", range(500, 503))
def test_it_is_so_over_many_edits(seed: int, options: tuple[str, ...], tmp_path: Path) -> None:
    drive(tmp_path, seed, *options, steps=25)
