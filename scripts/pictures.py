"""Draw the illustrations and icons of the demonstration site.

Run ``python scripts/pictures.py`` from anywhere. Every picture is built from flat shapes,
gradients and blurs at three times its size and reduced, with fixed seeds, so a second run
writes the same pictures. They go beside the articles that use them, under ``content/``;
the icons go to ``assets/root/``. Pillow is the only requirement.
"""

# A picture is one long list of shapes, and its chance is meant to be repeatable:

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageColor, ImageDraw, ImageFilter, ImageOps

ROOT = Path(__file__).resolve().parent.parent
SCALE = 3  # drawing size over final size
WIDE = (1600, 1067)
LIMIT = 116_000  # bytes in one picture

INK, NAVY, SLATE, TEAL, MIST = "#14233b", "#22405f", "#3f647c", "#5b8e98", "#a8c4c4"
PALE, CREAM, SAND, GOLD, ROSE = "#e2e9df", "#f9eed9", "#edd1a6", "#f3b95f", "#dd9c88"
CORAL, RUST, PLUM, PINE, STONE = "#dc6f57", "#a4483b", "#594a6d", "#2c5552", "#8b98a0"
LAMP, WHITE, BRICK = "#ffdf95", "#fffaf0", "#7e3730"

Point = tuple[float, float]
Points = str | Iterable[Point]  # "10 20, 30 40" or pairs
Fill = str | Sequence[str]  # one color, or stops from top to bottom


def pairs(points: Points) -> list[Point]:
    """Read points from text, or take them as they are."""
    if not isinstance(points, str):
        return list(points)
    numbers = [float(word) for word in points.replace(",", " ").split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def curve(points: Points, steps: int = 14) -> list[Point]:
    """Draw an open Catmull-Rom curve through the points."""
    knots = pairs(points)
    ends = [knots[0], *knots, knots[-1]]
    path = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for t in (step / steps for step in range(steps)):
            weights = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
            x, y = (sum(w * p[i] for w, p in zip(weights, (a, b, c, d), strict=True)) for i in (0, 1))
            path.append((x / 2, y / 2))
    return [*path, knots[-1]]


def ramp(fill: Fill, size: tuple[int, int]) -> Image.Image:
    """Make a picture of one color, or of a vertical gradient."""
    if isinstance(fill, str):
        return Image.new("RGB", size, fill)
    stops = [ImageColor.getrgb(color)[:3] for color in fill]
    column = Image.new("RGB", (1, 512))
    for y in range(512):
        at = y / 511 * (len(stops) - 1)
        low = min(int(at), len(stops) - 2)
        mix = (a + (b - a) * (at - low) for a, b in zip(stops[low], stops[low + 1], strict=True))
        column.putpixel((0, y), tuple(round(channel) for channel in mix))
    return column.resize(size, Image.Resampling.BILINEAR)


class Scene:
    """A canvas measured in final pixels and drawn larger."""

    def __init__(self, size: tuple[int, int], sky: Fill) -> None:
        self.size = size
        self.image = ramp(sky, (size[0] * SCALE, size[1] * SCALE))

    def stamp(self, kind: str, at: Points, fill: Fill, alpha: float, blur: float, **how: Any) -> None:
        """Paint one of Pillow's shapes, in a color or a gradient of its own height."""
        spots = [(x * SCALE, y * SCALE) for x, y in pairs(at)]
        pad = int(3 * blur * SCALE) + how.get("width", 0) + 2
        left, top = (int(min(spot[axis] for spot in spots)) - pad for axis in (0, 1))
        right, bottom = (int(max(spot[axis] for spot in spots)) + pad for axis in (0, 1))
        mask = Image.new("L", (right - left, bottom - top), 0)
        local = [(x - left, y - top) for x, y in spots]
        getattr(ImageDraw.Draw(mask), kind)(local, fill=round(255 * alpha), **how)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE))
        self.image.paste(ramp(fill, mask.size), (left, top), mask)

    def poly(self, at: Points, fill: Fill, alpha: float = 1, blur: float = 0) -> None:
        """Fill a polygon."""
        self.stamp("polygon", at, fill, alpha, blur)

    def line(self, at: Points, fill: Fill, width: float = 2, alpha: float = 1) -> None:
        """Draw a line through the points."""
        self.stamp("line", at, fill, alpha, 0, width=round(width * SCALE), joint="curve")

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Fill, alpha: float = 1, blur: float = 0) -> None:
        """Fill an ellipse around (x, y)."""
        self.stamp("ellipse", [(x - rx, y - ry), (x + rx, y + ry)], fill, alpha, blur)

    def box(
        self, x: float, y: float, w: float, h: float, fill: Fill, alpha: float = 1, radius: float = 0, blur: float = 0
    ) -> None:
        """Fill a rectangle from its upper left corner."""
        how = {"radius": radius * SCALE}
        self.stamp("rounded_rectangle", [(x, y), (x + w, y + h)], fill, alpha, blur, **how)

    def arch(self, x: float, top: float, radius: float, foot: float, fill: Fill) -> None:
        """Fill an arched opening, from its top to its foot."""
        turns = (math.pi * n / 40 for n in range(41))
        bow = [(x - radius * math.cos(t), top + radius - radius * math.sin(t)) for t in turns]
        self.poly([*bow, (x + radius, foot), (x - radius, foot)], fill)

    def glow(self, x: float, y: float, radius: float, color: str, alpha: float = 1) -> None:
        """Draw a light that fades out with distance."""
        falloff = [round(255 * alpha * max(0, 1 - v / 178) ** 2) for v in range(256)]
        side = int(radius * 2 * SCALE)
        fade = Image.radial_gradient("L").point(falloff)
        mask = fade.resize((side, side), Image.Resampling.BICUBIC)
        corner = (int((x - radius) * SCALE), int((y - radius) * SCALE))
        self.image.paste(ramp(color, mask.size), corner, mask)

    def beam(self, x: float, y: float, far: float, drop: float, spread: float) -> None:
        """Draw a ray of light from (x, y) to the abscissa far."""
        for n in range(8):
            wide = spread * (1 - n / 9)
            at = [(x, y), (far, y + drop - wide), (far, y + drop + wide)]
            self.poly(at, "#fff0c0", 0.07, 4)

    def clouds(self, spots: Points, light: str, dark: str, alpha: float = 0.5) -> None:
        """Draw flat clouds, each around a point."""
        for n, (x, y) in enumerate(pairs(spots)):
            w = 180 + n * 71 % 130
            self.oval(x, y, w, 8, light, alpha, 3)
            self.oval(x + w / 4, y + 13, w * 0.6, 6, dark, alpha * 0.8, 3)
            self.oval(x - w / 5, y - 11, w * 0.4, 6, light, alpha * 0.8, 3)

    def ridge(self, base: float, rise: float, seed: int, fill: Fill, alpha: float = 1, waves: float = 3) -> None:
        """Draw rolling ground from one side to the other, down to the lower edge."""
        rng = random.Random(seed)
        parts = [(waves * 2**n, rise / 2**n, rng.uniform(0, 6.28)) for n in range(4)]
        width, height = self.size
        top = [
            (x, base - sum(a * math.sin(f * x / width * math.pi + p) for f, a, p in parts))
            for x in range(-10, width + 20, 6)
        ]
        self.poly([*top, (width + 20, height + 10), (-20, height + 10)], fill, alpha)

    def reflect(self, y: float, tint: Fill, near: int, far: int = 228) -> None:
        """Lay still water below y: the picture above, upside down, rippled and tinted."""
        width, line = self.image.width, int(y * SCALE)
        depth = self.image.height - line
        mirror = ImageOps.flip(self.image.crop((0, line - depth, width, line)))
        mirror = mirror.filter(ImageFilter.GaussianBlur(2 * SCALE))
        veil = ramp((f"rgb({near},0,0)", f"rgb({far},0,0)"), mirror.size).getchannel(0)
        water = Image.composite(ramp(tint, mirror.size), mirror, veil)
        for row in range(0, depth, SCALE):
            down = row / SCALE
            sway = (1.5 + down / 60) * math.sin(down / (3.5 + down / 30)) + math.sin(down / 1.6)
            strip = water.crop((0, row, width, row + SCALE)).resize((width + 120, SCALE))
            self.image.paste(strip, (int(sway * SCALE) - 60, line + row))

    def ripples(
        self, y: float, seed: int, color: str, alpha: float, count: int, x: float = -1, spread: float = 0
    ) -> None:
        """Draw thin strokes of light on water, wider toward the viewer; around x, if given."""
        rng = random.Random(seed)
        width, height = self.size
        for _ in range(count):
            down = rng.random() ** 1.6
            middle = rng.gauss(x, spread * (0.35 + down)) if x >= 0 else rng.uniform(0, width)
            long, thick = rng.uniform(14, 60) * (0.4 + 1.6 * down), 1 + 2.4 * down
            top = y + 4 + down * (height - y)
            self.box(middle - long, top, 2 * long, thick, color, alpha, thick / 2)

    def gulls(self, spots: Iterable[tuple[float, float, float]], color: str) -> None:
        """Draw gulls, each given as (x, y, half its span)."""
        for x, y, s in spots:
            top = curve([(-1, -0.2), (-0.55, -0.42), (-0.1, -0.08), (0.5, -0.48), (1, -0.36)])
            low = curve([(1, -0.36), (0.5, -0.32), (0, 0.16), (-0.5, -0.26), (-1, -0.2)])
            self.poly([(x + s * px, y + s * py) for px, py in top + low], color, 0.85)

    def save(self, path: Path) -> None:
        """Write a PNG, for a picture of plain colors, or else a JPEG of limited size."""
        path.parent.mkdir(parents=True, exist_ok=True)
        final = self.image.resize(self.size, Image.Resampling.LANCZOS)
        if path.suffix == ".png":
            method = Image.Quantize.FASTOCTREE
            final.quantize(192, method, dither=Image.Dither.NONE).save(path, optimize=True)
            return
        for quality in range(84, 70, -2):
            data = io.BytesIO()
            final.save(data, "JPEG", quality=quality, optimize=True, progressive=True)
            if data.tell() <= LIMIT:
                break
        path.write_bytes(data.getvalue())


