"""The proof of an incremental build: the same site built clean elsewhere, compared byte for byte."""

import filecmp
from collections.abc import Iterable
from pathlib import Path


def differences(output: Path, ours: Iterable[str], clean: Path) -> list[str]:
    """Return the files of ours that differ from a clean build's, are missing, or should not be there."""
    expected = {file.relative_to(clean).as_posix() for file in clean.rglob("*") if file.is_file()}
    _, different, missing = filecmp.cmpfiles(output, clean, expected, shallow=False)
    return sorted({*different, *missing, *(set(ours) - expected)})
