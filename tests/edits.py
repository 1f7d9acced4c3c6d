"""Random edits of a small newsroom, for the central property: incremental output equals clean output, byte for byte."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from newsroom import SITE_YAML, Newsroom, article

from sitegen.urls import slug

ROOT = Path(__file__).parent.parent

# Some stories have nothing in common: where two paths lead to one page, the one hides a bug in the other.
STORIES: dict[str, str | bytes] = {
    "content/one.md": article("One", "First [two](two.md).", "2026-01-01", tags="[alpha]", people="[Ada Abel]"),
    "content/two.md": article("Two", "Second.", "2026-01-02 08:00", tags="[beta]", section="World"),
    "content/three/index.md": article("Three", "![x](dot.png)", "2026-01-03", photo="dot.png", byline="[Ben Boro]"),
    "content/four.md": article("Four", "Fourth.\n\n## Part", "2026-02-04", people="[Cy Coe, Ada Abel]", series="Tides"),
    "content/five.md": article("Five", "Fifth.", "2026-02-05 23:30", tags="[alpha, gamma]", dateline="Port Verity"),
    "content/six.md": article("Six", "Sixth.", "2026-06-06 06:00", tags="[beta]", section="World", byline="Ben Boro"),
    "content/seven.md": article("Seven", "Seventh.", "2025-07-07", series="Tides"),
}
DOT = (ROOT / "assets/root/apple-touch-icon.png").read_bytes()
EXTRA: dict[str, str | bytes] = {
    "content/three/dot.png": DOT,
    "content/people/ada-abel.md": "---\nname: Ada Abel\nformer_ids: [ada]\n---\n\nA life.\n",
    "content/tags/alpha.md": "---\nname: alpha\nsummary: The first.\n---\n",
    "content/pages/about.md": "---\ntitle: About\naliases: [/old.html]\n---\n\nWe are [here](../one.md).\n",
    "assets/print.css": "@import 'more.css'; body { background: url(dot.png) }\n",
    "assets/more.css": "p { color: red }\n",
    "assets/dot.png": DOT,
}


def start(folder: Path, engine: str) -> Newsroom:
    """Make the newsroom, read by a Markdown engine, with small listings and its own copies of all default layouts."""
    settings = f"{SITE_YAML}page_size: 2\nfront_size: 3\nfeed_size: 2\nmarkdown: {{engine: {engine}}}\n"
    site = Newsroom(folder, {**STORIES, **EXTRA, "site.yaml": settings})
    for layout in (ROOT / "layouts").rglob("*.*"):
        name = layout.relative_to(ROOT / "layouts").as_posix()
        if not name.startswith("locale/"):
            site.write({f"layouts/{name}": layout.read_text()})
    base = (site.folder / "layouts/base.html").read_text()
    site.write({"layouts/base.html": base.replace("</head>", "<link href=\"{{ 'print.css'|asset }}\">\n</head>")})
    return site


class Desk:
    """An editor, a designer and an accident, each edit drawn from a seeded source."""

    def __init__(self, site: Newsroom, seed: int) -> None:
        self.site = site
        self.now = "2026-06-01"
        self._random = random.Random(seed)  # noqa: S311  # a reproducible source of edits
        self._number = 0
        self.engine = ""

    def edit(self) -> str:
        """Do one random edit and say which."""
        move = self._random.choice(MOVES)
        self._number += 1
        return f"{move.__name__}: {move(self)}"

    def sources(self) -> dict[Path, bytes]:
        """Return every source file of the site."""
        roots = (self.site.folder / name for name in ("content", "layouts", "assets"))
        files = [
            self.site.folder / "site.yaml",
            *(path for root in roots for path in root.rglob("*") if path.is_file()),
        ]
        return {path: path.read_bytes() for path in files}

    def restore(self, sources: dict[Path, bytes]) -> None:
        """Take back an edit."""
        for path in self.sources().keys() - sources.keys():
            path.unlink()
        for path, content in sources.items():
            if not path.exists() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    def _story(self) -> Path:
        return self._random.choice(sorted(p for p in (self.site.folder / "content").rglob("*.md") if _is_story(p)))

    def _files(self, folder: str, pattern: str = "*.*") -> list[Path]:
        return sorted(path for path in (self.site.folder / folder).rglob(pattern) if path.is_file())

    def edit_a_field(self) -> str:
        """Change one field of a story that exists."""
        path = self._story()
        key, values = self._random.choice(
            [
                *[("title", [f"Title {self._number}", "One", "Two"])] * 4,
                ("summary", ["Short.", f"Sum {self._number}"]),
                ("kicker", ["Kick", "Exclusive"]),
                ("deck", ["A deck."]),
                ("tags", ["[alpha]", "[beta, delta]", "[]", "[Alpha]"]),
                ("people", ["[Ada Abel]", "[ada-abel, Cy Coe]", "[]", "[Zoë Quist]"]),
                ("people", ["[{id: ada-abel, role: victim}]", "[{name: Cy Coe, role: source, as: Mayor}]"]),
                ("people_auto", ["false", "true"]),
                ("people_index", ["false", "true"]),
                ("redact", ["[{surface: Ada Abel, replace: X}]", "[]"]),
                ("byline", ["Ben Boro", "[Ada Abel, Dee Dahl]"]),
                ("section", ["World", "Local"]),
                ("series", ["Tides", "Floods"]),
                ("sponsor", ["Acme"]),
                ("date", ["2026-01-02 09:00", "2026-03-08 01:30", "2025-12-31 23:59", "2026-09-09"]),
                ("updated", ["2027-01-01"]),
                ("draft", ["true", "false"]),
                ("slug", [f"slug-{self._number}"]),
                ("aliases", [f"[/a{self._number}/]", "[/swap.html]", "[/swap.html/in/]"]),
                ("photo", ["/three/dot.png", "{src: /three/dot.png, credit: C, alt: A}"]),
            ]
        )
        text = path.read_text()
        line = f"{key}: {self._random.choice(values)}"
        new, count = re.subn(rf"^{key}:.*$", line, text, count=1, flags=re.MULTILINE)
        path.write_text(new if count else text.replace("---\n", f"---\n{line}\n", 1))
        return f"{path.name} {line}"

    def edit_a_body(self) -> str:
        """Add text, links or headings to a story."""
        path = self._story()
        words = self._random.choice(
            [
                *("More.", "See [one](/one.md).", "## Head\n\nText[^1]\n\n[^1]: Note.", "[up](#head)"),
                *("Ada Abel met Mayor Cy Coe. Abel left.", "Bo Abel, *Zoë Quist* and Captain Abel."),
            ]
        )
        path.write_text(
            path.read_text() + f"\n{words} {self._number}\n" if "](#" not in words else path.read_text() + "\nEnd.\n"
        )
        return path.name

    def add_a_story(self) -> str:
        """Publish."""
        name = f"content/new-{self._number}.md"
        day = self._random.choice(["2026-01-15", "2026-05-30 10:00", "2024-02-29", "2026-07-01"])
        self.site.write({name: article(f"New {self._number}", "New.", day, tags="[alpha, delta]", people="[Ada Abel]")})
        return f"{name} {day}"

    def delete_a_story(self) -> str:
        """Withdraw."""
        path = self._story()
        path.unlink()
        return path.name

    def rename_a_story(self) -> str:
        """Move a story to another file."""
        path = self._story()
        path.rename(path.with_name(f"moved-{self._number}.md"))
        return path.name

    def swap_file_and_folder(self) -> str:
        """Turn `a.md` into `a/index.md`, or the other way round."""
        path = self._story()
        if path.name == "index.md":
            path.rename(path.parent.with_name(f"{path.parent.name}-flat.md"))
        else:
            folder = path.with_suffix("")
            folder.mkdir(exist_ok=True)
            path.rename(folder / "index.md")
        return path.name

    def edit_a_layout(self) -> str:
        """Touch any layout or macro."""
        path = self._random.choice(self._files("layouts"))
        text = path.read_text()
        if "{% macro card(" in text:
            path.write_text(text.replace("</article>", f"<i>{self._number}</i></article>", 1))
        elif "{% block main %}" in text:
            path.write_text(text.replace("{% block main %}", "{% block main %}" + f"<i>{self._number}</i>", 1))
        elif text.startswith(("{% extends", "<?xml")):
            path.write_text(text + f"{{# {self._number} #}}")
        else:
            path.write_text(text + f"<!-- {self._number} -->")
        return path.name

    def change_an_asset(self) -> str:
        """Edit a style sheet, or a picture that one shows."""
        path = self._random.choice(self._files("assets"))
        path.write_bytes(path.read_bytes() + (b"/**/" if path.suffix == ".css" else b"\0"))
        return path.name

    def change_a_picture(self) -> str:
        """Replace or remove the picture of a story."""
        path = self.site.folder / "content/three/dot.png"
        if path.exists():
            path.write_bytes(path.read_bytes() + b"\0")
        return path.name

    def edit_a_record(self) -> str:
        """Change what is known of a person, a tag or a page."""
        path = self._random.choice(sorted(p for p in self._files("content", "*.md") if not _is_story(p)))
        text = path.read_text()
        if "summary:" in text:
            path.write_text(re.sub(r"summary:.*", f"summary: Known {self._number}", text))
        else:
            path.write_text(text.replace("---\n", f"---\nsummary: Known {self._number}\n", 1))
        return path.name

    def edit_a_person(self) -> str:
        """Write, change or delete the record of someone whom texts may name."""
        name = self._random.choice(["Ada Abel", "Cy Coe", "Ben Boro", "Zoë Quist"])
        path = self.site.folder / f"content/people/{slug(name)}.md"
        if path.exists() and self._random.random() < 0.3:
            path.unlink()
            return f"{path.name} is gone"
        lines = self._random.sample(
            [
                *("privacy: limited", "privacy: public", "privacy: suppressed", "minor: true", "page: always"),
                *("aliases: [Captain Abel]", "short: [Coe, Boro]", "not: [Zoë Quist]", "sort: Aa, B", "family: Abel"),
                *("former_ids: [ada]", "roles: [{title: Mayor, start: 2026-01}]", f"summary: Known {self._number}"),
            ],
            self._random.randrange(4),
        )
        if len([line for line in lines if line.startswith("privacy")]) > 1:
            lines = lines[:1]
        path.write_text("\n".join(["---", f"name: {name}", *lines, "---", "", "A life.", ""]))
        return f"{path.name} {lines}"

    def edit_a_tag(self) -> str:
        """Write the record of a tag anew: what it refers to, what else means it, and whether it has a page at all."""
        name = self._random.choice(["alpha", "beta", "delta", "epsilon"])
        fields = self._random.choice(
            [
                "see: alpha",
                "see: [beta, delta]",
                f"aliases: [gamma]\nsummary: Known {self._number}",
                "former_ids: [older]\nsee: gamma",
                "page: always\nsee: beta",
                "",
            ]
        )
        self.site.write({f"content/tags/{name}.md": f"---\nname: {name}\n{fields}\n---\n\nText {self._number}.\n"})
        return f"{name} {fields}"

    def delete_a_tag(self) -> str:
        """Remove the record of a tag."""
        paths = self._files("content/tags")
        if not paths:
            return "nothing"
        path = self._random.choice(paths)
        path.unlink()
        return path.name

    def change_the_settings(self) -> str:
        """Change any setting, the time zone included."""
        key, values = self._random.choice(
            [
                ("title", ["The Test Gazette", "The Other Gazette"]),
                ("url", ["https://gazette.example/", "https://gazette.example/news/", "https://other.example/"]),
                ("timezone", ["America/Chicago", "America/Indiana/Tell_City", "Asia/Tokyo", "America/Mexico_City"]),
                ("permalink", ["/{year}/{month}/{day}/{slug}/", "/{section}/{slug}.html"]),
                ("page_size", ["2", "3"]),
                ("front_size", ["3", "5"]),
                ("language", ["en", "es", "de"]),
                ("sections", ["[World]", "[Local, World]"]),
                ("copyright", ["(c) us"]),
                ("tags", ["{least: 2}", "{least: 3}", "{allowed: any}"]),
                ("dateline", ["{style: plain}", "{style: reuters, source: Wire}"]),
            ]
        )
        return self._set(key, self._random.choice(values))

    def move_the_site(self) -> str:
        """Let the site be in another time zone."""
        return self._set("timezone", self._random.choice(["America/Chicago", "Asia/Tokyo", "America/Mexico_City"]))

    def _set(self, key: str, value: str) -> str:
        path = self.site.folder / "site.yaml"
        line, text = f"{key}: {value}", path.read_text()
        new, count = re.subn(rf"^{key}:.*$", line, text, count=1, flags=re.MULTILINE)
        path.write_text(new if count else f"{text}{line}\n")
        return line

    def move_the_clock(self) -> str:
        """Let time pass a future date, or go back."""
        self.now = self._random.choice(["2026-06-01", "2026-06-07", "2026-10-01", "2026-01-02 08:30"])
        return self.now

    def spoil_the_output(self) -> str:
        """Delete or alter a file of ours."""
        files = self._files("output")
        if not files:
            return "nothing"
        path = self._random.choice(files)
        if self._random.random() < 0.5:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes() + b"!")
        return path.name

    def touch_everything(self) -> str:
        """Give every file new times, as a restored cache or a fresh checkout does."""
        for folder in ("content", "assets", "layouts", "output"):
            for path in self._files(folder):
                path.touch()
        return ""

    def content_engine(self) -> str:
        """Return the digest by which the program knows the part of it that reads."""
        return self.engine

    def render_engine(self) -> str:
        """Return the digest by which the program knows the part of it that renders."""
        return self.engine

    def change_the_engine(self) -> str:
        """Upgrade the program."""
        self.engine = f"engine {self._number}"
        return self.engine


MOVES: list[Callable[[Desk], str]] = [
    *[Desk.edit_a_field] * 5,
    *[Desk.edit_a_body] * 2,
    *[Desk.edit_a_layout] * 2,
    Desk.add_a_story,
    Desk.delete_a_story,
    Desk.rename_a_story,
    Desk.swap_file_and_folder,
    Desk.change_an_asset,
    Desk.change_a_picture,
    Desk.edit_a_record,
    *[Desk.edit_a_person] * 2,
    Desk.edit_a_tag,
    Desk.delete_a_tag,
    *[Desk.change_the_settings] * 2,
    Desk.move_the_site,
    Desk.move_the_clock,
    Desk.spoil_the_output,
    Desk.touch_everything,
    Desk.change_the_engine,
]


def _is_story(path: Path) -> bool:
    return not {"people", "tags", "pages"} & set(path.parts)