def ferry(s: Scene, x: float, y: float, k: float, hull: Fill, house: Fill, glass: str) -> None:
    """Draw a small passenger ferry, bow to the right, with the waterline at y."""

    def shape(fill: Fill, at: str) -> None:
        s.poly([(x + px * k, y + py * k) for px, py in pairs(at)], fill)

    def block(px: float, py: float, w: float, h: float, fill: Fill, alpha: float = 1) -> None:
        s.box(x + px * k, y + py * k, w * k, h * k, fill, alpha, 3 * k)

    for px, py, width in ((290, -190, 3.5), (334, -188, 1.4), (172, -188, 1.4)):
        s.line([(x + 290 * k, y - 252 * k), (x + px * k, y + py * k)], INK, width * k)
    shape((CORAL, RUST), "138 -120, 146 -190, 204 -190, 208 -120")
    shape(INK, "144 -172, 146 -190, 204 -190, 205 -172")
    shape(house, "240 -110, 248 -182, 330 -182, 344 -110")
    shape(glass, "258 -146, 261 -170, 325 -170, 332 -146")
    block(236, -190, 108, 9, house)
    block(112, -132, 252, 40, house)
    block(112, -100, 252, 10, INK, 0.16)
    block(100, -136, 278, 6, house)
    block(36, -98, 366, 48, house)
    block(36, -98, 366, 7, INK, 0.16)
    for n in range(6):
        block(126 + n * 38, -124, 25, 18, glass)
    for n in range(8):
        block(54 + n * 42, -84, 27, 19, glass)
    shape(hull, "-6 -58, 380 -58, 474 -80, 424 0, 20 0")
    shape(CREAM, "-6 -58, 380 -58, 474 -80, 470 -71, 382 -49, -5 -49")
    shape(RUST, "14 -13, 431 -13, 424 0, 20 0")
    for n in range(5):
        s.oval(x + (60 + n * 70) * k, y - 31 * k, 5 * k, 5 * k, INK, 0.7)


def pine(s: Scene, x: float, y: float, h: float, fill: Fill) -> None:
    """Draw a pine of height h that stands on (x, y)."""
    for n in range(4):
        w, top = h * (0.12 + 0.05 * n), y - h + n * h * 0.2
        s.poly([(x, top), (x + w, top + h * 0.36), (x - w, top + h * 0.36)], fill)
    s.box(x - h * 0.02, y - h * 0.1, h * 0.04, h * 0.14, fill)


def harbor_dusk() -> Scene:
    """Draw the ferry leaving the harbor at dusk."""
    s = Scene(WIDE, (NAVY, PLUM, "#a8677a", CORAL, GOLD, "#f8d58f", GOLD, GOLD, GOLD))
    s.glow(1130, 600, 900, "#ffe6b0", 0.9)
    s.oval(1130, 590, 96, 96, ("#fff3d2", "#ffd98c"))
    s.clouds("330 214, 1290 300, 800 130, 1470 190", ROSE, GOLD)
    s.ridge(575, 16, 4, ("#c07d7f", "#b0687a", CORAL), 0.8, 2)
    s.ridge(606, 12, 9, ("#74506f", PLUM), 0.9, 2.6)
    rng = random.Random(3)
    for n in range(15):  # the town, on the left
        x, w, h = n * 33 - 12, rng.uniform(28, 44), rng.uniform(30, 74) - n
        s.box(x, 640 - h, w, h, NAVY)
        s.poly([(x - 4, 640 - h), (x + w / 2, 618 - h), (x + w + 4, 640 - h)], INK)
        for m in range(2):
            if rng.random() < 0.6:
                s.box(x + 7 + m * 14, 650 - h, 7, 10, LAMP)
    s.poly("196 580, 205 455, 214 580", INK)
    s.box(190, 560, 30, 80, INK)
    s.box(0, 634, 520, 8, INK)
    ferry(s, 590, 642, 0.95, (NAVY, INK), (CREAM, ROSE), LAMP)
    s.reflect(640, ("#c47a70", "#84506f", NAVY, INK), 60, 225)
    s.glow(1130, 660, 330, "#ffdf9c", 0.55)
    s.box(0, 640, 1600, 2, "#ffe1a0", 0.35)
    s.ripples(642, 5, "#ffe1a0", 0.75, 150, 1130, 85)
    s.ripples(660, 6, ROSE, 0.2, 70)
    s.ripples(650, 8, CREAM, 0.3, 12, 640, 90)
    for x, top in ((1392, 720), (1452, 690), (1520, 742), (1580, 704)):  # pilings, and a gull
        s.box(x, top, 34, 420, (PLUM, INK, INK), 1, 6)
        s.oval(x + 17, top + 4, 17, 6, ROSE, 0.8)
    s.line("1370 806, 1640 786", INK, 16)
    s.oval(1466, 662, 25, 11, CREAM)
    s.oval(1488, 651, 9.5, 8.5, CREAM)
    s.poly("1452 655, 1418 668, 1456 670", SLATE)
    s.poly("1495 649, 1509 653, 1495 656", GOLD)
    s.line("1464 672, 1464 692", GOLD, 2.5)
    s.gulls([(760, 330, 32), (850, 296, 24), (915, 345, 18), (420, 400, 16)], INK)
    return s


