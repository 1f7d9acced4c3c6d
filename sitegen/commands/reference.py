"""The commands `sitegen schema` and `sitegen completion`: what editors and shells know of sitegen."""

import json
from pathlib import Path

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from sitegen import console
from sitegen.commands import A_FOLDER
from sitegen.commands.failures import failures
from sitegen.config import SETTINGS_FILE, load_config
from sitegen.content.fields import field_names
from sitegen.start.schema import NAMES, json_schema

_SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


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
