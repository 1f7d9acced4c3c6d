"""Problems and reports as people and machines read them: text with source line and caret, JSON, GitHub's commands."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

import click
import msgspec

from sitegen.build.excerpts import excerpt, file_of
from sitegen.build.files import reason
from sitegen.build.report import Account, BuildError, Report
from sitegen.errors import RULES, Problem, SiteError


class UnprintableError(Exception):
    """What was asked for cannot be printed; the text says why. It is no OSError: no file of the site is to blame."""


def say(line: str) -> None:
    """Print a line to standard output.

    Raises:
        UnprintableError: if that refuses it.
    """
    _print(line, sys.stdout)


def warn(line: str) -> None:
    """Print a line to standard error; if that refuses it, nobody can be told."""
    with suppress(UnprintableError):
        _print(line, sys.stderr)


def _print(line: str, stream: TextIO) -> None:
    """Print a line; what the stream cannot show is escaped, and where nobody reads any more, it goes nowhere."""
    encoding = stream.encoding or "utf-8"
    try:
        click.echo(line.encode(encoding, "backslashreplace").decode(encoding), stream, color=colored(stream))
    except BrokenPipeError:
        abandon()
    except OSError as error:
        abandon()
        raise UnprintableError(reason(error)) from None


def abandon() -> None:
    """Let go nowhere what the streams still hold and cannot print; Python would try it again at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def colored(stream: object) -> bool:
    """Tell whether colors are wanted: on a terminal, unless NO_COLOR is set, and where FORCE_COLOR is."""
    if os.environ.get("FORCE_COLOR"):
        return True
    return not os.environ.get("NO_COLOR") and bool(getattr(stream, "isatty", bool)())


def problem_lines(problems: Iterable[Problem], site: Path, *, grouped: bool) -> Iterator[str]:
    """Yield problems as text. `grouped` tells repeated warnings of one kind and key once, with their number."""
    listed = list(problems)
    counts = Counter((p.code, p.key) for p in listed if p.key and p.severity == "warning")
    told: set[tuple[str, str]] = set()
    for problem in listed:
        group = (problem.code, problem.key)
        repeats = counts.get(group, 0) - 1 if grouped and problem.severity == "warning" else 0
        if repeats > 0 and group in told:
            continue
        told.add(group)
        yield from _told(problem, site, repeats)


def _told(problem: Problem, site: Path, repeats: int) -> Iterator[str]:
    place = ":".join(str(part) for part in (problem.file, problem.line, problem.column) if part)
    color = "red" if problem.severity == "error" else "yellow"
    label = click.style(f"{problem.severity} {problem.code}", fg=color, bold=True)
    more = f" (and {repeats:,} more like it; -v lists all)" if repeats > 0 else ""
    yield (
        f"{click.style(place, bold=True)}: {label}: {problem.message}{more}"
        if place
        else f"{label}: {problem.message}{more}"
    )
    if repeats <= 0:
        yield from _excerpt(problem, site)
    if problem.hint:
        yield f"    {click.style('hint:', fg='cyan')} {problem.hint}"


def _excerpt(problem: Problem, site: Path) -> Iterator[str]:
    found = excerpt(problem, site)
    if found is None:
        return
    ((line, shown),) = found.lines
    number = f"{line:>5} | "
    yield click.style(number, dim=True) + shown
    if found.caret is not None:
        yield " " * (len(number) + found.caret) + click.style("^", fg="red", bold=True)


def summary_line(problems: Iterable[Problem]) -> str:
    """Count errors and warnings in words."""
    counts = Counter(problem.severity for problem in problems)
    told = (_count(counts[severity], severity) for severity in ("error", "warning") if counts[severity])
    return " and ".join(told)


def failure_lines(error: SiteError, *, verbose: bool, had_output: bool) -> Iterator[str]:
    """Yield what a build that failed says at its end: the account of all files, and what became of the output.

    `had_output` tells whether an earlier build has published something there.
    """
    if isinstance(error, BuildError):
        yield from _account_lines(error.accounts, published=False, verbose=verbose)
    summary = summary_line(error.problems)
    if all(problem.severity != "error" for problem in error.problems):
        summary += (
            ", which --strict counts as an error" if len(error.problems) == 1 else ", which --strict counts as errors"
        )
    yield {
        "kept": f"Nothing was published: {summary}." + (" The last good output stays as it was." if had_output else ""),
        "partial": f"Published in part only: {summary}. The next build that can write completes it.",
        "published": f"The output is published, but not proven: {summary}.",
    }[error.output]


