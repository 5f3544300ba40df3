"""Whether Zensical builds the same site as MkDocs: the kit, and the example edition. A canary; no test asks for it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from macros.edition.check import check_edition
from macros.edition.compose import LEFT, TAKEN, compose
from macros.light import lighten
from tests.bench.zensical.builders import Built, NotInstalled, install, mkdocs, zensical
from tests.bench.zensical.compare import differences
from tests.machine import ROOT


def main() -> int:
    """Prints exit codes, times and differences. Returns 1 when Zensical cannot be installed, or one of both does not build."""
    try:
        python = install()
    except NotInstalled as reason:
        print(f"Zensical could not be installed, so nothing was compared: {reason}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        projects = {"The kit": _kit(folder / "kit"), "The example edition": _edition(folder / "edition")}
        return max([_compared(name, project, python) for name, project in projects.items()])


def _kit(target: Path) -> Path:
    """A copy, since Zensical writes beside what it builds."""
    target.mkdir()
    for name in TAKEN:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=LEFT)
        else:
            shutil.copyfile(source, target / name)
    return target


def _edition(target: Path) -> Path:
    checked = check_edition(ROOT, ROOT / "editions" / "wrenfield")
    if checked.problems:
        raise SystemExit("\n".join(problem.as_text() for problem in checked.problems))
    compose(checked, target)
    return target


def _compared(name: str, project: Path, python: Path) -> int:
    ours, theirs = mkdocs(project), zensical(project, python)
    print(f"{name}. " + " ".join(f"{built.by}: exit code {built.code}, {built.seconds:.1f} s." for built in (ours, theirs)))
    for line in _told(ours, theirs):
        print(f"  {line}", flush=True)
    return int(bool(ours.code or theirs.code))


def _told(ours: Built, theirs: Built) -> Iterator[str]:
    if failed := [built for built in (ours, theirs) if built.code]:
        yield from (f"{built.by}: {line}" for built in failed for line in built.said)
        return
    lighten(theirs.site)  # Zensical has no step after a build, so the kit's own is done here
    yield from differences(ours.site, theirs.site)
