"""A change that is only thought of: what would be read if one file of a site were edited, or gone."""

import tempfile
from pathlib import Path

from msgspec.structs import replace

from sitegen.build.assets import asset_files, resolve_assets
from sitegen.build.files import read_file
from sitegen.build.layout_files import CATALOGUES
from sitegen.build.make import Material
from sitegen.build.task import Task, Work
from sitegen.build.theme import theme_folder
from sitegen.config import SETTINGS_FILE, clock, load_config
from sitegen.content.edits import NoEditError, with_value
from sitegen.content.fields import field_names
from sitegen.content.front_matter import Document, split
from sitegen.content.load import LoadSettings, load, renamed_keys
from sitegen.content.records import SourceFile
from sitegen.digests import digest_of
from sitegen.render.templates import Templates

_MORE = b"\n\nchanged\n"


def changed_settings(task: Task, field: str, value: str | None) -> Task:
    """Return a build with another value in site.yaml.

    Raises:
        NoEditError: if no such edit can be thought of.
        SiteError: if it would be a mistake.
    """
    text = read_file(task.site / SETTINGS_FILE).decode("utf-8-sig")
    with tempfile.TemporaryDirectory(prefix="sitegen-") as folder:
        Path(folder, SETTINGS_FILE).write_text(with_value(text, field, value, {}), encoding="utf-8")
        config, _ = load_config(Path(folder), field_names())
    return replace(task, config=config, now=clock(task.options.now, config.zone))


def changed_content(work: Work, material: Material, name: str, field: str, value: str | None) -> Material:
    """Return what would be read if a Markdown file, named from content/, had another value in a field, or more text.

    What would be wrong with it is added to the problems.

    Raises:
        NoEditError: if no such edit can be thought of.
    """
    place, source = next(one for one in enumerate(_documents(material)) if one[1].path == name)
    settings = LoadSettings.of(work.task.config)
    data = read_file(work.task.site / "content" / name)
    document = split(data, name)
    if field and isinstance(document, Document):
        edited = with_value(document.front_matter, field, value, renamed_keys(source.kind, settings))
        data = f"---\n{edited}---\n{document.body}".encode()
    else:
        data += _MORE
    loaded = load(name, source.kind, data, settings)
    work.problems.add(*loaded.problems)
    return replace(material, loaded=[*material.loaded[:place], loaded, *material.loaded[place + 1 :]])


def without_content(material: Material, name: str) -> Material:
    """Return what would be read without a file of content/."""
    loaded = [one for source, one in zip(_documents(material), material.loaded, strict=True) if source.path != name]
    sources = tuple(source for source in material.found.sources if source.path != name)
    return replace(material, found=replace(material.found, sources=sources), loaded=loaded)


def changed_layout(material: Material, name: str, *, removed: bool) -> Material:
    """Return what would be read if a layout, or a catalogue of words, had another text or were gone."""
    old = material.templates
    if name.startswith(CATALOGUES):
        raise NoEditError("it is a catalogue of words: if it is of the language of the site, it is part of every page")
    edited = tuple((one, text + "{# changed #}" if one == name else text) for one, text in old.sources)
    left = tuple(source for source in edited if source[0] != name) if removed else edited
    return replace(material, templates=Templates(left, old.language, old.catalogue))


def changed_asset(work: Work, material: Material, name: str, *, removed: bool) -> Material:
    """Return what would be read if an asset had other bytes or were gone."""
    theme, own = theme_folder() / "assets", work.task.site / "assets"
    files, _ = asset_files((theme, own))
    if removed:
        files.pop(name)
        if (theme / name).is_file() and not theme.samefile(own):
            files[name] = theme / name
    changed = None if removed else files[name]

    def read(file: Path) -> bytes:
        return read_file(file) + (b"/* changed */" if file == changed else b"")

    def digest(file: Path, asset: str) -> str:
        known = work.cache.digest(file, asset)
        return digest_of(known.encode()) if file == changed else known

    assets, wrong = resolve_assets(files, digest, read)
    work.problems.add(*wrong)
    return replace(material, assets=assets)


def _documents(material: Material) -> list[SourceFile]:
    return [source for source in material.found.sources if source.kind != "file"]