def lighthouse() -> Scene:
    """Draw Tern Point Light at nightfall."""
    s = Scene(WIDE, (INK, NAVY, "#37637a", TEAL, MIST, "#e9d9b6", GOLD, GOLD))
    rng = random.Random(11)
    for _ in range(110):
        x, y, size = rng.uniform(0, 1600), 420 * rng.random() ** 1.5, rng.uniform(0.8, 2.2)
        s.oval(x, y, size, size, CREAM, rng.uniform(0.3, 0.9))
    s.glow(380, 760, 620, "#ffd99a", 0.7)
    s.ridge(742, 13, 21, ("#7fa3a6", TEAL), 0.75, 2)
    s.ridge(760, 10, 5, SLATE, 0.85, 3)
    s.reflect(772, (TEAL, SLATE, NAVY, INK), 60)
    s.ripples(776, 4, "#ffe1a0", 0.55, 80, 380, 120)
    s.ripples(780, 9, MIST, 0.25, 110)
    s.glow(1100, 260, 330, "#fff0c0", 0.7)
    s.beam(1100, 262, -80, -60, 170)
    s.beam(1100, 262, 1720, 30, 90)
    foam = "480 1074 40, 522 1062 34, 566 1040 36, 612 1016 32, 650 998 26, 676 984 18"
    for spot in foam.split(", "):
        x, y, size = (float(word) for word in spot.split())
        s.oval(x - 8, y, size, size * 0.36, PALE, 0.85)
        s.oval(x - 60, y + 14, size * 1.3, 2.5, PALE, 0.5)
    cliff = (
        "520 1080, 600 1016, 664 990, 716 922, 776 902, 826 842, 905 822, 960 778, 1080 754,"
        "1260 750, 1400 780, 1480 770, 1640 800"
    )
    s.poly([*curve(cliff), (1640, 1100), (520, 1100)], (PINE, "#1d3c47", INK))
    s.poly([*curve("816 872, 862 960, 836 1080"), *pairs("700 1080, 760 920")], INK, 0.4)
    s.poly([*curve("964 786, 1016 900, 980 1080"), *pairs("1160 1080, 1130 764")], INK, 0.42)
    s.poly([*curve("1396 790, 1366 930, 1420 1080"), *pairs("1640 1080, 1640 806")], INK, 0.42)
    grass = curve("956 782, 1080 756, 1260 752, 1400 784, 1260 778, 1080 782, 956 782")
    s.poly(grass, "#7d9b77", 0.6)
    s.box(1366, 580, 26, 60, BRICK)  # the keeper's house
    s.box(1232, 672, 190, 98, (CREAM, SAND))
    s.poly("1214 676, 1262 606, 1396 606, 1440 676", (RUST, BRICK))
    s.box(1348, 676, 74, 94, INK, 0.16)
    for x in (1256, 1304, 1372):
        s.box(x, 698, 26, 34, LAMP)
        s.line([(x + 13, 698), (x + 13, 732)], RUST, 2)

    def band(top: float, low: float, fill: Fill, alpha: float = 1, *, half: bool = False) -> None:
        wide, deep = 48 + (top - 310) * 0.062, 48 + (low - 310) * 0.062
        left = [(1108, low), (1106, top)] if half else [(1100 - deep, low), (1100 - wide, top)]
        s.poly([*left, (1100 + wide, top), (1100 + deep, low)], fill, alpha)

    band(310, 772, (CREAM, SAND))
    for top, low in ((352, 432), (512, 592), (672, 772)):
        band(top, low, (CORAL, RUST))
    band(310, 772, INK, 0.2, half=True)
    for y in (462, 622):
        s.box(1090, y, 20, 34, NAVY, 1, 10)
    s.arch(1102, 708, 22, 772, INK)
    s.box(1030, 296, 140, 16, INK, 1, 3)
    for n in range(8):
        s.box(1034 + n * 18.7, 268, 2.5, 30, INK)
    s.box(1030, 266, 140, 4, INK)
    s.box(1064, 224, 72, 74, ("#fff7dc", GOLD))
    for x in (1064, 1087, 1111, 1133):
        s.box(x, 224, 3.5, 74, INK)
    s.poly("1052 226, 1100 178, 1148 226", (RUST, BRICK))
    s.oval(1100, 174, 8, 8, INK)
    s.line("1100 174, 1100 146", INK, 3)
    s.glow(1100, 260, 100, "#fff7dc", 0.8)
    s.gulls([(640, 520, 28), (720, 560, 20), (560, 590, 16)], CREAM)
    return s


def council_chamber() -> Scene:
    """Draw a hearing in the council chamber."""
    s = Scene(WIDE, ("#8b5a54", "#c48a6c", "#dcae84", "#c78f6f", RUST))
    s.box(0, 0, 1600, 74, ("#4b3038", "#6d4344"))
    for n in range(9):
        s.box(n * 200 - 22, 0, 44, 74, INK, 0.35)
    s.box(0, 74, 1600, 10, SAND, 0.5)
    for n in range(5):  # windows on the harbor
        x = 150.0 + n * 325
        s.arch(x, 126, 100, 524, CREAM)
        s.arch(x, 140, 86, 510, (INK, NAVY, SLATE, "#c98a7c", GOLD))
        s.box(x - 86, 452, 172, 58, (ROSE, NAVY))
        hill = curve([(x - 86, 440 - n % 2 * 14), (x - 20, 424 + n % 3 * 8), (x + 86, 440)])
        s.poly([*hill, (x + 86, 454), (x - 86, 454)], PLUM)
        for dx in (-29, 29):
            s.line([(x + dx, 146), (x + dx, 510)], CREAM, 5)
        for y in (226.0, 320.0, 414.0):
            s.line([(x - 86, y), (x + 86, y)], CREAM, 5)
        s.box(x - 112, 508, 224, 18, CREAM)
        s.box(x - 112, 522, 224, 6, INK, 0.2)
    s.box(0, 560, 1600, 380, ("#8a4038", "#4a2930"))
    s.box(0, 556, 1600, 10, SAND, 0.55)
    for n in range(11):
        s.box(n * 160 - 62, 590, 124, 200, INK, 0.16, 4)
    for n in range(4):  # hanging lamps
        x = 312 + n * 325
        s.line([(x, 60), (x, 250)], INK, 4)
        s.glow(x, 300, 210, "#ffe3a8", 0.7)
        s.poly([(x - 20, 250), (x + 20, 250), (x + 52, 292), (x - 52, 292)], (PINE, INK))
        s.oval(x, 293, 40, 10, "#fff3cf")
    skins, coats = ("#e9b994", "#7c4f3e", "#c78d68"), (NAVY, CORAL, PINE, INK, TEAL, PLUM, SLATE)
    hairs = ("#3b2a2c", STONE, INK, PALE, "#5b3a30", INK, "#8a4b33")
    for n in range(7):  # the members
        x, y = 290 + n * 170, 640 + 46 * ((n - 3) / 3) ** 2
        skin, hair = skins[n * 2 % 3], hairs[n]
        s.box(x - 62, y - 124 - (26 if n == 3 else 0), 124, 190, ("#6d3a38", INK), 1, 22)
        s.box(x - 54, y - 50, 108, 120, (coats[n], coats[n], INK), 1, 34)
        s.poly([(x - 15, y - 50), (x + 15, y - 50), (x, y - 12)], CREAM)
        s.box(x - 11, y - 72, 22, 30, skin, 1, 8)
        s.oval(x, y - 92, 29, 34, hair)
        s.oval(x, y - 86, 24, 28, skin)
        fringe = curve("-26 -90, -14 -122, 14 -122, 26 -90, 8 -106, -26 -90")
        s.poly([(x + px, y + py) for px, py in fringe], hair)
        for side in (-31, 22) if n in (1, 4) else ():
            s.box(x + side, y - 98, 9, 52, hair, 1, 5)
    top = curve("130 706, 290 690, 545 664, 800 654, 1055 664, 1310 690, 1470 706")
    low = curve("1470 980, 1310 980, 1055 980, 800 980, 545 980, 290 980, 130 980")
    s.poly(top + low, ("#a4603f", "#7a3f33", "#4a2930"))
    for n in range(7):
        x, bow = 290 + n * 170, ((n - 3) / 3) ** 2
        s.box(x - 66, 716 + 36 * bow, 132, 116 + 14 * bow, INK, 0.22, 5)
        s.box(x - 36, 672 + 34 * bow, 72, 20, CREAM, 1, 3)
        stem = curve("50 664, 46 640, 30 622")
        s.line([(x + px, py + 36 * bow) for px, py in stem], INK, 4)
        s.oval(x + 28, 620 + 36 * bow, 7, 5, INK)
    s.line(top, "#d99a63", 12)
    s.oval(800, 770, 46, 46, GOLD)  # the seal
    s.oval(800, 770, 38, 38, NAVY)
    s.line("800 742, 800 796", GOLD, 5)
    s.line(curve("776 776, 784 794, 800 798, 816 794, 824 776"), GOLD, 5)
    s.line("788 754, 812 754", GOLD, 5)
    s.box(-60, 890, 1720, 240, ("#4a2c36", INK), 1, 0, 9)
    rng = random.Random(8)
    rows = ((930, 30, "#392a3e"), (990, 41, "#252840"), (1062, 54, INK))
    for row, (y, size, tone) in enumerate(rows):
        step = size * 2.9
        for n in range(int(1600 / step) + 2):  # the public
            x, lift = (n - row % 2 / 2) * step + rng.uniform(-9, 9), rng.uniform(-8, 8)
            s.oval(x, y + lift, size * 0.62, size * 0.76, tone)
            left, shoulder = x - size * 1.15, y + lift + size * 0.72
            s.box(left, shoulder, size * 2.3, size * 3, tone, 1, size * 0.8)
    s.oval(470, 806, 32, 39, INK)  # the speaker
    s.box(454, 820, 32, 40, INK, 1, 8)
    s.box(402, 850, 136, 280, (NAVY, INK), 1, 46)
    s.poly("506 912, 616 912, 598 1080, 524 1080", ("#8a4c3a", "#3c2430"))
    s.poly("492 894, 630 894, 620 917, 502 917", "#d99a63")
    s.line("556 896, 548 846", INK, 4)
    s.oval(546, 842, 8, 8, INK)
    return s


