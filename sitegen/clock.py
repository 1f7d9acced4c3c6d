"""The one clock, and the one reader of the environment."""

import os
import time


def current() -> int:
    """Return the present moment in seconds since 1970: SOURCE_DATE_EPOCH where it is set, else the real time.

    Raises:
        ValueError: if SOURCE_DATE_EPOCH is no number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not (epoch.isascii() and epoch.isdigit()):
        raise ValueError(f'SOURCE_DATE_EPOCH: "{epoch}" is not a number of seconds since 1970')
    return int(epoch) if epoch else int(time.time())


def runs_in_ci() -> bool:
    """Tell whether a continuous integration service runs us, where a progress bar would only fill the log."""
    return bool(os.environ.get("CI"))
