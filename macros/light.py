"""The built site made lighter: scripts and style sheets without their comments, large data beside its page. Needs nothing but the standard library."""

from __future__ import annotations

import re
from pathlib import Path

FOLDERS = "js", "css"
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)\n", re.M | re.S)
APART = re.compile(r'(<script type="application/json" data-part="([a-z-]+)") data-apart>(.*?)(?=</script>)', re.S)


def lighten(site: Path) -> None:
    """Takes comments out of our scripts and style sheets below `site`, and data marked `data-apart` out of its pages."""
    for folder in FOLDERS:
        for path in (site / "assets" / folder).rglob(f"*.{folder}"):
            _write(path, without_comments(path.read_text(encoding="utf-8")))
    for path in site.rglob("index.html"):
        page = path.read_text(encoding="utf-8")
        if APART.search(page):
            _write(path, APART.sub(lambda found, path=path: _put_apart(found, path), page))


def without_comments(text: str) -> str:
    """A script or style sheet without the comments that have lines of their own."""
    return COMMENT.sub("", text)


def _put_apart(found: re.Match[str], page: Path) -> str:
    """Data goes into a script beside its page, whose name its place then holds; site_overrides/assets/js/apart.js reads both forms."""
    start, part, data = found.groups()
    _write(page.with_name(f"{part}.js"), f"export default {data};\n")
    return f'{start} data-file="{part}.js">'


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
