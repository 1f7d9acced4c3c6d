"""What records of people cost: `python -m benchmarks.people 10000` builds one corpus without records and with 1,300.

Most of them are people whom the articles name in their fields and in their texts. The first builds alternate; what is
printed are medians, and the ratio of those.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.corpus import corpus, pools, strangers
from benchmarks.measure import Run, run
from benchmarks.sites import lay_sitegen

_ENGINE = "markdown: {engine: commonmark}\n"


def main() -> None:
    """Measure one size, and print it as a table."""
    parser = argparse.ArgumentParser(prog="benchmarks.people", description=__doc__)
    parser.add_argument("articles", type=int)
    parser.add_argument("--records", type=int, default=1_300)
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--commonmark", action="store_true", help="with the other engine")
    options = parser.parse_args()
    settings = _ENGINE if options.commonmark else ""
    articles = list(corpus(options.articles))
    with tempfile.TemporaryDirectory(prefix="sitegen-people-", dir="/dev/shm") as name:
        plain = lay_sitegen(Path(name) / "plain", articles, settings)
        recorded = lay_sitegen(Path(name) / "recorded", articles, settings)
        _write_records(recorded.content / "people", options.articles, options.records)
        runs: dict[str, list[Run]] = {"without records": [], f"with {options.records:,}": []}
        for _ in range(options.reps):
            for site, found in zip((plain, recorded), runs.values(), strict=True):
                site.wipe()
                found.append(run(site.command, site.at))
    for row in _rows(runs):
        print(row)


def _write_records(folder: Path, articles: int, count: int) -> None:
    """Write the records of those whom the corpus names, and of others, each with a biography and an office."""
    rng = random.Random(count)  # reproducible
    named = list(pools(articles, 1).people.names)
    names = [*named, *strangers(count - len(named), {*named})][:count]
    folder.mkdir()
    for number, name in enumerate(names):
        lines = [f"name: {name}", f"born: {rng.randrange(1930, 2000)}"]
        lines.append(f"roles: [{{title: Commissioner, start: {rng.randrange(2000, 2020)}}}]")
        text = f"{name} has been in public service for {rng.randrange(2, 40)} years."
        (folder / f"{number}.md").write_text("\n".join(("---", *lines, "---", "", text, "")), "utf-8")


def _rows(runs: dict[str, list[Run]]) -> Iterator[str]:
    wall = [median(one.wall for one in found) for found in runs.values()]
    cpu = [median(one.cpu for one in found) for found in runs.values()]
    yield "| first build | wall s | CPU s |"
    yield "| --- | --- | --- |"
    for name, seconds, used in zip(runs, wall, cpu, strict=True):
        yield f"| {name} | {seconds:.2f} | {used:.2f} |"
    yield f"| ratio | {wall[1] / wall[0]:.3f} | {cpu[1] / cpu[0]:.3f} |"


if __name__ == "__main__":
    main()