def trawler(s: Scene, x: float, y: float, k: float, mast: float, hull: str) -> None:
    """Draw a fishing boat with its waterline at y."""
    s.line([(x, y), (x, y - mast * k)], INK, 6 * k)
    for dx in (-74, 84):
        s.line([(x, y - mast * k), (x + dx * k, y - 50 * k)], INK, 1.6)
    s.line([(x, y - 70 * k), (x + 70 * k, y - 116 * k)], INK, 4 * k)
    s.box(x - 62 * k, y - 96 * k, 52 * k, 50 * k, CREAM, 1, 4 * k)
    s.box(x - 54 * k, y - 86 * k, 14 * k, 14 * k, NAVY)
    rim = pairs("-94 -56, 100 -60, 78 0, -74 0")
    s.poly([(x + px * k, y + py * k) for px, py in rim], (hull, INK))
    rim = pairs("-94 -56, 100 -60, 97 -50, -91 -46")
    s.poly([(x + px * k, y + py * k) for px, py in rim], CREAM)


def market_stall() -> Scene:
    """Draw a stall on the fish pier."""
    s = Scene(WIDE, ("#8fb9bf", MIST, PALE, CREAM, "#f6ddb0", SAND))
    s.glow(1240, 300, 560, "#fff6dc", 0.9)
    s.clouds("220 330, 1330 180, 560 70", WHITE, WHITE)
    s.ridge(540, 20, 2, "#9dbcb8", 0.9, 2)
    s.ridge(566, 12, 7, TEAL, 0.7, 3)
    s.box(0, 588, 1600, 200, (TEAL, SLATE))
    s.ripples(590, 4, CREAM, 0.4, 130)
    trawler(s, 262, 622, 0.45, 420, CORAL)
    trawler(s, 1350, 622, 0.45, 420, TEAL)
    trawler(s, 110, 672, 1.05, 400, NAVY)
    trawler(s, 1496, 672, 1.05, 440, RUST)
    s.box(0, 690, 1600, 400, ("#d9b184", "#b98a66", "#8f6450"))  # the pier
    for n in range(-14, 31):
        s.line([(360 + n * 55, 690), (-480 + n * 160, 1080)], RUST, 2, 0.35)
    s.box(0, 686, 1600, 12, RUST, 0.8)
    s.oval(800, 1000, 640, 40, INK, 0.35, 14)
    s.box(330, 300, 940, 420, (INK, "#33384f", PLUM))  # inside the stall
    s.box(352, 420, 896, 60, INK, 0.4, 0, 10)
    for n in range(4):
        x = 440 + n * 180 + (180 if n == 3 else 0)
        s.glow(x, 478, 150, "#ffb866", 0.75)
        s.line([(x, 380), (x, 466)], CREAM, 2, 0.6)
        s.oval(x, 478, 11, 14, "#fff3cf")
    s.box(890, 566, 152, 240, (PINE, "#1d3c47"), 1, 52)  # the seller
    s.box(922, 636, 88, 160, (CREAM, SAND), 1, 8)
    s.line("930 642, 940 572", CREAM, 8)
    s.line("1002 642, 990 572", CREAM, 8)
    s.box(952, 540, 28, 40, "#c78d68", 1, 12)
    s.oval(966, 512, 36, 42, "#d79c74")
    s.poly(curve("930 496, 932 464, 966 450, 1000 464, 1006 500, 966 490, 930 496"), NAVY)
    s.box(908, 488, 56, 9, INK, 1, 4)
    s.poly(curve("896 600, 842 660, 824 740, 862 740, 880 684, 924 640, 896 600"), "#376661")
    s.poly(curve("1034 600, 1084 660, 1100 740, 1062 740, 1050 684, 1008 640, 1034 600"), "#1d3c47")
    for x in (330, 1250):
        s.box(x, 380, 22, 620, ("#8a5b45", "#5c3a38"))
    s.poly("300 712, 1300 712, 1336 800, 264 800", ("#d9a877", "#b67c57"))  # the counter
    s.box(290, 800, 1020, 190, ("#9c6247", "#6d4038"))
    for n in range(8):
        s.box(290 + n * 128, 800, 4, 190, INK, 0.25)
    s.box(264, 794, 1072, 14, "#e8c08e", 1, 4)
    rng = random.Random(5)
    for n in range(4):  # the crates
        x = 330 + n * 238
        s.poly([(x + 10, 690), (x + 212, 690), (x + 226, 772), (x - 4, 772)], ("#7d4f3e", INK))
        if n == 0:
            for row, count in enumerate((7, 8, 9)):
                for m in range(count):
                    cx, cy = x + 111 + (m - count / 2 + 0.5) * 25, 690 + row * 26
                    s.oval(cx, cy + rng.uniform(-5, 5), 21, 17, ("#f8d06f", GOLD, "#d98b3f"))
                    s.oval(cx - 6, cy - 7, 6, 4, CREAM, 0.6)
        elif n < 3:
            ice = curve("2 770, 16 694, 110 666, 206 694, 222 770")
            s.poly([(x + px, py) for px, py in ice], ("#f4f7f2", MIST))
            tone = ((TEAL, PALE), (CORAL, "#f3c3ae"))[n - 1]
            for m in range(6):
                cx, cy = x + 52 + m % 2 * 96 + m // 2 * 8, 694 + m // 2 * 26
                tail = ((28, 0), (52, -14), (46, 0), (52, 14))
                s.poly([(cx + px, cy + py) for px, py in tail], tone[0])
                s.oval(cx, cy, 38, 12.5, tone)
                s.oval(cx - 25, cy - 3, 3.2, 3.2, INK)
                s.line([(cx - 15, cy - 8), (cx - 12, cy), (cx - 15, cy + 8)], INK, 2, 0.45)
        else:
            for m in range(8):
                cx, cy = x + 38 + m % 4 * 49, 690 + m // 4 * 36
                s.oval(cx, cy, 36, 25, ("#d9955a", "#9a5a39"))
                for d in (-14, 0, 14):
                    s.line([(cx + d - 5, cy + 9), (cx + d + 6, cy - 13)], SAND, 4, 0.8)
        front = [(x - 6, 752), (x + 228, 752), (x + 232, 806), (x - 10, 806)]
        s.poly(front, ("#e3b481", "#c08a5e"))
        s.line([(x - 7, 779), (x + 230, 779)], RUST, 2.5, 0.5)
        s.box(x + 76, 764, 70, 30, CREAM, 1, 3)
        s.box(x + 88, 773, 46, 4, SLATE)
        s.box(x + 88, 782, 30, 4, CORAL)
    for n in range(12):  # the awning
        a, c, fill = 352 + n * 74.7, 284 + n * 86, ((CORAL, RUST), (CREAM, SAND))[n % 2]
        s.oval(c + 43, 396, 43, 40, fill[1])
        s.poly([(a, 226), (a + 74.7, 226), (c + 86, 398), (c, 398)], fill)
    s.box(284, 392, 1032, 6, INK, 0.14)
    s.box(346, 216, 908, 16, RUST, 1, 8)
    rope = [(n * 42 - 40, 190 - 100 * (n / 20 - 1) ** 2) for n in range(41)]  # bunting
    rope = [(x, y - 60) for x, y in rope]
    s.line(rope, INK, 2.2, 0.8)
    for n, (x, y) in enumerate(rope[1::2]):
        s.poly([(x - 21, y), (x + 21, y), (x, y + 50)], (CORAL, CREAM, TEAL, GOLD, NAVY)[n % 5])
    s.oval(1427, 1022, 96, 12, INK, 0.3, 5)  # the slate
    s.box(1352, 800, 150, 220, "#8a5b45", 1, 6)
    s.box(1364, 812, 126, 180, (INK, "#2a3346"))
    for n, w in enumerate((86, 60, 96, 70, 80)):
        s.box(1380, 838 + n * 27, w, 6, CREAM, 0.8, 3)
    s.oval(170, 1022, 100, 12, INK, 0.3, 5)  # a barrel of mussels
    s.box(100, 852, 140, 168, ("#a86f4d", "#6d4038"), 1, 26)
    for y in (880, 976):
        s.box(98, y, 144, 12, INK, 0.7)
    s.oval(170, 858, 64, 15, "#3c2430")
    for n in range(8):
        s.oval(122 + n * 14, 850 - n % 3 * 8, 18, 11, (SLATE, INK))
    s.gulls([(240, 250, 26), (320, 290, 18), (1300, 260, 20)], SLATE)
    return s


