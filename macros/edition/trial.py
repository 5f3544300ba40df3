"""An edition checked as it would be with the questions of a sheet in it, before anything is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from macros.characters import MAX_BYTES
from macros.document import Document
from macros.edition.bank import KIND, file_of
from macros.edition.check import Checked, check_edition
from macros.edition.folder import ignored
from macros.edition.importing import Imported
from macros.problems import Problem


def refused(root: Path, checked: Checked, found: Imported, text: str) -> Iterator[Problem]:
    """What the check would have against the edition with `text` as its file of questions, at the cells of the sheet."""
    if (size := len(text.encode("utf-8"))) > MAX_BYTES:
        row = next(iter(found.rows.values()))
        yield Problem(row.table.name, 1, 1, f"With this sheet the edition's questions take {size // 1000} kB; the most is {MAX_BYTES // 1000}.", "Take rows out of the sheet.")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / checked.edition.id
        shutil.copytree(checked.edition.folder, folder, ignore=lambda _, names: [name for name in names if ignored(Path(name))], ignore_dangling_symlinks=True)
        (folder / "data").mkdir(exist_ok=True)
        (folder / "data" / f"{KIND}.yml").write_text(text, encoding="utf-8", newline="\n")
        tried = check_edition(root, folder, checked.base)
        cells = _cells(tried.edition.overlays.get(KIND, Document("")))
        for problem in tried.problems:
            here = {part: getattr(problem, part).replace(tried.edition.name, checked.edition.name) for part in ("file", "what", "todo")}
            name, field = cells.get(problem.line, ("", "")) if here["file"] == file_of(checked) else ("", "")
            if name in found.rows:
                yield found.rows[name].problem(field, here["what"][:1].lower() + here["what"][1:], here["todo"])
            else:
                yield replace(problem, **here)


def _cells(document: Document) -> dict[int, tuple[str, str]]:
    """The id of a question, and its field, for each line of a file of questions; every field has a line of its own."""
    found = {}
    for path, (line, _) in (document.keys | document.marks).items():
        if path[1:2] == ("change",) and len(path) > 2:
            found[line] = (path[2], *path[3:4], "")[:2]
        elif path[1:2] == ("add",) and len(path) > 2:
            found[line] = (document.value[KIND]["add"][path[2]]["id"], *path[3:4], "")[:2]
    return found
