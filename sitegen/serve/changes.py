"""What has changed in a site's folder and is not taken in yet."""

from collections.abc import Iterable

_MANY = 100
"""Files that are looked at one by one; of more, all are read anew."""


class Changes:
    """Names of files from the site's folder, in the order in which they changed last, or everything."""

    def __init__(self, names: Iterable[str] = (), *, everything: bool = False) -> None:
        self.names = dict.fromkeys(names)
        self.everything = everything

    def __bool__(self) -> bool:
        return bool(self.names) or self.everything

    def add(self, other: "Changes") -> None:
        """Take in others."""
        for name in other.names:
            self.names.pop(name, None)
            self.names[name] = None
        self.everything |= other.everything

    @property
    def known(self) -> tuple[str, ...]:
        """The files where it is known that nothing else has changed; empty: anything may have."""
        one_by_one = all(name.startswith(("content/", "layouts/")) for name in self.names)
        return tuple(self.names) if one_by_one and not self.everything and len(self.names) <= _MANY else ()

    def __str__(self) -> str:
        names = list(self.names)
        return names[-1] if len(names) == 1 else f"{names[-1]} and {len(names) - 1:,} more"
