"""From a document to a PDF. The only file that knows WeasyPrint, which is asked for only when something is to be made."""

from __future__ import annotations

import contextlib
import io
import logging
import os
from pathlib import Path
from types import ModuleType
from typing import Any

from macros.paper.documents import Drawn
from macros.paper.styles import CARDS, PAPERS, SHEETS

LIVE_END, MM_A_PIXEL = 16 + 244.5, 25.4 / 96  # where the live area that both papers share ends, in mm
CURE = (
    "PDFs need Pango, which this computer lacks or cannot find. Debian or Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "macOS: brew install pango. Windows: install MSYS2, then in its shell pacman -S mingw-w64-ucrt-x86_64-pango."
)


class NoPango(Exception):
    """The system lacks what WeasyPrint draws text with. Its text is the one line that mends it."""


def engine() -> ModuleType:
    """WeasyPrint. Raises NoPango when the system's libraries are missing."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints a page of its own when it finds no library
            import weasyprint
            import weasyprint.text.fonts
    except OSError as missing:
        raise NoPango(CURE) from missing
    except ModuleNotFoundError as missing:
        raise NoPango("PDFs need more than the site does. Ask for them with: python3 run.py pdf") from missing
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint


class Press:
    """Turns documents into PDFs. Style sheets and faces are read once; so is how much room each sheet leaves, which is the same on every paper."""

    def __init__(self, root: Path):
        """root: the project, whose style sheets and faces are used. Raises NoPango."""
        self._engine, self._root = engine(), root
        self._fonts = self._engine.text.fonts.FontConfiguration()
        self._styles: dict[str, Any] = {}
        self._room: dict[str, str] = {}
        for name in (*SHEETS, CARDS):
            self._style(name)

    def print(self, drawn: Drawn, paper: str) -> tuple[bytes, int]:
        """The PDF of a document on one of PAPERS, and how many pages it has."""
        styles = [self._style(name) for name in (*SHEETS, *drawn.styles)] + [self._rules(f"@page {{ size: {PAPERS[paper]} }}")]
        if missing := drawn.gaps.keys() - self._room.keys():
            pages = self._draw(drawn.html, styles).pages
            self._room |= {sheet: _share_room(pages, sheet, drawn.gaps[sheet]) for sheet in missing}
        laid_out = self._draw(drawn.html, [*styles, self._rules("\n".join(self._room[sheet] for sheet in drawn.gaps))])
        from macros.paper.mend import mend  # pikepdf too comes with requirements-pdf.txt alone

        return mend(laid_out.write_pdf(pdf_forms=True, pdf_variant="pdf/ua-1"), drawn.form), len(laid_out.pages)

    def _style(self, name: str) -> Any:
        if name not in self._styles:
            self._styles[name] = self._engine.CSS(filename=os.fspath(self._root / name), font_config=self._fonts)
        return self._styles[name]

    def _rules(self, text: str) -> Any:
        return self._engine.CSS(string=text, font_config=self._fonts)

    def _draw(self, html: str, styles: list) -> Any:
        return self._engine.HTML(string=html, base_url=os.fspath(self._root / "site_overrides") + os.sep).render(stylesheets=styles, font_config=self._fonts, pdf_forms=True)


def _share_room(pages: list, sheet: str, gaps: int) -> str:
    """Rules that let a sheet fill the live area. A column that stretches would do the same, but takes WeasyPrint five times as long."""
    for page in pages:
        start, end = page.anchors.get(f"start-of-{sheet}"), page.anchors.get(f"end-of-{sheet}")
        if start and end and (left := LIVE_END - end[1] * MM_A_PIXEL) > 0:
            share = f"{left / (gaps + 1):.2f}mm"  # the last share is above the foot, so that it stands at the end of the live area
            return f".ck-sheet--{sheet} form > .ck-field, .ck-sheet--{sheet} form {{ padding-bottom: {share} !important }}"
    return ""
