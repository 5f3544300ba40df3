"""What tests of editions share: the shipped kit read once, and what checking an edition's folder says."""

from __future__ import annotations

import functools
from pathlib import Path

from macros.edition.check import Checked, check_edition
from macros.toolkit import Toolkit, open_toolkit
from tests.machine import ROOT

CASES = Path(__file__).parent / "cases" / "editions"


@functools.cache
def kit() -> Toolkit:
    """The kit as shipped."""
    return open_toolkit(ROOT)


def write(folder: Path, files: dict[str, str]) -> Path:
    """Writes files below a folder, which stands for an edition. Without edition.yml in them it gets the shortest there is."""
    for name, text in ({"edition.yml": 'name: Leeds\nrelease: "0.1.0"\n'} | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def check(folder: Path) -> Checked:
    """Checks an edition that stands anywhere against the kit as shipped."""
    return check_edition(ROOT, folder, kit())


def printed(checked: Checked) -> str:
    """Problems and notes as a person reads them, as though the edition stood in editions/."""
    lines = "".join(f"{problem.as_text()}\n" for problem in [*checked.problems, *checked.notes])
    return lines.replace(checked.edition.name, f"editions/{checked.edition.id}")
