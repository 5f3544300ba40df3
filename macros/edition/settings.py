"""edition.yml: the settings of an edition, and whether they can be used: colour, release, language. The logo is in logo.py."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from macros import wording
from macros.document import Document
from macros.edition.colour import ENOUGH, PAPER, contrast, is_readable, nearest_readable
from macros.edition.doubts import doubts
from macros.edition.logo import check_logo
from macros.edition.writing import quoted
from macros.problems import Problem, did_you_mean, listing, nearest
from macros.schema import schemas

FORMS = {
    r"^#[0-9A-Fa-f]{6}$": ("is not a colour such as #0B3D91", 'Write # and six digits or letters from A to F, in double quotes, such as "#0B3D91".'),
    r"^[0-9]+\.[0-9]+\.[0-9]+$": ("is not the number of a release", 'Write three numbers in double quotes, such as "{release}".'),
    r'^[^@\s<>":,;]+@[^@\s<>":,;.]+(\.[^@\s<>":,;.]+)+$': ("is not an email address", "Write it like this: careers@example.edu."),
    r"^[+0-9 ()/.-]+$": ("is not a telephone number", 'Write figures and spaces in double quotes, such as "+44 113 496 0000".'),
    r"^[a-z]{2}-[A-Z]{2}$": ("is not a language and a country", "Write it like this: en-GB."),
}
OTHER_WORDS = {"color": "brand", "colour": "brand", "title": "name", "description": "tagline", "url": "site_url"}
EMAIL = re.compile(r"(?:mailto:)?[^@\s/:]+@[^@\s/:]+", re.I)


def release_of(root: Path) -> str:
    """The release of the kit in the folder `root`, such as "0.1.0"."""
    path = root / "pyproject.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"] if path.is_file() else "0.0.0"


def check_settings(document: Document, folder: Path, root: Path) -> Iterator[Problem]:
    """Everything that is wrong with the settings in `document`, and what is worth knowing of them, as notes.

    folder: the folder of the edition, where its logo is. root: the kit's.
    """
    schema, release = schemas(root / "data" / "schemas")["edition"], release_of(root)
    errors = list(Draft202012Validator(schema).iter_errors(document.value))
    wrong = {tuple(error.absolute_path) for error in errors}
    misshapen = {tuple(error.absolute_path) for error in errors if error.validator == "pattern"}
    for error in errors:
        too_long_as_well = error.validator == "maxLength" and tuple(error.absolute_path) in misshapen
        if not too_long_as_well and not wording.in_curly_quotes(error.instance, error.schema):
            yield from _explain(document, error, schema, release)
    for path, value, part in _texts(document.value, schema):
        if straight := wording.in_curly_quotes(value, part):
            wrong.add(path)
            yield document.problem(path, "The quotation marks here are curly.", f"Write straight ones, such as {straight}.")
        elif value.isspace() and path not in wrong:
            wrong.add(path)
            yield document.problem(path, f'There are only spaces between the quotes of "{path[-1]}".', "Write something there.")
        elif path not in wrong:
            yield from doubts(document, path, value, part)
    settings = document.value if isinstance(document.value, dict) else {}
    for name, value in settings.items():
        if name in _CHECKS and not any(path[:1] == (name,) for path in wrong):
            yield from _CHECKS[name](document, name, value, folder, release)


def _explain(document: Document, error: Any, schema: dict, release: str) -> Iterator[Problem]:
    path, value = tuple(error.absolute_path), error.instance
    form = _slip_in_address(value, error.validator_value) or FORMS.get(error.validator_value) if error.validator == "pattern" else None
    if form and value:
        yield document.problem(path, f'"{value[:60]}" {form[0]}.', form[1].format(release=release))
    elif not path and error.validator == "additionalProperties":
        for name in (name for name in value if name not in schema["properties"]):
            yield document.problem((name,), f'There is no setting "{name[:60]}".', _meant_by(name, value, schema["properties"]), key=True)
    elif not path and error.validator == "required":
        strangers = [OTHER_WORDS.get(key, key) for key in value if key not in schema["properties"]]
        for name in (name for name in error.validator_value if f"'{name}'" in error.message and name not in value):
            if any(nearest(key, schema["properties"]) == name for key in strangers):
                continue
            example = f'release: "{release}"' if name == "release" else f"{name}: {schema['properties'][name]['examples'][0]}"
            yield document.problem((), f'The setting "{name}" is missing.', f"Add a line such as {example}")
    elif not path and error.validator == "type":
        yield document.problem((), "This file holds no settings.", "Begin it with name: and the name of your site.")
    elif error.validator == "minProperties":
        yield document.problem(path, f'"{path[-1]}" holds nothing.', "Write something under it, or put a # before the line.", key=True)
    elif path == ("language",) and isinstance(value, str):
        yield document.problem(path, f'There is no language "{value[:60]}".', _near_language(value, error.validator_value))
    elif error.validator == "type" and error.validator_value == "string" and isinstance(value, list) and (todo := _without_brackets(path, value, error.schema)):
        yield document.problem(path, f'"{path[-1]}" should be text, but this is a list.', todo)
    else:
        yield from wording.explain(document, error, schema)


def _slip_in_address(value: str, pattern: str) -> tuple[str, str] | None:
    """A common slip in an address of the web or of a person; None when it is another, or no address is wanted."""
    if pattern.startswith("^https://"):
        if EMAIL.fullmatch(value):
            return "is an email address, not one of a page", "Put it under contacts:, as email:."
        if re.match(r"\s*https://", value) and re.search(r"\s", value):
            return "has a space in it", "Take the space out, or copy the address from the browser once more."
    if pattern in FORMS and "@" in pattern and value.lower().startswith("mailto:"):
        return "begins with mailto:", "Write the address alone, such as careers@example.edu."
    return None


def _meant_by(name: str, settings: dict, known: dict) -> str:
    """What to do about a setting that does not exist."""
    if name in known["links"]["properties"]:
        return "Write it under links:, two spaces further in."
    if name in known["contacts"]["items"]["properties"]:
        return "Write it under contacts: and a line - name: of theirs, four spaces further in."
    free = [other for other in known if other not in settings]
    return did_you_mean(OTHER_WORDS.get(name.lower(), name), free, f"The settings are: {', '.join(known)}.")


def _near_language(value: str, known: list[str]) -> str:
    plain = value.lower().replace("_", "-")
    same = [name for name in known if name.lower() in (plain, plain.partition("-")[0])]
    return f'Did you mean "{same[-1]}"?' if same else did_you_mean(value, known, f"Write the short name of one of these: {listing(known, len(known))}.")


def _without_brackets(path: tuple, value: list, schema: dict) -> str:
    """What to write in place of a list; "" when its entries are no words."""
    if schema.get("pattern") in FORMS:
        return FORMS[schema["pattern"]][1]
    return f"Write it as one text: {path[-1]}: {quoted(', '.join(map(str, value)))}" if all(isinstance(part, (str, int)) for part in value) and isinstance(path[-1], str) else ""


def _texts(value: Any, schema: dict, path: tuple = ()) -> Iterator[tuple[tuple, str, dict]]:
    """Every text of the settings with its path and what is said of it."""
    if isinstance(value, str):
        yield path, value, schema
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, schema.get("properties", {}).get(name, {}), (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _texts(part, schema.get("items", {}), (*path, place))


def _check_brand(document: Document, name: str, value: str, _folder: Path, _release: str) -> Iterator[Problem]:
    if not is_readable(value):
        what = f"{value} is too pale to be read on our paper: its contrast is {contrast(value, PAPER):.1f}, and {ENOUGH} is the least."
        yield document.problem((name,), what, f'The nearest one that can be read is "{nearest_readable(value)}".')


def _check_release(document: Document, name: str, value: str, folder: Path, release: str) -> Iterator[Problem]:
    mine, kits = (tuple(map(int, number.split("."))) for number in (value, release))
    if mine > kits:
        yield document.problem((name,), f"This edition is for release {value}, but the kit here is {release}.", f'Take the newer kit, or write release: "{release}".')
    elif mine < kits:
        yield document.problem((name,), f"This edition was last looked over with release {value}; the kit here is {release}.", f"See what changed under it with: python3 run.py edition update {folder.name}", level="note")


def _check_contacts(document: Document, name: str, value: list, _folder: Path, _release: str) -> Iterator[Problem]:
    for place, contact in enumerate(value):
        if contact in value[:place]:
            line = document.problem((name, value.index(contact)), "").line
            yield document.problem((name, place), f"This contact is listed twice; the first is on line {line}.", "Keep one of the two.")


_CHECKS = {"brand": _check_brand, "contacts": _check_contacts, "logo": check_logo, "logo_dark": check_logo, "release": _check_release}
