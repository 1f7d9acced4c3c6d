"""The command `sitegen explain`."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem
from msgspec import to_builtins

from sitegen import console
from sitegen.build.options import Options
from sitegen.commands import A_FOLDER
from sitegen.commands.failures import failures, tell_as_json
from sitegen.errors import RULES, did_you_mean
from sitegen.start.explain import explanation

_CODE = re.compile(r"SG\d*", re.IGNORECASE)


class _Asked(click.ParamType[str]):
    """The code of a problem, or a URL or a file."""

    name = "asked"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not _CODE.fullmatch(value) or Path(value).exists():
            return value
        code = value.upper()
        if code not in RULES:
            self.fail(f'there is no problem "{value}". {did_you_mean(code, RULES)}'.rstrip(), param, ctx)
        return code

    def shell_complete(self, _ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        codes = [CompletionItem(c, help=r.name) for c, r in RULES.items() if c.startswith(incomplete.upper())]
        return codes if incomplete and codes else [*codes, CompletionItem(incomplete, type="file")]


@click.command()
@click.argument("asked", metavar="[CODE|URL|FILE]...", nargs=-1, type=_Asked())
@click.option("--site", type=A_FOLDER, default=Path(), help="The site of the URL or the file.  [default: here]")
@click.option("--people", is_flag=True, help="Tell of every name in an article whom it means, and why.")
@click.option("--json", "as_json", is_flag=True, help="Print all that is known as JSON, of a page with its view.")
@click.option("--output", type=click.Path(path_type=Path), help="The output folder.  [default: SITE/output]")
@click.option("--now", metavar="TIME", help="Look at the site as of a moment.")
@click.option("--drafts", is_flag=True, help="Look at it with drafts.")
def explain(asked: tuple[str, ...], site: Path, *, people: bool, as_json: bool, **options: Any) -> None:
    """Explain a problem by its CODE (SG012), or a page by its URL or the FILE that it comes from.

    Of a problem: an example, why it is one, and what to do. Without anything, all problems are listed.
    Of a page: its source, its layouts, and why it was last written, or would be by the next build. With --people, of an
    article: every place where a known name stands, and what was made of it.
    """
    codes = list(dict.fromkeys(one for one in asked if one in RULES))
    things = [one for one in asked if one not in RULES]
    if people:
        _explain_people(site, things, Options(**options), as_json=as_json)
        return
    if as_json:
        told = [_rule(code) | {"text": explanation(code)} for code in codes] if asked else list(map(_rule, RULES))
        told += _of_pages(site, things, Options(**options), as_json=True)
        console.say(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for code in codes:
        console.say(_shown(explanation(code)))
    for one in _of_pages(site, things, Options(**options), as_json=False):
        for line in _lines(one):
            console.say(line)
    if not asked:
        for code, rule in RULES.items():
            color = "red" if rule.severity == "error" else "yellow"
            console.say(f"{code}  {click.style(f'{rule.severity:7}', fg=color)}  {rule.name}")


def _rule(code: str) -> dict[str, Any]:
    return {"code": code, "rule": RULES[code].name, "severity": RULES[code].severity}


def _explain_people(site: Path, things: list[str], options: Options, *, as_json: bool) -> None:
    from sitegen.commands.named import tell  # as below  # noqa: PLC0415

    if not things:
        raise click.UsageError("--people takes an article: its file, or its path on the site")
    with failures(site, tell_as_json if as_json else None):
        tell(site, things, options, as_json=as_json)


def _of_pages(site: Path, things: list[str], options: Options, *, as_json: bool) -> list[dict[str, Any]]:
    if not things:
        return []
    from sitegen.build.explain import explain as explained  # codes need none of a build  # noqa: PLC0415
    from sitegen.build.look import NoSuchThingError  # noqa: PLC0415
    from sitegen.commands.progress import Silent  # noqa: PLC0415

    with failures(site, tell_as_json if as_json else None):
        try:
            return [to_builtins(one) for one in explained(site, options, Silent(), *things)]
        except NoSuchThingError as error:
            raise click.UsageError(str(error)) from None
    raise AssertionError  # failures() ends the program


def _lines(one: dict[str, Any]) -> Iterator[str]:
    if "told" in one:
        yield f"{click.style(one['file'], bold=True)}: {one['told']}"
        return
    yield click.style(one["path"], bold=True)
    written = f"{one['written']}: {', '.join(one['because']) or 'why is not known'}" if one["written"] else "not yet"
    pending = f"would make it: {', '.join(one['pending'])}" if one["pending"] else "would keep it"
    told = {
        "url": one["url"],
        "source": one["source"],
        "layout": " ← ".join(one["layouts"]),
        "file": one["file"],
        "view": f"{', '.join(one['view'])} (--json shows it)",
        "fingerprint": one["fingerprint"],
        "written": written,
        "next build": pending,
    }
    for name, value in told.items():
        yield f"  {click.style(f'{name:12}', dim=True)}{value}"


def _shown(markdown: str) -> str:
    """Return Markdown as it is, or laid out for a terminal."""
    if not (sys.stdout.isatty() or console.colored(sys.stdout)):
        return markdown
    from rich.console import Console  # 40 ms, for terminals only  # noqa: PLC0415
    from rich.markdown import Markdown  # noqa: PLC0415

    plain = re.sub(r"^```\w+$", "```text", markdown, flags=re.MULTILINE)  # colors take a front matter for headings
    terminal = Console()
    with terminal.capture() as capture:
        terminal.print(Markdown(plain, code_theme="ansi_dark"))
    return capture.get()
