"""The command `sitegen people`: who is in the news, who may be one person, and who may deserve a record."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from msgspec import to_builtins

from sitegen import console
from sitegen.build.look import NoSuchThingError
from sitegen.build.options import Options
from sitegen.build.register import Doubles, Pair, Side, Suggestion, Suggestions, dedupe, suggest, tell_apart
from sitegen.build.register import people as register_of
from sitegen.commands import A_FOLDER
from sitegen.commands.failures import failures, tell_as_json
from sitegen.commands.progress import Silent
from sitegen.commands.terminal import WIDTH, fitting, width_of, wrapped
from sitegen.errors import Problem, did_you_mean
from sitegen.model.identity import Listed, Register
from sitegen.model.terms import same_name
from sitegen.start.person import person_file


def _of_a_site(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print everything as JSON."),
        click.option("--drafts", is_flag=True, help="Look at it with drafts."),
        click.option("--now", metavar="TIME", help="Look at the site as of a moment."),
        click.option("--site", type=A_FOLDER, default=Path(), help="The site.  [default: here]"),
    ):
        command = option(command)
    return command


@click.group(invoke_without_command=True)
@_of_a_site
@click.pass_context
def people(context: click.Context, /, site: Path, *, as_json: bool, **options: Any) -> None:
    """Print the register: everyone of the site, how the name is sorted, and how many articles there are.

    Those who are private are counted and not named, since what is printed ends in logs. The exit code is 1 if records
    or names are in error.
    """
    if context.invoked_subcommand:
        given = {"site": site, "as_json": as_json, **options}
        context.default_map = dict.fromkeys(people.commands, given)
        return
    with failures(site, tell_as_json if as_json else None):
        found, problems = register_of(site, Options(**options), Silent())
        _tell(found, _register_lines(found), problems, site, as_json=as_json)


@people.command("dedupe")
@click.option("--different", nargs=2, metavar="A B", multiple=True, help="Remember that A and B are two people.")
@_of_a_site
def _dedupe(site: Path, *, different: tuple[tuple[str, str], ...], as_json: bool, **options: Any) -> None:
    """List people who may be one person, each pair with the reason and what to do.

    Pairs that are two people are remembered in people-judgements.yaml, in the folder of the site: keep it with the
    content. A and B may be ids, names, or files of records.
    """
    with failures(site, tell_as_json if as_json else None):
        for one, other in different:
            try:
                ids = tell_apart(site, Options(**options), Silent(), one, other)
            except NoSuchThingError as error:
                raise click.UsageError(str(error)) from None
            console.say(f"{ids[0]} and {ids[1]} are two people.")
        if not different:
            found, problems = dedupe(site, Options(**options), Silent())
            _tell(found, _double_lines(found), problems, site, as_json=as_json)


@people.command("suggest")
@click.option("--min", "least", metavar="N", type=click.IntRange(1), default=2, show_default=True,
              help="Leave out who stands in fewer articles.")  # fmt: skip
@click.option("--paste", metavar="NAME", default="", help="Print a record for NAME, ready to be a file.")
@_of_a_site
def _suggest(site: Path, *, least: int, paste: str, as_json: bool, **options: Any) -> None:
    """List people who are named in articles and have no record, the most frequent first.

    They are those under `people:`, and names found in texts, with the titles used: sitegen people suggest --paste
    "Jane Roe" > content/people/jane-roe.md
    """
    with failures(site, tell_as_json if as_json else None):
        found, problems = suggest(site, Options(**options), Silent(), 1 if paste else least)
        if paste:
            console.say(person_file(*_wanted(found, paste)))
        else:
            _tell(found, _suggestion_lines(found, least), problems, site, as_json=as_json)


def _tell(
    found: Register | Doubles | Suggestions,
    lines: Iterable[str],
    problems: tuple[Problem, ...],
    site: Path,
    *,
    as_json: bool,
) -> None:
    for line in [json.dumps(to_builtins(found), ensure_ascii=False, indent=2)] if as_json else lines:
        console.say(line)
    for line in console.problem_lines(problems, site, grouped=True):
        console.warn(line)
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)


def _register_lines(found: Register) -> Iterator[str]:
    for one in found.people:
        counts = f"{one.about:,} about {one.by:>5,} by"
        guess = click.style("  guess", dim=True) if one.is_guess else ""
        room = WIDTH - len(counts) - (7 if one.is_guess else 0) - 2
        sort = fitting(one.sort, room)
        gap = " " * (room - width_of(sort) + 2)
        yield f"{click.style(sort, bold=True)}{guess}{gap}{counts}"
        yield f"  {fitting(' · '.join((one.name, one.id, one.record or 'no record')), WIDTH - 2)}"
    if found.people:
        yield ""
    yield from wrapped(_register_summary(found.people, found))


def _register_summary(people: tuple[Listed, ...], found: Register) -> str:
    recorded, guesses = sum(bool(one.record) for one in people), sum(one.is_guess for one in people)
    told = f"{_count(len(people), 'person', 'people')}: {recorded:,} with a record, {guesses:,} sorted by a guess"
    private = [f"{n:,} {level}" for n, level in ((found.limited, "limited"), (found.suppressed, "suppressed")) if n]
    return f"{told}; not shown: {', '.join(private)}." if private else f"{told}."


def _double_lines(found: Doubles) -> Iterator[str]:
    for pair in found.pairs:
        yield from _pair_lines(pair)
        yield ""
    told = [f"{_count(len(found.pairs), 'pair')} may be one person"]
    told += [f"{found.decided:,} known to be two"] if found.decided else []
    told += [f"{found.private:,} with somebody private not shown"] if found.private else []
    yield from wrapped("; ".join(told) + ".")
    yield from (line for each in found.stale for line in wrapped(each))


def _pair_lines(pair: Pair) -> Iterator[str]:
    one, other = pair.people
    yield click.style(fitting(f"{one.name}  =  {other.name}"), bold=True)
    yield from wrapped(f"{pair.score:.2f}  {'; '.join(pair.reasons)}", 2, 6)
    yield from (line for side in pair.people for line in wrapped(_side(side), 2, 6))
    yield from wrapped(f"if one: {pair.cure}", 2, 10)
    yield from wrapped(f"if two: sitegen people dedupe --different {one.id} {other.id}", 2, 10)


def _side(side: Side) -> str:
    where = side.record or "no record"
    return f"{side.id}: {where}" + (f", first in {side.article}" if side.article else "")


def _suggestion_lines(found: Suggestions, least: int) -> Iterator[str]:
    for one in found.people:
        titles = ", ".join(f"{title} ({count})" for title, count in one.titles[:3])
        yield f"{one.articles:>5,}  {click.style(fitting(one.name, WIDTH - 7), bold=True)}"
        yield from wrapped("; ".join(_facts(one, titles)), 7, 9)
    told = f"{_count(len(found.people), 'name')} without a record in {_count(least, 'article')} or more"
    told += f"; {found.fewer:,} in fewer (--min)" if found.fewer else ""
    told += f"; {found.private:,} like the name of somebody private not shown" if found.private else ""
    yield from ["", *wrapped(told + ".")] if found.people else wrapped(told + ".")


def _facts(one: Suggestion, titles: str) -> Iterator[str]:
    if titles:
        yield titles
    if one.declared:
        yield f"under `people:` in {one.declared:,}"
    yield f"known by {', '.join(one.evidence)}"
    yield f"first in {one.first}"
    if one.near:
        yield f"may be {', '.join(one.near)}"


def _wanted(found: Suggestions, asked: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the name, its sort form and the titles of a suggestion."""
    for one in found.people:
        if same_name(one.name) == same_name(asked):
            return one.name, one.sort, tuple(title for title, _ in one.titles)
    hint = did_you_mean(asked, [one.name for one in found.people])
    raise click.UsageError(f'"{asked}" is nobody without a record in these articles. {hint}'.rstrip())


def _count(number: int, word: str, words: str = "") -> str:
    return f"{number:,} {word if number == 1 else words or word + 's'}"