def storm_waves() -> Scene:
    """Draw seas that break over the harbor wall."""
    s = Scene(WIDE, (INK, "#243a52", SLATE, "#8fa9ad", "#cfd2bd", SLATE, NAVY))
    rng = random.Random(17)
    for _ in range(60):  # clouds
        x, y = rng.uniform(-100, 1700), rng.uniform(-30, 330)
        wide, high = rng.uniform(120, 300), rng.uniform(24, 60)
        s.oval(x, y, wide, high, (NAVY, INK)[y < 150], 0.4, 22)
    s.glow(1130, 470, 420, "#efe3bf", 0.75)

    def swell(base: float, rise: float, count: int, shift: float, fill: Fill, foam: float) -> None:
        """Draw waves that lean to the right, with foam along the crests."""
        span = 1600 / count
        lean = ((0, 0), (0.36, 0.34), (0.62, 1), (0.74, 0.92), (0.72, 0.55), (0.8, 0.2))
        top = []
        for n in range(-1, count + 1):
            lift = rise * (0.75 + 0.35 * math.sin(n * 2.3 + shift * 9))
            top += [((n + shift + across) * span, base - lift * up) for across, up in lean]
        s.poly([*curve(top), (1900, 1100), (-300, 1100)], fill)
        for peak in range(2, len(top) - 4, 6):
            x, y = top[peak]
            under = ((0.04, 0.3), (-0.05, 0.12), (-0.26, 0.56))
            inner = [(x + across * span, y + down * rise) for across, down in under]
            s.poly(curve([*top[peak - 2 : peak + 3], *inner, top[peak - 2]]), (PALE, MIST), foam)
            for m in range(3):
                down = y + rise * (0.56 + 0.36 * m)
                trace = [(x - span * 0.4, down + rise * 0.42), (x - span * 0.12, down)]
                trace += [(x + span * (0.05 - 0.02 * m), down + rise * 0.28)]
                s.line(curve(trace), MIST, 2 + rise / 80, foam * (0.34 - 0.09 * m))
            for _ in range(int(rise / 6)):
                size = rng.uniform(1.2, 2 + rise / 55)
                px, py = x + rng.gauss(span * 0.1, span * 0.1), y - abs(rng.gauss(0, rise * 0.2))
                s.oval(px, py, size, size, PALE, foam * 0.8)

    swell(585, 44, 7, 0.2, ("#7393a0", SLATE), 0.55)
    s.glow(1292, 348, 260, "#fff0c0", 0.7)
    s.beam(1292, 348, -60, -130, 110)
    s.poly("1262 600, 1274 372, 1310 372, 1322 600", (CREAM, ROSE))  # the light
    for y in (400, 466, 532):
        a, b = (y - 372) * 0.053, (y - 340) * 0.053
        s.poly([(1274 - a, y), (1310 + a, y), (1310 + b, y + 32), (1274 - b, y + 32)], RUST)
    s.poly("1298 372, 1310 372, 1322 600, 1300 600", INK, 0.2)
    s.box(1264, 362, 56, 12, INK, 1, 3)
    s.box(1276, 334, 32, 30, "#fff3cf")
    s.poly("1268 336, 1292 312, 1316 336", INK)
    s.glow(1292, 348, 60, "#fff7dc", 0.7)
    swell(660, 90, 5, 0.55, (SLATE, NAVY), 0.7)
    s.poly("1020 604, 1640 560, 1640 1100, 1060 1100", ("#77706f", "#4d4c58", INK))  # the wall
    for row in range(7):
        y = 676 + row * 54
        s.line([(1028 + row * 4, y), (1640, y - 44)], INK, 3, 0.4)
        for n in range(7):
            x, up = 1076 + n * 96 + row % 2 * 48, (n + row % 2 / 2) * 6.9
            s.line([(x, y - 4 - up), (x, y - 52 - up)], INK, 3, 0.35)
    s.poly("1010 606, 1640 560, 1640 586, 1016 630", (SAND, STONE))
    for n in range(46):  # the burst
        lean, far = rng.triangular(-0.75, 0.6, 0), rng.uniform(240, 480) * (1 if n % 3 else 0.7)
        x, y, half = 1050 + lean * 95, 850, rng.uniform(13, 28)
        tip = (x + math.sin(lean) * far * 0.9, y - 20 - math.cos(lean) * far)
        bend = ((x + tip[0]) / 2 - lean * 26, (y + tip[1]) / 2)
        left = [(x - half, y), (bend[0] - half * 0.9, bend[1]), (tip[0] - 3, tip[1] + 4), tip]
        right = [(tip[0] + 3, tip[1] + 4), (bend[0] + half * 0.9, bend[1]), (x + half, y)]
        s.poly(curve(left + right), ("#fbfaf0", "#e4ebe4", MIST), 0.6, 1.5)
        for _ in range(5):
            size = rng.uniform(1.5, 7)
            s.oval(tip[0] + rng.gauss(0, 20), tip[1] + rng.gauss(-14, 24), size, size, "#f2f3e8", 0.8)
    swell(840, 170, 3, 0.28, ("#4c7d89", NAVY, INK), 0.9)
    swell(1010, 120, 4, 0.75, ("#2f5a70", NAVY, INK), 0.85)
    for _ in range(200):  # rain
        x, y, long = rng.uniform(-60, 1700), rng.uniform(-60, 1060), rng.uniform(30, 90)
        s.line([(x, y), (x - long * 0.36, y + long)], PALE, 1.5, 0.17)
    s.gulls([(420, 380, 34), (540, 330, 22)], PALE)
    return s


