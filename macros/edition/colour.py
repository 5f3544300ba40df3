"""One brand colour: whether it can be read on our paper, the nearest one that can, and its twin for dark screens. Pure.

Contrast is that of WCAG 2.2 (relative luminance). Neighbours are looked for in Oklab, where equal steps look equal
(Björn Ottosson, 2020): the hue stays, only the lightness moves.
"""

from __future__ import annotations

import math
import re

Rgb = tuple[float, float, float]

PAPER, CARD = "#FBF7F0", "#FFFFFF"  # light; the brand is printed on both, and paper is printed on the brand
DARK_PAPER, DARK_CARD = "#1B1410", "#251C16"
ENOUGH = 4.5
STEPS = 1000


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours such as "#0B3D91", from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_readable(colour: str, dark: bool = False) -> bool:
    """Whether words in this colour can be read on paper and cards, and paper-coloured words on it."""
    return all(contrast(colour, ground) >= ENOUGH for ground in ((DARK_PAPER, DARK_CARD) if dark else (PAPER, CARD)))


def nearest_readable(colour: str, dark: bool = False) -> str:
    """The colour itself when it is readable, else the nearest one of the same hue that is: darker, or lighter for dark screens."""
    if is_readable(colour, dark):
        return colour.upper()
    lightness, a, b = _oklab(_rgb(colour))
    for step in range(1, STEPS + 1):
        moved = lightness + (1 - lightness) * step / STEPS if dark else lightness * (1 - step / STEPS)
        found = _hex(_into_gamut(moved, a, b))
        if is_readable(found, dark):
            return found
    return "#FFFFFF" if dark else "#000000"


def _rgb(colour: str) -> Rgb:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise ValueError(f"{colour} is not a colour such as #0B3D91")
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02X}" for part in rgb)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(rgb: Rgb) -> Rgb:
    red, green, blue = map(_linear, rgb)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> Rgb:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _into_gamut(lightness: float, a: float, b: float) -> Rgb:
    """The colour of this lightness and hue, with as much of its strength as a screen can show."""
    for strength in range(20, -1, -1):
        linear = _from_oklab(lightness, a * strength / 20, b * strength / 20)
        if all(-0.0005 <= part <= 1.0005 for part in linear):
            break
    red, green, blue = (_gamma(min(max(part, 0), 1)) for part in linear)
    return red, green, blue
