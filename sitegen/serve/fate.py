"""What has become of a page that is no longer there."""

from msgspec import Struct

from sitegen.model.publication import UNTIL
from sitegen.serve.live import Live


class Fate(Struct, frozen=True):
    """A sentence, and the path of the site where its source is shown now; empty: nowhere."""

    told: str
    path: str = ""


def fate(live: Live, file: str) -> Fate:
    """Tell what became of a page that came from a file, named from the site's folder; empty: it is not known."""
    if not file:
        return Fate("There is no such page any more.")
    path = live.page_of(file)
    if path:
        return Fate(f"The page of {file} has moved.", path)
    if not (live.folder / file).is_file():
        return Fate(f"{file} was deleted or renamed.")
    reason = _reason(live, file)
    if reason.startswith(UNTIL):
        return Fate(f"{file} is held back {reason}.")
    return Fate(f"{file} is a draft now." if reason == "draft" else f"No page comes from {file} any more.")


def release_of(live: Live, file: str) -> str:
    """Return the moment until which a file is held back; empty: it waits for none."""
    reason = _reason(live, file)
    return reason.removeprefix(UNTIL) if reason.startswith(UNTIL) else ""


def _reason(live: Live, file: str) -> str:
    held = live.made.site.held if live.made else ()
    return next((one.reason for one in held if f"content/{one.path}" == file), "")
