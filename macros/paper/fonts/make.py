"""How Kit Text was made: Noto Sans cut down to the letters of a form, with a few signs of its sisters. Run it with the folder of the Noto fonts.

The fonts are those of Debian's fonts-noto-core 20201225. Noto has no reserved name; it bears one of ours so that it is not taken for the whole.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools import merge, subset

HERE = Path(__file__).resolve().parent
FACES = {"Regular": 400, "Bold": 700}
# Latin with what European, Vietnamese and many African names need, Greek, Cyrillic, punctuation, money.
LETTERS = """
    0020-007E,00A0-017F,0181,0186,0189,018A,018E,018F,0190,0192-0194,0196-0199,019D,01A0,01A1,01AF,01B0,01B2-01B4,01CD-01D4,01DD,01F4,01F5,
    0218-021B,0237,0253,0254,0256,0257,0259,025B,0260,0263,0268,0269,0272,028B,02BB,02BC,02C6,02C7,02D8-02DD,0300-0304,0306-030C,0323,0327,0328,
    0384-038A,038C,038E-03A1,03A3-03CE,0400-045F,048A-0493,0496-049D,04A2,04A3,04AE-04B3,04BA,04BB,04D8,04D9,04E8,04E9,
    1E0C,1E0D,1E20,1E21,1E24,1E25,1E30-1E33,1E36,1E37,1E40-1E47,1E60-1E63,1E6C,1E6D,1E80-1E85,1E92,1E93,1E9E,1EA0-1EF9,
    2010-2015,2018-201E,2020-2022,2026,2030,2032,2033,2039,203A,2044,20A6,20A8-20AD,20B1,20B4,20B9,20BA,20BD,2116,2122
"""
SIGNS = {"NotoSansMath-Regular": "2190-2194,21C4,2212,2248,2260,2264,2265", "NotoSansSymbols2-Regular": "2713,2717"}


def make(noto: Path) -> None:
    """Writes kit-text-400.ttf and kit-text-700.ttf beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        for style, weight in FACES.items():
            wanted = {f"NotoSans-{style}": LETTERS, **SIGNS}
            parts = [_cut(noto / f"{name}.ttf", ranges, Path(folder)) for name, ranges in wanted.items()]
            font = merge.Merger().merge(parts)
            font.recalcTimestamp = False
            font["head"].created = font["head"].modified = 3_600_000_000
            font.save(HERE / f"kit-text-{weight}.ttf")


def _cut(source: Path, ranges: str, folder: Path) -> str:
    kerned = ranges is LETTERS
    options = subset.Options(hinting=False, layout_features=["kern"] if kerned else [], notdef_outline=True, glyph_names=False)
    options.drop_tables += ["DSIG", "gasp", "MATH", "GDEF"] + ([] if kerned else ["GPOS", "GSUB"])
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes("".join(ranges.split())))
    cutter.subset(font)
    subset.save_font(font, str(folder / source.name), options)
    return str(folder / source.name)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
