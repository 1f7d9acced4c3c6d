"""The sizes of pictures, so that a page does not jump while they load."""

import io
from collections.abc import Mapping
from contextlib import suppress
from warnings import catch_warnings

from sitegen.build.cache import Cache
from sitegen.build.files import CHANGED, Original, UnreadableError, read_file, unreadable
from sitegen.digests import digest_of
from sitegen.errors import Problem
from sitegen.pages.parts import Picture

_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")


def picture_sizes(shown: Mapping[str, Original], cache: Cache) -> tuple[dict[str, Picture], list[Problem]]:
    """Return the sizes of pictures by their path on the site; what cannot be read as a picture has none, and is told.

    Only the beginning of a picture is looked at, and only once.
    """
    sizes: dict[str, Picture] = {}
    problems: list[Problem] = []
    for path, picture in shown.items():
        if picture.file.suffix.lower() not in _SUFFIXES:
            continue
        try:
            size = cache.picture_size(picture.digest) or _learnt(picture, cache)
        except UnreadableError as error:
            problems.append(unreadable(picture.name, error))
            continue
        if size == (0, 0):
            hint = "Readers would see a broken image: export it again, or look for the original."
            problems.append(Problem("SG035", "it cannot be read as a picture", picture.name, hint=hint))
        else:
            sizes[path] = Picture(*size)
    return sizes, problems


def _learnt(picture: Original, cache: Cache) -> tuple[int, int]:
    data = read_file(picture.file)
    if digest_of(data) != picture.digest:
        raise UnreadableError(CHANGED)
    size = _measured(data)
    cache.keep_picture_size(picture.digest, *size)
    return size


def _measured(data: bytes) -> tuple[int, int]:
    from PIL import Image  # costs 33 ms, and most builds see no new picture  # noqa: PLC0415

    with suppress(Exception), catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as image:
        turned = image.getexif().get(0x0112, 1) >= 5  # EXIF orientation: 5 to 8 are on their side
        return (image.height, image.width) if turned else image.size
    return (0, 0)