def border_road() -> Scene:
    """Draw a road to the border, under two flags."""
    s = Scene(WIDE, (PLUM, "#a8677a", CORAL, "#ee9a61", GOLD, "#fbe3ab", GOLD, GOLD, GOLD))
    s.glow(800, 600, 820, "#fff0c4", 0.95)
    s.oval(800, 566, 118, 118, ("#fff6dc", "#ffdd96"))
    s.clouds("300 170, 1280 150, 740 100, 1000 330", "#ffd6a0", ROSE, 0.4)
    far, near = ("#c9776a", "#b96a6b"), ("#a4586a", "#8d4f68")
    s.poly("-20 690, -20 520, 90 510, 112 470, 300 466, 330 540, 420 560, 500 690", far)
    s.poly(
        "1100 690, 1180 560, 1230 548, 1250 440, 1290 432, 1440 434, 1468 524, 1640 540, 1640 690",
        far,
    )
    s.poly("330 690, 440 590, 470 548, 600 546, 624 600, 740 690", near)
    s.poly("930 690, 1010 604, 1030 570, 1130 566, 1160 610, 1280 690", near)
    s.ridge(640, 9, 3, ("#c66b52", RUST, "#5f343f"), 1, 3)
    s.ridge(690, 10, 12, ("#b85c48", "#87403f", "#4a2c3c"), 0.9, 2)
    rng = random.Random(6)
    for y in sorted(660 + 390 * rng.random() ** 1.4 for _ in range(80)):  # scrub
        x, size = rng.uniform(0, 1600), (y - 600) / 18
        if abs(x - 800) > (y - 634) * 1.05 + 40:
            s.oval(x, y + size * 0.5, size * 1.7, size * 0.28, INK, 0.35, 1.5)
            for d, tall in ((-0.7, 0.5), (0.7, 0.55), (0, 0.8)):
                s.oval(x + d * size, y, size * 0.62, size * tall, ("#6d7a57", PINE))
    s.poly("792 634, 808 634, 1220 1080, 380 1080", ("#7a5666", "#4a3a52", INK))  # the road
    for side in (-1, 1):
        edge = ((8, 634), (9, 634), (398, 1080), (382, 1080))
        s.poly([(800 + side * dx, y) for dx, y in edge], CREAM, 0.75)
    for n in range(7):
        a, b = (446 * (n / 7 + more) ** 2.1 for more in (0.06, 0.13))
        dash = ((-a, a), (a, a), (b, b), (-b, b))
        s.poly([(800 + dx * 0.019, 634 + down) for dx, down in dash], GOLD)
    green = "#29504f"
    spots = ((250, 800, 1), (1296, 780, 0.86), (560, 672, 0.3), (1042, 676, 0.34), (1516, 905, 1.5))
    for x, y, k in spots:
        s.oval(x, y, 52 * k, 7 * k, INK, 0.35, 3 * k)  # saguaros
        for dx, top, w, h in ((-17, 210, 34, 212), (-72, 150, 22, 78), (46, 186, 20, 84)):
            s.box(x + dx * k, y - top * k, w * k, h * k, green, 1, w * k / 2)
        s.box(x - 72 * k, y - 94 * k, 72 * k, 22 * k, green, 1, 11 * k)
        s.box(x, y - 122 * k, 66 * k, 20 * k, green, 1, 10 * k)
        for dx in (-7, 5):
            s.line([(x + dx * k, y - 194 * k), (x + dx * k, y - 14 * k)], TEAL, 2.4 * k, 0.5)
    for x in (404, 1196):
        s.box(x - 5, 220, 10, 640, (CREAM, STONE, INK))
        s.oval(x, 216, 11, 11, GOLD)
        s.oval(x, 860, 60, 9, INK, 0.4, 4)

    def waving(x: float, u: float, v: float) -> Point:
        """Find the place of (u, v), each from 0 to 1, on a flag that ripples in the wind."""
        return x + u * 300, 240 + v * 186 + math.sin(u * 5.6) * 13 * (0.3 + u) + u * 9

    def cloth(
        x: float, u0: float, v0: float, u1: float, v1: float, fill: Fill, alpha: float = 1, blur: float = 0
    ) -> None:
        us = [u0 + (u1 - u0) * n / 20 for n in range(21)]
        upper, lower = ([waving(x, u, v) for u in us] for v in (v0, v1))
        s.poly([*upper, *reversed(lower)], fill, alpha, blur)

    for n in range(13):
        cloth(409, 0, n / 13, 1, (n + 1) / 13, ("#bb4a44", CREAM)[n % 2])
    cloth(409, 0, 0, 0.42, 7 / 13, NAVY)
    for row in range(5):
        for n in range(6 - row % 2):
            x, y = waving(409, 0.045 + (n + row % 2 / 2) * 0.066, 0.055 + row * 0.107)
            s.oval(x, y, 3.6, 3.6, CREAM)
    for n, fill in enumerate(("#2c6a55", CREAM, "#bb4a44")):
        cloth(1201, n / 3, 0, (n + 1) / 3, 1, fill)
    x, y = waving(1201, 0.5, 0.5)
    emblem = (
        ("-30 4, -22 22, 0 32, 22 22, 30 4, 18 15, 0 21, -18 15, -30 4", "#2c6a55"),
        ("-10 -12, -2 -30, 12 -34, 28 -20, 24 -2, 12 12, -6 14, 2 0, -10 -12", "#8d5a3c"),
        ("-24 -20, -10 -28, 2 -24, 6 -10, -6 -10, -10 -18, -24 -20", "#6d4038"),
    )
    for at, fill in emblem:
        s.poly([(x + px, y + py) for px, py in curve(at)], fill)
    for flag in (409, 1201):
        for u in (0.2, 0.74):
            cloth(flag, u, 0.04, u + 0.16, 0.96, INK, 0.14, 8)
    return s


def row_houses() -> Scene:
    """Draw a street of wooden houses above the sea."""
    s = Scene(WIDE, (SLATE, TEAL, MIST, "#ead9bb", "#f3c9a0", ROSE, ROSE))
    s.glow(300, 560, 700, "#fff0cf", 0.9)
    s.oval(1330, 150, 46, 46, CREAM, 0.95)
    s.clouds("260 190, 760 120, 1180 260", CREAM, CREAM)
    s.ridge(600, 18, 14, "#9db3ae", 0.9, 2)
    s.ridge(622, 10, 31, TEAL, 0.8, 3)
    s.box(0, 640, 1600, 430, (TEAL, SLATE, NAVY))
    s.ripples(644, 2, CREAM, 0.5, 120, 200, 180)
    for x, y, k in ((120.0, 690.0, 1.0), (300.0, 660.0, 0.6)):
        for at, fill in (
            ("0 -120, 0 -10, 62 -10", (CREAM, ROSE)),
            ("-6 -100, -6 -10, -44 -10", (CREAM, SAND)),
            ("-56 -4, 70 -4, 50 16, -42 16", NAVY),
        ):
            s.poly([(x + px * k, y + py * k) for px, py in pairs(at)], fill)
    slope = curve("-20 915, 240 880, 600 802, 1000 710, 1400 630, 1640 590")
    s.poly([*slope, (1640, 1100), (-20, 1100)], (PINE, INK))
    rng = random.Random(4)
    for n in range(26):
        x = 330 + n * 54
        pine(s, x, 920 - (x - 330) * 0.2, rng.uniform(150, 250), ("#365f60", "#2a5058")[n % 2])
    walls = (CREAM, "#d98a72", "#8fb0ad", "#e6bd7b", "#6f8ea3", "#efe0c4", "#b9695a")
    roofs = (NAVY, "#4b3a4c", INK, RUST, "#3d3348", BRICK, NAVY)
    for n in range(7):  # the houses, from the foot of the hill
        x, w, foot, roof = 150 + n * 206, 184, 1010 - n * 47.5, roofs[n]
        middle, top = x + w / 2, foot - 232 - (26, -8, 30, 6, 40, 0, 24)[n]
        s.box(x + 122, top - 128, 30, 96, ("#a4604c", "#7a4038"))
        s.box(x + 116, top - 132, 42, 10, INK)
        gable = [(x, foot + 60), (x, top), (middle, top - 98), (x + w, top), (x + w, foot + 60)]
        s.poly(gable, walls[n])
        for y in range(int(top) + 10, int(foot) + 50, 15):
            s.box(x, y, w, 1.6, INK, 0.12)
        s.box(x + w - 30, top - 6, 30, foot - top + 66, INK, 0.13)
        eaves = [(x - 16, top + 12), (middle, top - 116), (x + w + 16, top + 12)]
        eaves += [(x + w + 16, top + 30), (middle, top - 92), (x - 16, top + 30)]
        s.poly(eaves, roof)
        s.oval(middle, top - 22, 17, 17, CREAM)
        s.oval(middle, top - 22, 12, 12, LAMP if n % 3 == 1 else SLATE)
        for row, col in ((0, 0), (0, 1), (1, 0), (1, 1)):
            px, y = x + 28 + col * 84, top + 42 + 96 * row
            if row and col == n % 2:  # the door
                s.box(px - 6, y - 8, 56, foot - y + 60, CREAM, 1, 3)
                s.box(px, y, 44, foot - y + 60, (CORAL, PINE, NAVY, TEAL)[n % 4], 1, 3)
                s.box(px + 8, y + 8, 28, 24, LAMP, 1, 2)
                s.oval(px + 37, y + 54, 3, 3, GOLD)
                continue
            lit = (n * 5 + row * 3 + col * 2) % 4 < 2
            if lit:
                s.glow(px + 22, y + 32, 62, LAMP, 0.55)
            s.box(px - 5, y - 5, 54, 74, CREAM)
            s.box(px, y, 44, 64, ("#fff0c0", GOLD) if lit else (SLATE, NAVY))
            s.line([(px + 22, y), (px + 22, y + 64)], CREAM, 3.5)
            s.line([(px, y + 32), (px + 44, y + 32)], CREAM, 3.5)
            s.box(px - 9, y + 66, 62, 7, roof)
    street = pairs("-20 1030, 240 1000, 600 918, 1000 826, 1400 734, 1640 680")
    s.poly([*curve(street), (1640, 1100), (-20, 1100)], ("#8b7f86", "#5b5668", "#37354c"))
    s.line(curve(street), SAND, 9, 0.75)
    s.line(curve([(x, y + 16) for x, y in street]), INK, 14, 0.3)
    for x, y in ((90, 1034), (735, 916), (1390, 762)):  # lamps
        s.oval(x, y + 14, 120, 20, LAMP, 0.3, 12)
        s.line([(x, y), (x, y - 226)], INK, 7)
        s.glow(x, y - 244, 130, "#fff0c0", 0.85)
        glass = [(x - 15, y - 226), (x + 15, y - 226), (x + 20, y - 262), (x - 20, y - 262)]
        s.poly(glass, "#fff3cf")
        s.poly([(x - 25, y - 260), (x, y - 284), (x + 25, y - 260)], INK)
    for layer, (tone, drop) in enumerate(((PINE, 0), ("#1d3c47", 34), (INK, 72))):  # a hedge
        for n in range(30):
            x = 560 + layer * 60 + n * 46 + rng.uniform(-14, 14)
            size = rng.uniform(38, 58)
            s.oval(x, 1110 + drop - (x - 560) * 0.165, size * 1.25, size, tone)
    s.gulls([(420, 330, 26), (510, 300, 18), (350, 390, 15)], NAVY)
    return s


