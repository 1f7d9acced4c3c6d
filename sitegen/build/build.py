"""A whole build, in the order in which data passes: discover, load, model, routes, render, write."""

import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from sitegen import urls
from sitegen.build.accounting import Accounting
from sitegen.build.cache import Cache
from sitegen.build.cluster import connect
from sitegen.build.extensions import foreign_modules
from sitegen.build.files import Original, UnreadableError, reason, unreadable
from sitegen.build.folders import check_ownership
from sitegen.build.jobs import Jobs
from sitegen.build.make import Made, make, read
from sitegen.build.manifest import Manifest, file_of, key_of
from sitegen.build.options import Options, Watcher
from sitegen.build.output import Output
from sitegen.build.rendering import render_pages
from sitegen.build.report import BuildError, Report
from sitegen.build.sealed import FOLDER
from sitegen.build.shortcut import Sources, State, forget_state, remember
from sitegen.build.staging import Staging
from sitegen.build.task import Task, Writing, task_of, with_cache
from sitegen.build.timings import Timings
from sitegen.build.traces import Traces, basis_of
from sitegen.build.verify import differences
from sitegen.errors import Problem, Problems, SiteError
from sitegen.model.privacy import Privacy


def build_anew(site: Path, sources: Sources, options: Options, watcher: Watcher, timings: Timings) -> Report:
    """Build a site, whatever the last build has left, and return what was done. `sources` were listed just now.

    Raises:
        SiteError: if something is wrong with the site; it says what became of the output.
    """
    started = time.monotonic()
    task = task_of(site, sources, options, watcher, timings)
    report = _build(task)
    if options.verify:
        report = _verified(task, report)
    return replace(report, seconds=time.monotonic() - started)


def _build(task: Task) -> Report:
    return with_cache(task, _build_with)


def _build_with(task: Task, cache: Cache, damage: str) -> Report:
    with task.timings.stage("other"):
        problems = Problems(task.config.levels, strict=task.options.strict)
        problems.add(*task.warnings)
        if damage:
            message = f"the cache cannot be used ({damage}); every file is read anew"
            problems.add(Problem("SG004", message, FOLDER))
        manifest = Manifest(task.work, task.folder)
        adopt = task.options.adopt or bool(manifest.damage)
        with ExitStack() as at_the_end:
            staging = Staging(task.folder, file_of(task.work, task.folder, "staging"))
            at_the_end.callback(staging.remove)
            check_ownership(task.folder, ours=bool(manifest.rows), adopt=adopt)
            output = Output(task.folder, manifest, staging, adopt=adopt)
            jobs = at_the_end.enter_context(closing(_jobs(task)))
            return _run(Writing(task, problems, cache, jobs, task.timings, output, staging), manifest.damage)


def _jobs(task: Task) -> Jobs:
    if not task.options.cluster:
        return Jobs(task.options.jobs)
    with task.timings.stage("connect"):
        return Jobs(cluster=connect(task.options.cluster, task.config.markdown.extensions))


def _run(work: Writing, damage: str) -> Report:
    task, problems = work.task, work.problems
    began = time.time_ns()
    _check_content(task, had_some=bool(work.output.rows) and work.cache.knows_content())
    material = read(work)
    made = make(work, material)
    accounting = Accounting.of(material.found, material.loaded, made.site.held)
    traces = Traces(work.cache, key_of(task.work, task.folder), basis_of(made), work.output.rows)
    try:
        problems.stop_if_errors()
        with work.timings.stage("render"):
            render_pages(work, made, traces)
        with work.timings.stage("write"):
            _copy(work, made)
        if damage:
            problems.add(*_damaged(work, damage))
        problems.stop_if_errors()
        with work.timings.stage("publish"):
            forget_state(task.work, task.folder)
            work.output.publish()
    except SiteError as error:
        every = dict.fromkeys((*problems, *error.problems))
        told = SiteError(every, error.exit_code, error.output)
        raise BuildError(told, accounting.accounts(every, published=False)) from None
    with work.timings.stage("keep"):
        traces.keep(work.output.gone)
        work.cache.finish()
    report = _report(work, accounting, made)
    if task.sources.is_settled(began) and not foreign_modules(task.config.markdown.extensions):
        state = State("", task.options.now, task.now, made.site.next_change, report)
        remember(task.work, task.folder, task.sources, state, drafts=task.options.drafts)
    return report


