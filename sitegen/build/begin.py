"""The beginning of a build: where nothing has changed, it is the end as well."""

from pathlib import Path

from sitegen.build.options import Options, Watcher
from sitegen.build.report import Report
from sitegen.build.shortcut import Sources, recall


def build(site: Path, options: Options, watcher: Watcher) -> Report:
    """Build a site and return what was done.

    Raises:
        SiteError: if something is wrong with the site; it says what became of the output.
    """
    site = site.resolve()
    sources = Sources.of(site)
    if not (options.clean or options.verify or options.adopt):
        report = recall(site, sources, options)
        if report is not None:
            return report
    from sitegen.build.build import build_anew  # loads all libraries: 120 ms  # noqa: PLC0415

    return build_anew(site, sources, options, watcher)