def island_morning() -> Scene:
    """Draw the ferry near the island in the morning."""
    s = Scene(WIDE, ("#8fb3ba", "#b9d0cb", PALE, CREAM, "#f8dcb4", "#f6c9a0", ROSE, ROSE))
    s.glow(520, 440, 760, WHITE, 0.95)
    s.oval(520, 400, 72, 72, ("#fffdf4", "#fff0cf"))
    s.clouds("1120 160, 240 210, 820 250", WHITE, WHITE)
    s.ridge(560, 24, 41, "#c6cfc4", 0.9, 2)
    s.ridge(590, 18, 8, "#a3bbb6", 0.9, 2.4)
    s.oval(300, 606, 420, 14, "#fbf3e2", 0.75, 13)
    s.oval(1000, 592, 360, 12, "#fbf3e2", 0.75, 13)
    rng = random.Random(12)
    for n in range(40):
        x = 930 + n * 18
        pine(s, x, 630 - (x - 900) * 0.13, rng.uniform(60, 120), ("#76999a", "#86a6a3")[n % 2])
    far = curve("860 650, 960 606, 1100 580, 1300 540, 1460 548, 1660 520")
    s.poly([*far, (1660, 660), (860, 660)], ("#76999a", TEAL))
    s.oval(1240, 606, 380, 20, "#fbf3e2", 0.85, 13)
    for n in range(24):
        x = 1196 + n * 18
        pine(s, x, 640 - (x - 1150) * 0.17, rng.uniform(110, 215), (PINE, "#3a6662")[n % 2])
    near = curve("1080 660, 1150 634, 1240 622, 1330 588, 1480 566, 1660 540")
    s.poly([*near, (1660, 662), (1080, 662)], (PINE, "#27484c"))
    s.poly([*curve("1080 660, 1130 644, 1290 640, 1660 622"), (1660, 662)], ("#8a7a74", "#5b5668"))
    for x, y, w in ((1302, 600, 54), (1420, 574, 62)):  # the schoolhouse and its neighbor
        s.box(x, y - 40, w, 44, (CREAM, SAND))
        s.poly([(x - 7, y - 38), (x + w / 2, y - 72), (x + w + 7, y - 38)], RUST)
        s.box(x + 10, y - 28, 11, 15, LAMP)
        s.box(x + w - 22, y - 28, 11, 15, NAVY)
    s.box(1010, 630, 190, 10, "#6d5450")  # the landing
    for x in range(1016, 1200, 26):
        s.box(x, 632, 7, 34, "#4b3a44")
    s.box(1030, 596, 34, 36, CORAL)
    s.poly("1024 598, 1047 576, 1070 598", NAVY)
    ferry(s, 430, 662, 0.92, (NAVY, "#1b3350"), (WHITE, SAND), "#5d7f92")
    s.reflect(660, ("#e9cfae", MIST, "#7fa3a8", SLATE), 70, 225)
    s.glow(520, 700, 320, "#fff6e0", 0.6)
    s.box(0, 659, 1600, 2, WHITE, 0.6)
    s.ripples(664, 3, WHITE, 0.7, 110, 520, 110)
    s.ripples(676, 6, WHITE, 0.28, 90)
    s.poly(curve("812 662, 838 655, 900 664, 960 670, 880 668, 812 662"), WHITE, 0.85)
    for n in range(3):
        wake = (
            (432 - n * 50, 5 * n + 664),
            (336 - n * 60, 9 * n + 671),
            (230 - n * 62, 15 * n + 686),
        )
        s.line(curve(wake), WHITE, 3 - n * 0.5, 0.5 - n * 0.1)
    s.oval(700, 690, 520, 9, "#fbf3e2", 0.4, 13)
    s.oval(1480, 676, 300, 13, "#fbf3e2", 0.65, 13)
    for x, y, k, tone in ((250, 880, 1, CORAL), (1110, 840, 0.75, GOLD), (1350, 960, 1.25, CORAL)):
        s.oval(x, y + 4 * k, 40 * k, 7 * k, NAVY, 0.35, 3)  # buoys
        s.line([(x, y - 20 * k), (x + 4 * k, y - 78 * k)], INK, 5 * k)
        for at, fill in (
            ("-21 0, -15 -46, 17 -46, 21 0", (tone, RUST)),
            ("-18 -20, -17 -33, 18 -33, 19 -20", CREAM),
        ):
            s.poly([(x + px * k, y + py * k) for px, py in pairs(at)], fill)
    s.gulls([(720, 330, 30), (810, 372, 21), (650, 384, 16), (1040, 440, 15)], SLATE)
    return s


