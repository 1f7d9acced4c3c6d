"""A new site: small, complete, and built at once without a warning."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import available_timezones

from sitegen.config import SETTINGS_FILE, load_config
from sitegen.content.fields import field_names
from sitegen.errors import Problem, SiteError

_SETTINGS = """\
# Every setting is listed in docs/configuration.md; `sitegen schema site` prints a schema for editors.
title: {title}
url: {url}  # where readers will find it
description: News from here
language: {language}
timezone: {timezone}
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
    if folder.exists() and not folder.is_dir():
        raise _refusal(f"{folder} is a file", "Name a folder that is new or empty.")
    if folder.is_dir() and any(not file.name.startswith(".") for file in folder.iterdir()):
        raise _refusal(f"{folder} is not empty", "Name a folder that is new or empty.")
    files = {
        SETTINGS_FILE: _SETTINGS.format_map({key: _written(value) for key, value in settings.items()}),
        f"content/{date[:4]}/first-story.md": _ARTICLE.format(date=date),
        "content/pages/about.md": _PAGE,
        "content/people/jane-roe.md": _PERSON,
        ".gitignore": _IGNORED,
    }
    _check(files[SETTINGS_FILE])
    written = tuple(name for name in files if not (folder / name).exists())
    try:
        for name in written:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[name], encoding="utf-8")
    except OSError as error:
        raise _refusal(f"{error.filename} cannot be written: {error.strerror}", "") from None
    return written


def local_zone() -> str:
    """Return the IANA name of this computer's time zone where it can be told, else `UTC`."""
    zone = Path("/etc/localtime").resolve().as_posix().partition("zoneinfo/")[2]
    return zone if zone in available_timezones() else "UTC"


def _check(settings: str) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, SETTINGS_FILE).write_text(settings, encoding="utf-8")
        load_config(Path(folder), field_names())


def _written(value: str) -> str:
    return value if value.replace(" ", "").isalnum() or value.startswith("http") else json.dumps(value)


def _refusal(message: str, hint: str) -> SiteError:
    return SiteError([Problem("SG006", message, hint=hint)], exit_code=2)
