"""What was found in an edition, printed: problems, notes, and how many."""

from __future__ import annotations

import sys

from macros.edition.check import Checked
from macros.problems import Problem, counted


def told(checked: Checked, as_github: bool = False, notes: list[Problem] | None = None) -> int:
    """Prints problems, then notes (all of them, where none are given), then the sum. Returns 1 when there are problems."""
    notes = checked.notes if notes is None else notes
    for problem in [*checked.problems, *notes]:
        print(problem.as_github() if as_github else problem.as_text())
    print(_summary(checked, len(notes)), file=sys.stderr)
    return 1 if checked.problems else 0


def faulty(checked: Checked) -> int:
    """Tells what is to be mended before anything else can be done; of an edition that is clean, nothing."""
    return told(checked, notes=[]) if checked.problems else 0


def _summary(checked: Checked, notes: int) -> str:
    if checked.base_is_faulty:
        return f"The kit itself has {counted(len(checked.problems), 'problem')} to mend first; your edition was not looked at."
    found = f"{counted(len(checked.problems), 'problem')} to mend" if checked.problems else "Nothing to mend"
    return f"{checked.edition.name}: {found}, {counted(notes, 'note')}."
