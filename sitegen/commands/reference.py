"""The commands `sitegen explain`, `sitegen schema` and `sitegen completion`."""

import json
import re
import sys
from pathlib import Path

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ZshComplete
from rich.console import Console
from rich.markdown import Markdown

from sitegen import console
from sitegen.commands import A_FOLDER
from sitegen.commands.failures import failures
from sitegen.config import SETTINGS_FILE, load_config
from sitegen.content.fields import field_names
from sitegen.errors import RULES, did_you_mean
from sitegen.start.explain import explanation
from sitegen.start.schema import NAMES, json_schema

_SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


class _Code(click.ParamType[str]):
    """The code of a problem."""

    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        code = value.upper()
        if code not in RULES:
            self.fail(f'there is no problem "{value}". {did_you_mean(code, RULES)}'.rstrip(), param, ctx)
        return code

    def shell_complete(self, _ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(c, help=r.name) for c, r in RULES.items() if c.startswith(incomplete.upper())]


@click.command()
@click.argument("codes", metavar="[CODE]...", nargs=-1, type=_Code())
def explain(codes: tuple[str, ...]) -> None:
    """Explain the problem with a CODE (SG012): an example, why it is one, and what to do. Without a CODE, list all."""
    for code in dict.fromkeys(codes):
        console.say(_shown(explanation(code)))
    if not codes:
        for code, rule in RULES.items():
            color = "red" if rule.severity == "error" else "yellow"
            console.say(f"{code}  {click.style(f'{rule.severity:7}', fg=color)}  {rule.name}")


def _shown(markdown: str) -> str:
    """Return Markdown as it is, or laid out for a terminal."""
    if not (sys.stdout.isatty() or console.colored(sys.stdout)):
        return markdown
    plain = re.sub(r"^```\w+$", "```text", markdown, flags=re.MULTILINE)  # colors take a front matter for headings
    terminal = Console()
    with terminal.capture() as capture:
        terminal.print(Markdown(plain, code_theme="ansi_dark"))
    return capture.get()


@click.command()
@click.argument("name", metavar="[" + "|".join(NAMES) + "]", type=click.Choice(NAMES))
@click.option("--site", type=A_FOLDER, help="Whose `fields:` count.  [default: here, if there is a site.yaml]")
def schema(name: str, site: Path | None) -> None:
    """Print a JSON Schema of front matter or of site.yaml, for editors."""
    folder = site or Path()
    with failures(folder):
        fields = load_config(folder, field_names())[0].fields if site or (folder / SETTINGS_FILE).exists() else {}
        console.say(json.dumps(json_schema(name, fields.get(name, {})), ensure_ascii=False, indent=2))


@click.command()
@click.argument("shell", type=click.Choice(tuple(_SHELLS)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script that completes sitegen's commands in a SHELL: eval "$(sitegen completion bash)"."""
    script = _SHELLS[shell](context.find_root().command, {}, "sitegen", "_SITEGEN_COMPLETE")
    console.say(script.source())
