"""The files of `layouts/` and of the default theme, as they stand on the disk now. None is passed over in silence."""

import errno
import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from sitegen.build.files import UnreadableError, read_file, reason
from sitegen.content.discover import is_junk
from sitegen.errors import Problem, misnamed, printable
from sitegen.render.templates import DEFAULT, Templates, display_name
from sitegen.render.words import wrong_places

CATALOGUES = "locale/"
_FILES = (".html", ".json", ".po", ".txt", ".xml")
"""How the names of layouts and catalogues end."""
_CURES = {
    "it is not a regular file": "Put a plain file there, or take away what is there.",
    os.strerror(errno.ENXIO): "Put a plain file there, or take away what is there.",
    os.strerror(errno.ELOOP): "It is a link that leads to itself: put in its place what it should lead to.",
    os.strerror(errno.ENOENT): "A link may lead nowhere: put in its place what it should lead to, and build again.",
}
"""Why a file cannot be read -> what can be done."""


def load_templates(site_layouts: Path, theme_layouts: Path, language: str) -> tuple[Templates, list[Problem]]:
    """Read all layouts and the catalogue of a language."""
    problems: list[Problem] = []
    site = _files(site_layouts, "", problems)
    if any(name.startswith(DEFAULT) for name in site):
        message = f'"{DEFAULT}" names the layouts of the package; a site cannot have its own there'
        problems.append(Problem("SG050", message, f"layouts/{DEFAULT}", hint="Give the folder another name."))
        site = {name: file for name, file in site.items() if not name.startswith(DEFAULT)}
    files = site | _files(theme_layouts, DEFAULT, problems)
    if CATALOGUES.rstrip("/") in site:
        problems.append(_no_folder(f"layouts/{CATALOGUES}", "Catalogues are files in it."))
    texts = tuple(_texts(files, problems))
    return Templates(texts, language, _catalogue(files, language, problems)), problems


def _files(folder: Path, prefix: str, problems: list[Problem]) -> dict[str, Path]:
    """List the files of a folder by their names as layouts, without hidden ones and editors' leavings."""
    found: dict[str, Path] = {}

    def refused(error: OSError) -> None:
        place = Path(error.filename)
        name = display_name(prefix + place.relative_to(folder).as_posix()).removesuffix("/.")
        if isinstance(error, NotADirectoryError):
            problems.append(_no_folder(name, "Layouts are files in it."))
        elif not isinstance(error, FileNotFoundError) or os.path.islink(place):  # noqa: PTH114  # Path's raises
            problems.append(_unreadable(name, reason(error)))

    for here, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for entry in (*folders, *names):
            file = Path(here, entry)
            name = prefix + file.relative_to(folder).as_posix()
            if printable(name) != name:
                problems.append(misnamed(display_name(printable(name)), "SG050"))
            elif entry in folders:
                problems += _odd_folder(file, display_name(name))
            elif not entry.startswith(".") and not is_junk(entry):
                found[name] = file
    return found


def _no_folder(name: str, hint: str) -> Problem:
    return Problem("SG050", "this is a file, and must be a folder", name.rstrip("/"), hint=hint)


def _odd_folder(folder: Path, name: str) -> list[Problem]:
    if os.path.islink(folder):  # noqa: PTH114  # Path's raises where it may not look
        hint = "Put the folder itself there: links to folders are not followed."
        return [Problem("SG050", "this is a link to a folder", name, hint=hint)]
    if name.endswith(_FILES):
        return [Problem("SG050", "this is a folder, and must be a file", name, hint="Give it another name.")]
    return []


def _unreadable(name: str, why: str) -> Problem:
    return Problem("SG050", f"cannot be read: {why}", name, hint=_CURES.get(why, "Look at its permissions."))


def _texts(files: Mapping[str, Path], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each layout. For one that cannot be read stands the package's, or nothing."""
    for name, file in sorted(files.items()):
        if not name.removeprefix(DEFAULT).startswith(CATALOGUES):
            text = _text(file, name, problems)
            if text is not None or DEFAULT + name not in files:
                yield name, text or ""


def _text(file: Path, name: str, problems: list[Problem]) -> str | None:
    try:
        data = read_file(file)
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnreadableError as error:
        problems.append(_unreadable(display_name(name), str(error)))
    except UnicodeDecodeError as error:
        line, message = data.count(b"\n", 0, error.start) + 1, f"not UTF-8 (byte {error.start + 1} of the file)"
        problems.append(Problem("SG050", message, display_name(name), line, hint="Save it as UTF-8."))
    return None


def _catalogue(files: Mapping[str, Path], language: str, problems: list[Problem]) -> bytes:
    """Return the messages of a language in gettext's binary form; empty where it has none."""
    name = next((one for one in catalogue_names(language) if one in files), "")
    return _compiled(files[name], display_name(name), problems) if name else b""


def catalogue_names(language: str) -> Iterator[str]:
    """Yield the names under which a language's catalogue is looked for; the first that is there gives all words."""
    for code in dict.fromkeys((language.replace("-", "_"), language.split("-", maxsplit=1)[0])):
        yield from (f"{prefix}{CATALOGUES}{code}.po" for prefix in ("", DEFAULT))


def _compiled(file: Path, name: str, problems: list[Problem]) -> bytes:
    try:
        catalogue = read_po(io.BytesIO(read_file(file)), abort_invalid=True)
    except UnreadableError as error:
        problems.append(_unreadable(name, str(error)))
        return b""
    except Exception as error:  # noqa: BLE001  # Babel raises several kinds on a file that is not a catalogue
        problems.append(_no_catalogue(name, error))
        return b""
    found = ((wrong_places(message), message.lineno or 0) for message in catalogue)
    problems += [Problem("SG050", wrong[0], name, line, hint=wrong[1]) for wrong, line in found if wrong]
    binary = io.BytesIO()
    write_mo(binary, catalogue)
    return binary.getvalue()


def _no_catalogue(name: str, error: Exception) -> Problem:
    if isinstance(error, PoFileError):
        hint = "Behind msgid stands a text, behind msgstr its translation, each in double quotes."
        return Problem("SG050", "this line is none of a catalogue", name, error.lineno + 1, hint=hint)
    if isinstance(error, UnicodeDecodeError):
        return Problem("SG050", "the catalogue is not UTF-8", name, hint="Save it as UTF-8, and let its header say so.")
    hint = "Look at its header, and at the numbers behind msgstr."
    return Problem("SG050", f"the catalogue cannot be read: {error}", name, hint=hint)
