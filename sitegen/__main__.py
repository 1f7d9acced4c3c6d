"""Start the program; an interrupt is heard from the first moment, before anything else is loaded."""

import os
import sys

from sitegen import interrupt


def main() -> None:
    """Run the command line."""
    _open_streams()
    interrupt.listen()
    from sitegen.cli import cli  # noqa: PLC0415

    try:
        cli(prog_name="sitegen")
    except SystemExit as ending:
        _end_at_once(ending.code)
        raise


def _open_streams() -> None:
    """Open the streams that are closed, to nowhere; the next file that is opened would take the place of one."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            setattr(sys, name, os.fdopen(number, "w" if number else "r"))


def _end_at_once(code: str | int | None) -> None:
    """End without taking apart what was made, which for thousands of articles takes as long as some stages of a build.

    Returns if there is still something to be told; then Python ends the program.
    """
    if isinstance(code, str):
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code or 0)


if __name__ == "__main__":
    main()
