"""What a new site and a new article have in common: text as YAML, files that are written whole or not at all."""

from collections.abc import Iterable, Mapping
from errno import EACCES, EDQUOT, EEXIST, ENAMETOOLONG, ENOSPC, ENOTDIR, EPERM, EROFS
from pathlib import Path

import yaml
from msgspec.structs import replace

from sitegen.errors import Problem, SiteError, printable
from sitegen.yamltree import NO_TEXT

_CURES = {
    EACCES: "Choose a place that you may write to.",
    EDQUOT: "Make room on the disk.",
    EEXIST: "Something else has that name: choose another.",
    ENAMETOOLONG: "Choose a shorter name.",
    ENOSPC: "Make room on the disk.",
    ENOTDIR: "A part of that path is a file: choose another.",
    EPERM: "Choose a place that you may write to.",
    EROFS: "Choose a place that you may write to.",
}


def yaml_line(key: str, value: str | list[str]) -> str:
    """Return a field with its value, quoted where YAML needs that."""
    if not value:
        return f"{key}:"
    flow = None if isinstance(value, list) else False
    return str(yaml.safe_dump({key: value}, allow_unicode=True, width=10_000, default_flow_style=flow)).rstrip("\n")


def yaml_entry(value: str | Mapping[str, str]) -> str:
    """Return one entry of a list, on one line; an empty value in a mapping is left to be filled in."""
    if isinstance(value, str):
        return _flow([value])
    return f"{{{', '.join(_flow({key: text}) if text else f'{key}: ' for key, text in value.items())}}}"


def _flow(value: object) -> str:
    """Return a list or mapping as YAML on one line, without its brackets."""
    return str(yaml.safe_dump(value, allow_unicode=True, width=10_000, default_flow_style=True)).strip()[1:-1]


def check_words(words: Mapping[str, str | Iterable[str]]) -> None:
    """Refuse what no file of a site can hold; `words` are what was given, each by the option that it was given with.

    Raises:
        SiteError: with exit code 2.
    """
    problems = []
    for option, given in words.items():
        for word in [given] if isinstance(given, str) else given:
            if NO_TEXT.search(word):
                shown = NO_TEXT.sub(lambda found: found[0].encode("unicode_escape").decode(), printable(word))
                wrong = "is not UTF-8" if printable(word) != word else "holds a character that no page can hold"
                problems.append(Problem("SG006", f'{option}: "{shown}" {wrong}', hint="Type it instead of pasting it."))
    if problems:
        raise SiteError(problems, exit_code=2)


def unwritten(problems: Iterable[Problem]) -> SiteError:
    """Return the refusal of a text for what is wrong with it: its places are in no file yet."""
    return SiteError([replace(problem, file="", line=0, column=0) for problem in problems], exit_code=2)


def refusal(message: str, hint: str) -> SiteError:
    """Return the refusal to make a file."""
    return SiteError([Problem("SG006", message, hint=hint)], exit_code=2)


def write_all(files: Mapping[Path, str]) -> None:
    """Write files that are not there yet, with the folders they need: all of them, or nothing.

    Raises:
        SiteError: with exit code 2, if one of them cannot be written.
    """
    made: list[Path] = []
    try:
        for path, text in files.items():
            for folder in reversed(path.parents):
                if not folder.is_dir():
                    folder.mkdir()
                    made.append(folder)
            with path.open("x", encoding="utf-8") as file:
                made.append(path)
                file.write(text)
    except BaseException as error:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(error, OSError):
            raise cannot_write(path, error) from None
        raise


def cannot_write(path: Path, error: OSError) -> SiteError:
    """Return the refusal of what the disk refuses, with the likely cure."""
    hint = _CURES.get(error.errno or 0, "Choose another place.")
    return refusal(f"{printable(str(error.filename or path))} cannot be written: {error.strerror}", hint)
