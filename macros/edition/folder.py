"""The folder of an edition as it lies on the disk: settings, overlays, own pages and pictures. Reads; judges nothing but names."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from macros.characters import read_text
from macros.document import Document
from macros.edition.naming import EDITABLE, OWN_FOLDERS, PICTURES, fault_of_content_file, fault_of_data_file, place_of_folder
from macros.edition.overlay import VERBS
from macros.edition.settings import check_settings
from macros.edition.slips import told_with_what_is_beside
from macros.edition.which import LONGEST, as_id, is_id
from macros.load import load_file, load_text
from macros.pages import Page, read_page
from macros.problems import Problem

OWN = {"edition.yml", "was.json", "data", "content", "README.md", "LICENSE"}
BESIDE_PAGES = (*PICTURES, ".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ics")
NO_SETTINGS = "There is nothing in the settings.", "Begin with name: and the name of your site, then release: and the number of the kit's release."
A_LINK = "This is a link to another file.", "Put the file itself here."
CLOSED = "This computer does not let you open this file.", "Ask whoever looks after the computer, or save the file again."


@dataclass
class Edition:
    """One edition as written.

    name: its folder as problems show it, such as "editions/northfield". settings: edition.yml, as far as it could be read.
    overlays: by kind. pages: by their path below content/. files: everything else below content/, to be copied.
    faulty: kinds whose overlay could not be read whole. unread: by kind, overlays of which nothing could be read, with their lines only.
    """

    id: str
    folder: Path
    name: str
    settings: Document
    overlays: dict[str, Document] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)
    unread: dict[str, Document] = field(default_factory=dict)

    def setting(self, name: str, otherwise: object = "") -> object:
        """One setting, or what to take when it is not written."""
        value = self.settings.value
        return value.get(name, otherwise) if isinstance(value, dict) else otherwise


def read_edition(folder: Path, root: Path) -> Edition:
    """Reads the edition in `folder` for the kit in `root`. What is wrong with it is in its `problems`."""
    name = _shown(folder, root)
    text, problems = read_text(folder / "edition.yml", f"{name}/edition.yml")
    settings = None
    if text is not None:
        settings, problems = load_text(text, f"{name}/edition.yml", empty=NO_SETTINGS)
    edition = Edition(folder.name, folder, name, settings or Document(f"{name}/edition.yml"), problems=problems)
    if settings:
        read = {(problem.line, problem.column) for problem in problems}
        edition.problems += [problem for problem in check_settings(settings, folder, root) if (problem.line, problem.column) not in read]
    if not is_id(folder.name):
        edition.problems.append(Problem(f"{name}/edition.yml", 1, 1, f'The folder "{folder.name}" cannot be the id of an edition: it may hold only small letters, digits and single hyphens, at most {LONGEST}.', f"Rename it to {as_id(folder.name)}."))
    _beside(edition, root)
    _read_top(edition, root)
    _read_overlays(edition)
    _read_content(edition)
    return edition


def _shown(folder: Path, root: Path) -> str:
    for near in (root, Path.cwd()):
        if folder.resolve().is_relative_to(near.resolve()):
            return folder.resolve().relative_to(near.resolve()).as_posix() or "."
    return folder.as_posix()


def ignored(path: Path) -> bool:
    """Files that computers leave about."""
    return path.name.startswith((".", "~$")) or path.name.endswith("~") or path.name in ("Thumbs.db", "desktop.ini", "__MACOSX")


def _beside(edition: Edition, root: Path) -> None:
    """What belongs into an edition and was put beside its folder."""
    if edition.folder.parent.resolve() != (root / "editions").resolve():
        return
    for path in sorted(edition.folder.parent.iterdir()):
        astray = path.name in OWN if path.is_dir() else path.suffix.lower() in (".yml", ".yaml") or path.name == "was.json"
        if astray and not ignored(path) and not (path / "edition.yml").is_file():
            edition.problems.append(Problem(f"editions/{path.name}", 1, 1, "This stands beside the folder of the edition, where the kit does not look.", f"Move it into {edition.name}/."))
        elif any((path / name).is_dir() for name in OWN_FOLDERS) and not ignored(path) and not (path / "edition.yml").exists():
            edition.problems.append(Problem(f"editions/{path.name}", 1, 1, "This folder has no file edition.yml, so it is no edition.", "Write one with name: and release:, or move the folder away.", "note"))


def _read_top(edition: Edition, root: Path) -> None:
    """What stands beside edition.yml and means nothing there: a kind of data, or a folder with a slip in its name."""
    for path in (edition.folder / name for name in OWN_FOLDERS):
        if path.is_file():
            edition.problems.append(Problem(f"{edition.name}/{path.name}", 1, 1, f'"{path.name}" is a file here, and the kit looks for a folder of this name.', f"Give the file another name, make a folder called {path.name}, and move the file into it."))
    for path in sorted(edition.folder.iterdir()):
        if ignored(path) or path.name in OWN or (path.suffix.lower() not in (".yml", ".yaml", ".md") and (path.is_file() or path.suffix)):
            continue
        place = f"{edition.name}/{path.name}"
        if path.is_dir():
            todo = place_of_folder(path.name, edition.name)
            otherwise = "Pages stand in content/, data in data/. What is here stays out of the site."
            edition.problems.append(Problem(place, 1, 1, f'The kit does not look into a folder called "{path.name}".', todo or otherwise, "problem" if todo else "note"))
        elif path.stem in EDITABLE:
            edition.problems.append(Problem(place, 1, 1, "A file of this kind stands in the folder data/ of the edition.", f"Move it to {edition.name}/data/{path.stem}.yml."))
        elif path.is_file():
            todo = "Did you mean edition.yml?" if path.stem in ("edition", "editions", "settings") else "Pages stand in its folder content/, data in data/. Move it there, or remove it."
            edition.problems.append(Problem(place, 1, 1, f'The kit does not read a file called "{path.name}" here.', todo))


def _read_overlays(edition: Edition) -> None:
    for path in sorted((edition.folder / "data").rglob("*")) if (edition.folder / "data").is_dir() else ():
        if path.is_dir() or ignored(path):
            continue
        place = path.relative_to(edition.folder).as_posix()
        name, parts = f"{edition.name}/{place}", path.relative_to(edition.folder / "data").parts
        if len(parts) > 1 and path.suffix == ".yml":
            edition.problems.append(Problem(name, 1, 1, "In an edition each kind has one file, straight in data/.", f"Move what it holds to {edition.name}/data/{parts[0] if parts[0] in EDITABLE else path.stem}.yml."))
        elif fault := fault_of_data_file(path.name, edition.name, {other.name for other in path.parent.iterdir()}):
            edition.problems.append(Problem(name, 1, 1, *fault))
        elif not os.access(path, os.R_OK):
            edition.problems.append(Problem(name, 1, 1, *(A_LINK if path.is_symlink() else CLOSED)))
        elif not _is_all_remarks(path):
            document, problems = load_file(path, name)
            edition.problems += problems
            if problems:
                edition.faulty.add(path.stem)
            if not document:
                edition.unread[path.stem] = Document(name, lines=path.read_text(encoding="utf-8", errors="replace").splitlines())
            else:
                beside = told_with_what_is_beside(document, path.stem)
                edition.problems[len(edition.problems) - len(problems) :] = [
                    problem for problem in problems if (problem.line, problem.column) not in beside and not _stands_beside(document, path.stem, problem)
                ]  # fmt: skip
                edition.overlays[path.stem] = document


def _stands_beside(document: Document, kind: str, problem: Problem) -> bool:
    """Whether a problem only says that the kind holds nothing, while what it should hold stands beside it: that is told by its shape."""
    value = document.value
    return isinstance(value, dict) and value.get(kind) == "" and any(verb in value for verb in VERBS) and (problem.line, problem.column) == document.marks.get((kind,))


def _is_all_remarks(path: Path) -> bool:
    """Whether nothing is written in a file yet, but for lines that begin with #."""
    lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines()
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in lines)


def _read_content(edition: Edition) -> None:
    content = edition.folder / "content"
    for path in sorted(content.rglob("*")) if content.is_dir() else ():
        if path.is_dir() or any(ignored(Path(part)) for part in path.relative_to(content).parts):
            continue
        source = path.relative_to(content).as_posix()
        name = f"{edition.name}/content/{source}"
        if path.is_symlink():
            edition.problems.append(Problem(name, 1, 1, *A_LINK))
        elif path.suffix == ".md":
            edition.pages[source] = read_page(path, name, source)
        elif path.suffix.lower() in BESIDE_PAGES:
            edition.files[source] = path
        else:
            edition.problems.append(Problem(name, 1, 1, *fault_of_content_file(path.name, edition.name)))
