"""Which edition is meant: by its id, by the path of its folder, or because there is no other."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

from macros.problems import listing

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 30  # so that the ids of what an edition adds, which begin with it, stay short enough
NAME = re.compile(r"^\s*name\s*:\s*[\"']?(.*?)[\"']?\s*$", re.M)
ONE = "python3 run.py edition"
EXAMPLES = ("wrenfield", "wrenfield-health")
LIKE_SETTINGS = re.compile(r"(?:edition|editions|settings)(?:\.\w+)*$", re.I)
WINDOWS_HIDES = " If Windows hides the .txt, switch on View, File name extensions."


class NoEdition(Exception):
    """There is no such edition; the words say which there are."""


def is_id(name: str) -> bool:
    """Whether this can be the id of an edition."""
    return bool(ID.fullmatch(name)) and len(name) <= LONGEST


def as_id(words: str) -> str:
    """An id made of words, or of the last part of a path."""
    last = re.split(r"[/\\]", words.strip("/\\"))[-1]
    return re.sub(r"[^a-z0-9]+", "-", last.lower()).strip("-")[:LONGEST].strip("-") or "my-centre"


def find(root: Path, given: str) -> Path:
    """The folder of an edition, from its id or from the path of the folder or of its settings. Raises NoEdition."""
    if os.path.basename(given) == "edition.yml":
        given = os.path.dirname(given) or "."
    there, name = all_ids(root), given.rstrip("/\\")
    if name in there:
        return root / "editions" / name
    folder, elsewhere = root / "editions" / name, Path(given)
    if (os.sep in given or "/" in given or given == ".") and (elsewhere / "edition.yml").is_file():
        return elsewhere.resolve()
    if ID.fullmatch(name) and folder.is_dir():
        raise NoEdition(_no_settings(folder, f"editions/{name}"))
    if (os.sep in given or "/" in given) and elsewhere.is_dir():
        raise NoEdition(_no_settings(elsewhere, given.rstrip("/\\")))
    near = [called(root, given)] if called(root, given) else difflib.get_close_matches(given.lower(), there, n=1, cutoff=0.75)
    which = f"There are: {listing(there)}." if there else f"Make one with: {ONE} new {given if is_id(given) else 'my-centre'}"
    known = f'Did you mean "{near[0]}"?' if near else which
    raise NoEdition(f'There is no edition "{given}" in editions/. {known}')


def called(root: Path, words: str) -> str:
    """The id of the edition of editions/ whose name or path these words are; "" when they are none's."""
    plain, last = " ".join(words.lower().split()), re.split(r"[/\\]", words.rstrip("/\\"))[-1]
    for name in all_ids(root):
        settings = (root / "editions" / name / "edition.yml").read_text(encoding="utf-8", errors="replace")
        if last == name or plain in [" ".join(found.lower().split()) for found in NAME.findall(settings)[:1]]:
            return name
    return ""


def _no_settings(folder: Path, name: str) -> str:
    """What to do about a folder without edition.yml: a file that is meant to be it, or how to write one."""
    like = next((path.name for path in sorted(folder.iterdir()) if path.is_file() and LIKE_SETTINGS.match(path.name)), "")
    if like:
        return f"The folder {name} has no file edition.yml, but one called {like}. Rename it to edition.yml.{WINDOWS_HIDES if like.lower().endswith('.txt') else ''}"
    deeper = next(iter(sorted(folder.glob("*/edition.yml")) + sorted(folder.glob("editions/*/edition.yml"))), None)
    if deeper:
        inner = deeper.parent.relative_to(folder).as_posix()
        return f"The folder {name} has no file edition.yml; there is one further in, in {name}/{inner}. Move that folder straight into editions/."
    return f"The folder {name} has no file edition.yml. It holds the settings; write one with name: and release:."


def all_ids(root: Path) -> list[str]:
    """The ids of all editions of a kit."""
    return sorted(path.parent.name for path in (root / "editions").glob("*/edition.yml"))


def meant(root: Path, given: str | None) -> Path:
    """The folder of the edition that is meant. Without an id, the only one there is besides the examples. Raises NoEdition."""
    if given is not None:
        return find(root, given)
    there = all_ids(root)
    own = [name for name in there if name not in EXAMPLES] or there
    if len(own) == 1:
        return find(root, own[0])
    if (root / "editions" / "edition.yml").is_file():
        raise NoEdition("editions/edition.yml stands in editions/ itself. Make a folder there with your own id, such as editions/northfield, and move it in, with data/ and content/.")
    folders = sorted(path.name for path in (root / "editions").glob("*/") if path.is_dir())
    if not there and len(folders) == 1:
        return find(root, folders[0])  # which says what is wrong with it
    raise NoEdition(f"Which edition? {'There are: ' + ', '.join(own) + '. Name one, or take the folder away that you do not want.' if own else f'There is none yet. Begin one with: {ONE} new my-centre'}")
