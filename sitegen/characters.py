"""What characters of names count as: those that are alike, those that nobody sees, and scripts without spaces."""

FOLD = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "‐": "-", "\u2011": "-"})
"""Kinds of apostrophe, blank and hyphen -> the one that they count as."""
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""What stands in texts and is not seen, as a class of a pattern: soft hyphens, joiners, and marks of direction."""


def is_unspaced(character: str) -> bool:
    """Tell whether a character is of a script that puts no space between words, or puts endings to names."""
    return "\u0e00" <= character <= "\u0eff" or "\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af"