def flood_map() -> Scene:
    """Draw the town, its depths and its heights as a map."""
    s = Scene(WIDE, (CREAM, "#f3e3c6"))

    def coast(step: float) -> list[Point]:
        """Trace the shoreline, simpler the farther it is moved from the land."""
        calm = 0.45 + 0.55 / (1 + abs(step) / 90)
        line: list[Point] = []
        for x in range(-40, 1680, 8):
            bay = 330 * math.exp(-(((x - 640) / 250) ** 2))
            bay += 120 * math.exp(-(((x - 1330) / 150) ** 2))
            wave = 34 * math.sin(x / 97) + 22 * math.sin(x / 41 + 1) + 9 * math.sin(x / 17)
            line.append((x, 700 + step + (wave - bay) * calm + 60 * math.sin(x / 420 + 2)))
        return line

    def corner(n: float, m: float) -> Point:
        """Find where street n meets avenue m."""
        y = (46 + 118 * m - 0.06 * (n * 122 - 132)) / 1.022
        return n * 122 - 160 + 0.372 * (y + 20), y

    heights = ("#ecd6ab", "#e5c896", "#dcb987", "#d2a97a", "#c69870")
    for n, fill in enumerate(heights):
        s.poly([*coast(-140 - n * 96), (1680, -20), (-40, -20)], fill, 0.7)
    rng = random.Random(31)
    parks = ((3, 1), (4, 1), (11, 1), (7, 3), (13, 2))
    for m in range(-1, 8):
        for n in range(-3, 15):
            if (n, m) in parks:
                block = [corner(n, m), corner(n + 1, m), corner(n + 1, m + 1), corner(n, m + 1)]
                s.poly(block, "#9db894")
                for _ in range(7):
                    x, y = corner(n + rng.uniform(0.2, 0.85), m + rng.uniform(0.2, 0.85))
                    s.oval(x, y, 8, 8, (TEAL, PINE), 0.85)
                continue
            for lot in range(6):  # houses
                if rng.random() < 0.54:
                    u, v = n + 0.16 + lot % 3 * 0.24, m + 0.18 + lot // 3 * 0.38
                    w, h = rng.uniform(0.14, 0.19), rng.uniform(0.16, 0.27)
                    at = ((u, v), (u + w, v), (u + w, v + h), (u, v + h))
                    s.poly([corner(a, b) for a, b in at], "#94705f", 0.75)
    for n in range(-3, 16):
        s.line([corner(n, -1), corner(n, 8)], WHITE, 10 if n % 4 == 1 else 6)
    for m in range(-1, 8):
        s.line([corner(-3, m), corner(16, m)], WHITE, 10 if m % 3 == 1 else 6)
    flood = coast(-92)
    s.poly([*flood, (1680, 1090), (-40, 1090)], TEAL, 0.45)
    for n in range(0, len(flood) - 2, 4):
        s.line(flood[n : n + 3], CORAL, 6)
    depths = ("#a9cfd0", "#8bbcc2", "#6fa6b0", "#568e9e", "#427589", "#315e78", NAVY)
    for n, fill in enumerate(depths):
        edge = coast(n * 54)
        s.poly([*edge, (1680, 1090), (-40, 1090)], fill)
        if n == 0:
            s.line(edge, CREAM, 5)
    for x, y, dx, long in ((505, 420, 30, 130), (610, 372, 22, 150), (735, 408, 14, 140)):  # piers
        s.line([(x, y), (x + dx, y + long)], "#6d5450", 13)
        s.line([(x, y), (x + dx, y + long)], SAND, 7)
    route = curve("668 566, 700 690, 840 820, 1040 900, 1300 940, 1660 950", 24)
    for n in range(2, len(route) - 3, 6):
        s.line(route[n : n + 4], CREAM, 4.5)
    s.poly("654 532, 668 510, 682 532, 682 574, 654 574", CREAM)
    s.box(660, 542, 16, 24, CORAL)
    for r, fill, alpha in ((84, NAVY, 0.55), (74, CREAM, 0.95), (66, NAVY, 1)):  # compass
        s.oval(180, 900, r, r, fill, alpha)
    for n in range(4):
        turn = n * math.pi / 2
        tip = (180 + 56 * math.sin(turn), 900 - 56 * math.cos(turn))
        for side, fill in ((-1, CREAM), (1, MIST if n else CORAL)):
            hip = turn + side * math.pi / 4
            s.poly([(180, 900), tip, (180 + 15 * math.sin(hip), 900 - 15 * math.cos(hip))], fill)
    for n in range(6):  # scale
        s.box(320 + n * 44, 968, 44, 10, (CREAM, CORAL)[n % 2])
    return s


def portrait() -> Scene:
    """Draw a portrait without features."""
    s = Scene((800, 800), (TEAL, MIST, "#ead9bb", "#f3c9a0", ROSE))
    s.glow(400, 360, 430, "#fff6e0", 0.9)
    s.oval(400, 350, 216, 216, ("#fff8e6", "#fbd9a2"))
    s.ridge(560, 12, 6, TEAL, 0.8, 2)
    s.box(0, 588, 800, 220, (SLATE, NAVY))
    s.ripples(592, 3, CREAM, 0.5, 60)
    coat = "70 830, 92 700, 168 630, 300 590, 400 640, 500 590, 632 630, 708 700, 730 830"
    s.poly(curve(coat), (NAVY, INK))
    s.box(346, 430, 108, 130, ("#a9694f", "#7c4a3e"), 1, 40)
    s.poly("336 560, 464 560, 470 640, 400 800, 330 640", (CORAL, RUST))
    s.box(338, 526, 124, 62, CORAL, 1, 20)
    s.box(338, 574, 124, 14, INK, 0.1, 7)
    s.poly("322 548, 292 592, 282 690, 340 668, 400 830, 420 830, 344 620", ("#31587a", NAVY))
    s.poly("478 548, 508 592, 518 690, 460 668, 400 830, 380 830, 456 620", ("#264765", INK))
    s.line("400 800, 400 830", INK, 4)
    face = "312 330, 306 390, 322 452, 360 496, 400 508, 440 496, 478 452, 494 390, 488 330"
    s.oval(400, 352, 116, 138, "#33202c")
    s.poly(curve(face + ", 400 230, 312 330"), ("#dba07a", "#c78866"))
    shade = "432 280, 488 330, 494 390, 478 452, 440 496, 400 508, 432 440, 440 350, 432 280"
    s.poly(curve(shade), "#8f5644", 0.35)
    hair = (
        "300 420, 280 310, 318 222, 400 194, 484 222, 522 310, 500 420, 494 340, 448 284,"
        "386 306, 324 318, 306 352, 300 420"
    )
    s.poly(curve(hair), ("#5b3540", "#33202c"))
    return s


SCENES: dict[str, Callable[[], Scene]] = {
    "articles/2017/02/22/border-road.jpg": border_road,
    "articles/2025/01/17/harbor-dusk.jpg": harbor_dusk,
    "articles/2025/03/15/tern-point-light.jpg": lighthouse,
    "articles/2025/06/14/market-stall.jpg": market_stall,
    "articles/2025/09/24/island-morning.jpg": island_morning,
    "articles/2025/11/05/storm-waves.jpg": storm_waves,
    "articles/2026/02/11/flood-map.png": flood_map,
    "articles/2026/03/04/council-chamber.jpg": council_chamber,
    "articles/2026/07/21/row-houses.jpg": row_houses,
    "people/ursula-van-der-meer.jpg": portrait,
}

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
<rect width="16" height="16" rx="3.5" fill="{ink}"/>
<path fill="{cream}" d="{bars}"/>
<path fill="{coral}" d="{block}"/>
</svg>
"""
BARS = ((3, 3, 10, 3), (9, 8, 4, 2), (9, 11, 4, 2))  # a headline and two lines of text
BLOCK = (3, 8, 4, 5)  # a picture


def icon(side: int, *, rounded: bool = True) -> Image.Image:
    """Draw a front page of 16 by 16 units, exact at 16 pixels."""
    unit = side * 4 / 16
    image = Image.new("RGBA", (side * 4, side * 4), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, side * 4 - 1, side * 4 - 1), unit * 3.5 * rounded, INK)
    for x, y, w, h in (*BARS, BLOCK):
        box = (x * unit, y * unit, (x + w) * unit - 1, (y + h) * unit - 1)
        draw.rectangle(box, CORAL if (x, y, w, h) == BLOCK else CREAM)
    return image.resize((side, side), Image.Resampling.BOX)


def icons(folder: Path) -> None:
    """Write the site's icons."""
    folder.mkdir(parents=True, exist_ok=True)
    images = [icon(side) for side in (16, 32, 48)]
    sizes = [image.size for image in images]
    images[-1].save(folder / "favicon.ico", sizes=sizes, append_images=images[:-1])
    icon(180, rounded=False).convert("RGB").save(folder / "apple-touch-icon.png", optimize=True)
    bars, block = ("".join(f"M{x} {y}h{w}v{h}h-{w}z" for x, y, w, h in rows) for rows in (BARS, (BLOCK,)))
    text = SVG.format(ink=INK, cream=CREAM, coral=CORAL, bars=bars, block=block)
    (folder / "favicon.svg").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write everything."""
    for name, draw in SCENES.items():
        draw().save(ROOT / "content" / name)
    icons(ROOT / "assets" / "root")


if __name__ == "__main__":
    main()
