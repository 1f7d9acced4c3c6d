"""A change that is only thought of: what would be read if one file of a site were edited, or gone."""

import tempfile
from pathlib import Path

from jinja2 import nodes
from msgspec.structs import replace

from sitegen.build.assets import asset_files, resolve_assets
from sitegen.build.files import read_file
from sitegen.build.layout_files import CATALOGUES, catalogue_names
from sitegen.build.layouts import Layouts
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
from sitegen.render.templates import DEFAULT, Templates, display_name, environment
from sitegen.render.words import words_of

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
        config, warnings = load_config(Path(folder), field_names())
    return replace(task, config=config, warnings=warnings, now=clock(task.options.now, config.zone))


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
    if field:
        if not isinstance(document, Document):
            raise NoEditError(f"its front matter cannot be used: {document.message}")
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
    """Return what would be read if a layout had another text or were gone."""
    old = material.templates
    edited = tuple((one, text + "{# changed #}" if one == name else text) for one, text in old.sources)
    left = tuple(source for source in edited if source[0] != name) if removed else edited
    return replace(material, templates=Templates(left, old.language, old.catalogue))


def catalogues(site: Path) -> set[str]:
    """Return the names of all catalogues of words: the site's, and the package's."""
    folders = {"": site / "layouts", DEFAULT: theme_folder() / "layouts"}
    files = ((prefix, file) for prefix, folder in folders.items() for file in folder.glob(f"{CATALOGUES}*.po"))
    return {display_name(f"{prefix}{CATALOGUES}{file.name}") for prefix, file in files}


def catalogue_in_use(site: Path, language: str) -> str:
    """Return the name of the catalogue that gives the words of a language; empty: there is none."""
    there = catalogues(site)
    return next((name for name in map(display_name, catalogue_names(language)) if name in there), "")


def showing_words(layouts: Layouts) -> set[str]:
    """Return the layouts that can show words of a catalogue: whoever names none of the functions for them cannot."""
    functions, jinja = words_of(b"").keys(), environment(layouts.templates)
    known = {name: jinja.parse(layouts.templates.text(name)) for chain in layouts.chains.values() for name in chain}
    asking = {name for name, tree in known.items() if any(one.name in functions for one in tree.find_all(nodes.Name))}
    return {layout for layout, chain in layouts.chains.items() if asking.intersection(chain)}


def changed_asset(work: Work, material: Material, name: str, *, removed: bool) -> Material:
    """Return what would be read if an asset had other bytes or were gone."""
    theme, own = theme_folder() / "assets", work.task.site / "assets"
    files, _ = asset_files((theme, own))
    if removed:
        gone = files.pop(name)
        if gone.is_relative_to(own) and (theme / name).is_file() and not theme.samefile(own):
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
