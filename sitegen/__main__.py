"""Start the program; an interrupt is heard from the first moment, before anything else is loaded."""

from sitegen import interrupt


def main() -> None:
    """Run the command line."""
    interrupt.listen()
    from sitegen.cli import cli  # noqa: PLC0415

    cli(prog_name="sitegen")


if __name__ == "__main__":
    main()
