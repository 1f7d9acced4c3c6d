"""The default engine: Python-Markdown, one reused instance for each process."""

from collections.abc import Callable

from markdown import Markdown

from sitegen.config import MarkdownSettings
from sitegen.content.quick import quicken

CONFIGURED: dict[str, dict[str, object]] = {
    "tables": {"use_align_attribute": True},
    "footnotes": {"BACKLINK_TITLE": "↩ {}"},  # the extension's own title is an English sentence
}


def converter(settings: MarkdownSettings) -> Callable[[str], str]:
    """Make a function that turns Markdown into HTML, which is not yet safe.

    Raises:
        Exception: whatever an extension raises that cannot be loaded.
    """
    engine = Markdown(
        extensions=list(settings.extensions),
        extension_configs={**CONFIGURED, "extra": dict(CONFIGURED)},
        output_format="html",
    )
    quicken(engine)

    def convert(text: str) -> str:
        engine.reset()
        return engine.convert(text)

    return convert
