"""The beginning of a build: where nothing has changed, it is the end as well."""

from pathlib import Path

from msgspec.structs import replace

from sitegen.build.options import Options, Watcher
from sitegen.build.report import Report
from sitegen.build.shortcut import Sources, recall
from sitegen.build.timings import Timings


def build(site: Path, options: Options, watcher: Watcher) -> Report:
    """Build a site and return what was done.

    Raises:
        SiteError: if something is wrong with the site; it says what became of the output.
    """
    site, timings = site.resolve(), Timings()
    with timings.stage("look"):
        sources = Sources.of(site)
        plain = not (options.clean or options.verify or options.adopt)
        report = recall(site, sources, options) if plain else None
    if report is not None:
        return replace(report, timings=timings.stages())
    with timings.stage("start"):
        from sitegen.build.build import build_anew  # loads all libraries: 120 ms  # noqa: PLC0415
    return build_anew(site, sources, options, watcher, timings)
