"""What the name of a file in an edition tells: where it belongs, what it was meant to be called, and what a good name is."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

from macros.edition.which import ONE, WINDOWS_HIDES
from macros.model import KINDS
from macros.problems import listing

EDITABLE = [kind for kind in KINDS if kind != "retired"]
SETTINGS = ("edition", "editions", "settings", "config", "brand", "links", "contacts")
PAGES = ("page", "pages", "lesson", "lessons", "content")
SAID_OTHERWISE = {"topics": "vocabulary", "goals": "vocabulary", "audiences": "vocabulary", "words": "glossary", "templates": "messages", "emails": "messages", "sheets": "worksheets", "lists": "checklists"}
OWN_FOLDERS = ("data", "content")
LIKE_CONTENT = ("page", "pages", "docs", "site", "images", "pictures", "files", "downloads")
IN_CONTENT = ("about", "steps", "staff", "stuck", "five-ps")
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg")
SPREADSHEETS = (".csv", ".xlsx", ".xls", ".ods", ".numbers", ".tsv")
COPY = re.compile(r"^(?:copy of|my|our|new) +|(?: *\(\d+\)| *-? *copy(?: \d+)?| +\d+)$", re.I)
NOT_PUBLISHED = "Pictures and documents to download may stand here, not files of this kind."
INSTEAD = (
    ((".heic", ".heif", ".tif", ".tiff", ".bmp", ".avif", ".psd"), "Open it in a program for pictures, and save it as .jpg."),
    ((".mp4", ".mov", ".avi", ".webm", ".m4v", ".mp3", ".m4a", ".wav"), "Put it where your films are, and link to it from a page: [Watch the film](https://example.edu/film)."),
    ((".css", ".js"), "Remove it; the colour and the logo are set in edition.yml."),
    ((".html", ".htm"), "Write its words as plain text, in a file that ends in .md."),
    ((".doc", ".pages", ".rtf"), "Write a page as plain text, in a file that ends in .md. To offer it to download, save it as .docx or .pdf."),
)


def address_like(name: str) -> str:
    """A name in small letters, digits and hyphens, with its ending: our-office.md for Our Office.md."""
    path = PurePosixPath(name)
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    return (re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "our-page") + path.suffix.lower()


def kind_meant(stem: str) -> str:
    """The kind of data that the name of a file means, "" when it is none: questions for "my Questions (1)"."""
    plain = COPY.sub("", COPY.sub("", stem.strip())).lower().replace("-", "_").replace(" ", "_")
    plain = SAID_OTHERWISE.get(plain, plain)
    begun = [kind for kind in EDITABLE if len(plain) > 3 and kind.startswith(plain)]
    near = [plain] if plain in EDITABLE else begun or difflib.get_close_matches(plain, EDITABLE, n=1, cutoff=0.8)
    return near[0] if near else ""


def place_of_folder(name: str, edition: str) -> str:
    """What to do about a folder beside edition.yml into which the kit does not look; "" when it may be meant so."""
    if name.lower() in IN_CONTENT:
        return f"Move it into {edition}/content/."
    meant = "content" if name.lower() in LIKE_CONTENT else "data" if kind_meant(name) else ""
    near = difflib.get_close_matches(name.lower(), OWN_FOLDERS, n=1, cutoff=0.75)
    return f"Move what it holds into {edition}/{meant}/." if meant else f'Did you mean "{near[0]}"?' if near else ""


def fault_of_data_file(name: str, edition: str, there: Collection[str]) -> tuple[str, str] | None:
    """What is wrong with the name of a file straight in data/, and what to do; None when it is a kind of data.

    edition: its folder as problems show it. there: the names of the files beside it.
    """
    path = PurePosixPath(name)
    whole = re.sub(r"\.ya?ml$", "", path.stem, flags=re.I)  # of questions.yml.txt
    kind, ending = kind_meant(whole), path.suffix.lower()
    if ending == ".md":
        return "Pages stand in content/, not in data/.", f"Move it to {edition}/content/about/{address_like(name)}."
    if ending in PICTURES:
        return "Pictures stand in content/, not in data/.", "Move it beside the page that shows it; the logo stands beside edition.yml."
    if ending in SPREADSHEETS:
        as_csv = f"{path.stem}{ending if ending in SPREADSHEETS[:2] else '.csv'}"
        move = "Move it out of data/" if as_csv.lower() == name.lower() else f"Save it outside data/ as {as_csv}"
        return "Data files are plain text that ends in .yml, and this is a spreadsheet.", f"{move}. To take questions from it: {ONE} import {PurePosixPath(edition).name} {as_csv}"
    if whole.lower() in SETTINGS:
        return "The settings of an edition stand beside data/, not in it.", f"Move what it holds into {edition}/edition.yml."
    if whole.lower() in PAGES:
        return "Each page and each lesson is a file of its own, in content/.", f"Make a file that ends in .md for each, such as {edition}/content/about/our-office.md."
    target = f"{kind or address_like(whole + '.yml').removesuffix('.yml')}.yml"
    if path.suffix != ".yml":
        what = f"Data files end in .yml, this one in {path.suffix or 'nothing'}."
        if ending == ".rtf" and whole != path.stem:
            return what, f"In TextEdit choose Format, Make Plain Text, and save it as {target}."
        if ending in (".docx", ".doc", ".odt", ".rtf", ".pages"):
            return what, f"Save it as plain text, with the name {target}."
        return what, _put(target, there) + (WINDOWS_HIDES if ending == ".txt" else "") if kind else f"Move it out of data/. The kinds are: {listing(EDITABLE, 40)}."
    if whole in EDITABLE:
        return None
    if whole.lower() in SAID_OTHERWISE:
        return f'There is no kind of data called "{whole}".', f"Move what it holds into {target}."
    return f'There is no kind of data called "{whole}".', _put(target, there) if kind else f"The kinds are: {listing(EDITABLE, 40)}."


def _put(target: str, there: Collection[str]) -> str:
    return f"Move what it holds into {target}, or remove it." if target in there else f"Rename it to {target}."


def fault_of_content_file(name: str, edition: str) -> tuple[str, str]:
    """What to do about a file in content/ that is no page and cannot be published."""
    path = PurePosixPath(name)
    ending = path.suffix.lower()
    if ending in (".yml", ".yaml"):
        place = f"data/{kind_meant(path.stem)}.yml" if kind_meant(path.stem) else "data/, by the name of its kind"
        return "Data stands in data/, not in content/.", f"Move it to {edition}/{place}."
    if path.stem.lower().endswith(".md"):
        hides = WINDOWS_HIDES if ending == ".txt" else ""
        if ending == ".rtf":
            return NOT_PUBLISHED, f"In TextEdit choose Format, Make Plain Text, and save it as {path.stem}."
        return NOT_PUBLISHED, f"Rename it to {path.stem}.{hides}"
    return NOT_PUBLISHED, next((todo for endings, todo in INSTEAD if ending in endings), "Rename a page to end in .md, or move the file away.")
