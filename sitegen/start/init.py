"""A new site: small, complete, and built at once without a warning."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import available_timezones

from sitegen.config import SETTINGS_FILE, load_config
from sitegen.content.fields import field_names
from sitegen.errors import SiteError
from sitegen.start.writing import cannot_write, check_words, refusal, unwritten, write_all, yaml_line

_SETTINGS = """\
# Every setting is listed in docs/configuration.md; `sitegen schema site` prints a schema for editors.
{title}
{url}  # where readers will find it
description: News from here
{language}
{timezone}
sections: [Local, Culture]
"""
_ARTICLE = """\
---
title: The first story
date: {date}
byline: Jane Roe
dateline: Springfield, Ill.
section: Local
summary: A site begins with one story. This is it.
tags: [beginnings]
people: [Jane Roe]
---

This is an article. Its text is Markdown, its fields stand above: the headline, the date, who wrote it, and who and what
it is about.

Each name under `people` has a page of its own, and so has each tag. [More about this site](/pages/about.md) is a link
to another page, written as the path of its file.
"""
_PAGE = """\
---
title: About
---

Who we are, and how to reach us.
"""
_PERSON = """\
---
name: Jane Roe
roles:
  - {title: Editor, start: 2024}
---

A record is optional. With one, a person has a biography, roles, a portrait, and other spellings of the name.
"""
_IGNORED = """\
/output/
/preview/
/.sitegen/
"""


def make_site(folder: Path, settings: Mapping[str, str], date: str) -> tuple[str, ...]:
    """Write a new site into a folder and return the files, relative to it.

    `settings` are `title`, `url`, `language` and `timezone`; `date` is that of the first article (2026-03-04).

    Raises:
        SiteError: with exit code 2, if the folder has files in it, cannot be written, or a setting cannot be used.
    """
    check_words({f"--{key}": value for key, value in settings.items()})
    try:
        _check_folder(folder)
    except OSError as error:
        raise cannot_write(folder, error) from None
    lines = {key: yaml_line(key, " ".join(value.split())) for key, value in settings.items()}
    files = {
        SETTINGS_FILE: _SETTINGS.format_map(lines),
        f"content/{date[:4]}/first-story.md": _ARTICLE.format(date=date),
        "content/pages/about.md": _PAGE,
        "content/people/jane-roe.md": _PERSON,
        ".gitignore": _IGNORED,
    }
    _check_settings(files[SETTINGS_FILE])
    written = {folder / name: text for name, text in files.items() if not (folder / name).exists()}
    write_all(written)
    return tuple(path.relative_to(folder).as_posix() for path in written)


def local_zone() -> str:
    """Return the IANA name of this computer's time zone where it can be told, else `UTC`."""
    zone = Path("/etc/localtime").resolve().as_posix().partition("zoneinfo/")[2]
    return zone if zone in available_timezones() else "UTC"


def _check_folder(folder: Path) -> None:
    hint = "Name a folder that is new or empty."
    if folder.is_symlink() and not folder.exists():
        raise refusal(f"{folder} is a link to what is not there", hint)
    if folder.exists() and not folder.is_dir():
        raise refusal(f"{folder} is a file", hint)
    if folder.is_dir() and any(not file.name.startswith(".") for file in folder.iterdir()):
        raise refusal(f"{folder} is not empty", hint)


def _check_settings(written: str) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, SETTINGS_FILE).write_text(written, encoding="utf-8")
        try:
            load_config(Path(folder), field_names())
        except SiteError as error:
            raise unwritten(error.problems) from None
