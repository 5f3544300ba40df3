"""How much our macros add to a build: the project, against the same pages with their HTML pasted in and macros off."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from macros.calls import TAG, parse
from macros.render import Place, render
from macros.toolkit import Toolkit, open_toolkit

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 5


def paste(toolkit: Toolkit, content: Path) -> None:
    """Replaces every macro call in a copy of content/ by what it draws."""
    for source, page in toolkit.pages.items():
        path = content / source
        place = Place(source, page.front)
        path.write_text(TAG.sub(lambda found: render(parse(found["call"])[0], toolkit, place, parse(found["call"])[1]), path.read_text(encoding="utf-8")), encoding="utf-8")


def seconds(root: Path, target: Path) -> float:
    """One build of the project in `root`, in seconds of wall clock."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)], cwd=root, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Prints the medians of five builds each, taken in turn, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain"
        for name in ("content", "site_overrides"):
            shutil.copytree(ROOT / name, plain / name)
        configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        before, _, after = configuration.partition("  macros:\n")
        rest = after[after.index("\nmarkdown_extensions") :]
        (plain / "mkdocs.yml").write_text((before + rest).replace("watch: [data, macros, site_overrides]", "watch: [site_overrides]"), encoding="utf-8")
        paste(open_toolkit(ROOT), plain / "content")
        pairs = [(seconds(ROOT, Path(folder) / "ours"), seconds(plain, Path(folder) / "theirs")) for _ in range(RUNS + 1)][1:]
    ours, theirs = (statistics.median(side) for side in zip(*pairs))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"build: ours {ours:.2f} s, plain {theirs:.2f} s, ratio {ratio:.2f} (budget 1.25; medians of {RUNS} pairs)")