def _account_lines(accounts: Iterable[Account], *, published: bool, verbose: bool) -> Iterator[str]:
    counts: Counter[str] = Counter()
    reasons: dict[tuple[str, str], list[str]] = {}
    for one in accounts:
        counts[one.outcome] += 1
        if one.reason and (published or verbose or one.outcome != "error"):
            reasons.setdefault((one.outcome, one.reason), []).append(one.path)
    told = [outcome for outcome in _OUTCOMES if counts[outcome]] or ["built"]
    words = [f"{counts[outcome]:,} {_OUTCOMES[outcome]}" for outcome in told[1:]]
    first = f"{_count(counts[told[0]], 'file')} {_OUTCOMES[told[0]]}"
    yield f"content/: {', '.join([first, *words])}"
    for (outcome, why), paths in reasons.items():
        names = ", ".join(paths if verbose else paths[:3])
        more = f" and {len(paths) - 3:,} more" if len(paths) > 3 and not verbose else ""
        yield f"  {_OUTCOMES[outcome]}, {why}: {names}{more}"


def report_lines(report: Report, *, verbose: bool) -> Iterator[str]:
    """Yield the report of a build as text."""
    yield from _account_lines(report.accounts, published=True, verbose=verbose)
    changes = f"{len(report.written):,} written, {report.kept:,} kept, {len(report.deleted):,} deleted"
    yield f"{_shown(report.output)}: {_count(report.pages, 'page')}; files: {changes}, in {report.seconds:.2f} s"
    if verbose:
        yield from (f"  + {path}" for path in report.written)
        yield from (f"  - {path}" for path in report.deleted)
    if report.next_change:
        yield f"Next change by itself: {report.next_change}. Build again then."
    if report.verified is not None:
        yield f"Verified: {_count(report.verified, 'file')} equal to a clean build, byte for byte."


_OUTCOMES = {
    "built": "built",
    "error": "in error",
    "ready": "without an error",
    "held": "held back",
    "ignored": "ignored",
}


def _shown(output: str) -> str:
    here = os.path.relpath(output)
    return (output if here.startswith("..") else here) + "/"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def timings_table(report: Report) -> str:
    """Tell how long each stage of a build took, as a table."""
    rows = [
        f"{stage.name:<10}{1000 * stage.seconds:>12,.0f}{stage.items or '':>12}{stage.known or '':>12}"
        for stage in report.timings
    ]
    return "\n".join((f"{'stage':<10}{'ms':>12}{'items':>12}{'known':>12}", *rows))


def timings_json(report: Report) -> str:
    """Tell how long each stage of a build took, for machines."""
    return json.dumps({"seconds": report.seconds, "stages": msgspec.to_builtins(report.timings)})


def as_json(problems: Iterable[Problem], outcome: Report | SiteError) -> str:
    """Return problems and report, or problems and the account of all files, as one JSON document."""
    document: dict[str, Any] = {"problems": list(map(problem_as_json, problems))}
    if isinstance(outcome, Report):
        document["report"] = msgspec.to_builtins(outcome)
        del document["report"]["problems"]
    else:
        document["output"] = outcome.output
        if isinstance(outcome, BuildError):
            document["accounts"] = msgspec.to_builtins(outcome.accounts)
    return json.dumps(document, indent=2)


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON documents hold it."""
    return {
        "code": problem.code,
        "rule": RULES[problem.code].name,
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "hint": problem.hint,
    }


def as_github(problems: Iterable[Problem], site: Path) -> Iterator[str]:
    """Yield problems as workflow commands, which GitHub shows beside the lines of a change.

    Files are named from the working directory, which is that of the repository, wherever the site is in it.
    """
    for problem in problems:
        file = os.path.relpath(file_of(problem, site)) if problem.file else ""
        places = (("file", file), ("line", problem.line), ("col", problem.column))
        attributes = [f"{key}={_escaped(str(value))}" for key, value in places if value]
        attributes.append(f"title={problem.code}")
        message = problem.message + (f" {problem.hint}" if problem.hint else "")
        yield f"::{problem.severity} {','.join(attributes)}::{_escaped(message, attribute=False)}"


def _escaped(text: str, *, attribute: bool = True) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if attribute else text
