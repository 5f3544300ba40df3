"""The logo of an edition: whether browsers can show it safely, and how large it is, so that the page keeps its room."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

import imagesize
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from macros.document import Document
from macros.problems import Problem, did_you_mean

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
LARGEST = 300_000
ACTIVE = re.compile(rb"<script|<foreignObject|\bon[a-z]+\s*=|javascript:|<!ENTITY|(?:href|src)\s*=\s*[\"']\s*(?:https?:)?//", re.I)
HIGH, WIDE = 40, 160  # what it takes in the header at most, in pixels


def check_logo(document: Document, name: str, value: str, folder: Path, _release: str) -> Iterator[Problem]:
    """What is wrong with the picture that the setting `name` names. folder: the edition's."""
    path = folder / value
    there = sorted(other.name for other in folder.iterdir() if other.suffix.lower() in PICTURES) if folder.is_dir() else []
    if "/" in value or "\\" in value:
        last = re.split(r"[/\\]", value)[-1] or "logo.svg"
        yield document.problem((name,), "The logo stands in the folder of the edition, so its name has no slashes.", f"Put the file beside edition.yml and write {name}: {last}")
    elif path.suffix.lower() not in PICTURES:
        yield document.problem((name,), f'"{value}" cannot be a logo.', f"A logo must be one of: {', '.join(PICTURES)}.")
    elif value not in [other.name for other in folder.iterdir()]:
        yield document.problem((name,), f'There is no file "{value}" in the folder of the edition.', did_you_mean(value, there, "Put it beside edition.yml, or remove this line."))
    elif not path.is_file():
        yield document.problem((name,), f'"{value}" is a folder, not a picture.', "Put the picture itself beside edition.yml.")
    elif path.stat().st_size > LARGEST:
        yield document.problem((name,), f"The logo is {path.stat().st_size // 1000} kB; the most is {LARGEST // 1000} kB, since every page loads it.", "Save it smaller, or as .svg.")
    elif path.suffix.lower() == ".svg" and b"<svg" not in path.read_bytes():
        yield document.problem((name,), f'"{value}" is no drawing.', "Save it from a drawing program as .svg, or take a .png.")
    elif path.suffix.lower() == ".svg" and ACTIVE.search(path.read_bytes()):
        yield document.problem((name,), f'"{value}" holds more than a drawing: a script, or something fetched from elsewhere.', "Ask for a plain SVG, or save it as .png.")
    elif size_of(path) is None:
        yield document.problem((name,), f'"{value}" does not say how wide and high it is, or is no picture.', "Open it in a drawing program and save it again, or save it as .png.")


def size_of(path: Path) -> tuple[int, int] | None:
    """The width and height in pixels that the picture takes in the header; None when its own are not to be found."""
    width, height = _svg(path) if path.suffix.lower() == ".svg" else imagesize.get(path)
    if not (0 < width < math.inf and 0 < height < math.inf):
        return None
    scale = min(HIGH / height, WIDE / width)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _svg(path: Path) -> tuple[float, float]:
    """The size of a drawing: of its viewBox, or as written on it."""
    try:
        drawing = fromstring(path.read_bytes())
        numbers = [float(number) for number in re.split(r"[\s,]+", drawing.get("viewBox", "").strip())]
        return (numbers[2], numbers[3]) if len(numbers) == 4 else (0, 0)
    except (ParseError, DefusedXmlException, LookupError):  # the last for an encoding that does not exist
        return 0, 0
    except ValueError:
        return imagesize.get(path)
