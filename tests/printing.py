"""What comes out of the printer, as PDF made by a real browser and read back by poppler."""

from __future__ import annotations

import re
import subprocess
import unicodedata

from playwright.sync_api import Page

HEIGHTS = {"A4": 842, "Letter": 792}
MARGIN = 48  # points: what stands lower is the name and the number of the page


def pages_of(page: Page, paper: str = "A4", as_it_looks: bool = False) -> list[str]:
    """The words of each page of a web page printed on `paper`, without what stands in the bottom margin. as_it_looks: line by line, from the top."""
    return read(page.pdf(format=paper), paper, as_it_looks)


def read(pdf: bytes, paper: str = "A4", as_it_looks: bool = False) -> list[str]:
    """The same of a file that is printed already."""
    return _read(pdf, "-y", "0", "-H", str(HEIGHTS[paper] - MARGIN), "-layout" if as_it_looks else "-raw")


def printed(page: Page, paper: str) -> tuple[int, str]:
    """Number of pages and all words, with spaces as one, of a page printed on `paper`."""
    words = pages_of(page, paper)
    return len(words), re.sub(r"\s+", " ", " ".join(words))


def lowest_lines(pages: list[str]) -> list[str]:
    """The last line of each page that is read as it looks."""
    return [([line for line in words.split("\n") if line.strip()] or [""])[-1] for words in pages]


def margins_of(page: Page, paper: str = "A4") -> list[str]:
    """What stands in the bottom margin of each page."""
    return [" ".join(words.split()) for words in _read(page.pdf(format=paper), "-y", str(HEIGHTS[paper] - MARGIN), "-H", str(MARGIN))]


def squeezed(text: str) -> str:
    """Text without spaces and ligatures: where a line breaks on paper does not matter."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _read(pdf: bytes, *crop: str) -> list[str]:
    done = subprocess.run(["pdftotext", "-x", "0", "-W", "700", *crop, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]