def _check_content(task: Task, *, had_some: bool) -> None:
    """Refuse to empty a newspaper because a disk or a submodule is not there.

    Raises:
        SiteError: if there is nothing under content/, and the last build made a site of it.
    """
    if had_some and not task.sources.content.files and not task.sources.content.refused:
        hint = "Look for the disk or the submodule that it is on. If all of it is to go, delete the output folder, too."
        raise SiteError([Problem("SG008", "there is nothing under content/, and there was", hint=hint)])


def _copy(work: Writing, made: Made) -> None:
    """Publish the files beside articles, and all assets."""
    copies = dict(made.beside)
    for name, asset in made.assets.items():
        if asset.data is None:
            copies[asset.path] = Original(asset.file, f"assets/{name}", asset.digest)
        else:
            work.output.put(urls.output_path(asset.path), asset.data, asset.digest)
    for path, original in copies.items():
        try:
            work.output.copy(urls.output_path(path), original.file, original.digest)
        except UnreadableError as error:
            work.problems.add(unreadable(original.name, error))


def _damaged(work: Writing, damage: str) -> list[Problem]:
    """Warn that the manifest was damaged, and name what may be left of ours."""
    folder, left = work.task.folder, work.output.strangers()
    if not folder.is_dir():
        return []
    message = f"the list of what was written into {folder} cannot be used ({damage}); all is written anew"
    hint = ""
    if left:
        more = f" and {len(left) - 5:,} more" if len(left) > 5 else ""
        hint = f"This build does not make {', '.join(left[:5])}{more}: delete what is not yours."
    return [Problem("SG004", message, FOLDER, hint=hint)]


def _report(work: Writing, accounting: Accounting, made: Made) -> Report:
    coming = made.site.next_change
    return Report(
        output=str(work.task.folder),
        articles=len(made.site.articles),
        pages=len(made.plan),
        accounts=accounting.accounts(work.problems, published=True),
        written=tuple(sorted(work.output.written)),
        deleted=tuple(sorted(_unnamed(work.output.deleted, made.site.privacy))),
        kept=work.output.kept,
        problems=tuple(work.problems),
        timings=work.timings.stages(),
        next_change=datetime.fromtimestamp(coming, work.task.config.zone).isoformat() if coming else "",
        seconds=0,
    )


def _unnamed(paths: Iterable[str], privacy: Privacy) -> Iterator[str]:
    """Leave out of paths who it was that had a page: a log is no place for it."""
    ids = privacy.private | privacy.former
    for path in paths:
        parts = path.split("/")
        yield f"{parts[0]}/…" if len(parts) > 1 and parts[1] in ids else path


def _verified(task: Task, report: Report) -> Report:
    """Build the site clean in a temporary folder and compare.

    Raises:
        SiteError: if a file differs, or the proof cannot be made; the output is published by then.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="sitegen-", ignore_cleanup_errors=True) as temporary:
            clean = Path(temporary) / "output"
            plain = replace(task.options, clean=False, adopt=False, strict=False)
            _build(replace(task, work=Path(temporary) / FOLDER, folder=clean, options=plain))
            wrong = differences(task.folder, Manifest(task.work, task.folder).rows, clean)
            count = sum(1 for file in clean.rglob("*") if file.is_file())
    except SiteError as error:
        raise SiteError(error.problems, error.exit_code, "published") from None
    except OSError as error:
        problem = Problem("SG003", f"the clean build cannot be made: {reason(error)}", hint="Look at TMPDIR.")
        raise SiteError([problem], 2, "published") from None
    if wrong and Sources.of(task.site) != task.sources:
        problem = Problem("SG099", "a source was changed while the proof was made", hint="Build with --verify again.")
        raise SiteError([problem], output="published")
    if wrong:
        hint = "Please report this: an incremental build must equal a clean one. Build with --clean to mend it."
        problems = [Problem("SG099", f"{path} differs from a clean build", hint=hint) for path in wrong]
        raise SiteError(problems, output="published")
    return replace(report, verified=count)
