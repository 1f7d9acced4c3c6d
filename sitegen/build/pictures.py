"""The sizes of pictures, so that a page does not jump while they load."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from sitegen.build.cache import Cache
from sitegen.pages.parts import Picture

_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")


def picture_sizes(files: Mapping[str, tuple[Path, str]], cache: Cache) -> dict[str, Picture]:
    """Return the sizes of pictures by their path on the site; `files` gives the file and the digest of each.

    What is no picture, or cannot be read as one, has no size.
    """
    sizes: dict[str, Picture] = {}
    for path, (file, digest) in files.items():
        if file.suffix.lower() not in _SUFFIXES:
            continue
        size = cache.picture_size(digest)
        if size is None:
            size = _measured(file)
            cache.keep_picture_size(digest, *size)
        if size != (0, 0):
            sizes[path] = Picture(*size)
    return sizes


def _measured(file: Path) -> tuple[int, int]:
    from PIL import Image  # costs 33 ms, and most builds see no new picture  # noqa: PLC0415

    with contextlib.suppress(Exception), Image.open(file) as image:
        turned = image.getexif().get(0x0112, 1) >= 5  # EXIF orientation: 5 to 8 are on their side
        return (image.height, image.width) if turned else image.size
    return (0, 0)
