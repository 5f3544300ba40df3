"""edition.yml: the settings of an edition, and whether they can be used: colour, release, language. The logo is in logo.py."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from macros import wording
from macros.document import Document
from macros.edition.colour import ENOUGH, PAPER, contrast, is_readable, nearest_readable
from macros.edition.logo import check_logo
from macros.problems import Problem, did_you_mean, nearest
from macros.schema import schemas

FORMS = {
    r"^#[0-9A-Fa-f]{6}$": ("is not a colour such as #0B3D91", 'Write # and six figures or letters from A to F, in double quotes, such as "#0B3D91".'),
    r"^[0-9]+\.[0-9]+\.[0-9]+$": ("is not the number of a release", 'Write three numbers in double quotes, such as "{release}".'),
    r'^[^@\s<>"]+@[^@\s<>"]+$': ("is not an email address", "Write it like this: careers@example.edu."),
    r"^[+0-9 ()/.-]+$": ("is not a telephone number", 'Write figures and spaces in double quotes, such as "+44 113 496 0000".'),
    r"^[a-z]{2}(-[A-Z]{2})?$": ("is not the short name of a language", "Write two small letters, such as en or fr."),
    r"^[a-z]{2}-[A-Z]{2}$": ("is not a language and a country", "Write it like this: en-GB."),
}


def release_of(root: Path) -> str:
    """The release of the kit in the folder `root`, such as "0.1.0"."""
    path = root / "pyproject.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"] if path.is_file() else "0.0.0"


def check_settings(document: Document, folder: Path, root: Path) -> Iterator[Problem]:
    """Everything that is wrong with the settings in `document`, and what is worth knowing of them, as notes.

    folder: the folder of the edition, where its logo is. root: the kit's.
    """
    schema, release = schemas(root / "data" / "schemas")["edition"], release_of(root)
    wrong = set()
    for error in Draft202012Validator(schema).iter_errors(document.value):
        path = tuple(error.absolute_path)
        wrong |= {path[:1]}
        if wording.in_curly_quotes(error.instance, error.schema):
            continue
        yield from _explain(document, error, schema, release)
    for path, value, part in _texts(document.value, schema):
        if straight := wording.in_curly_quotes(value, part):
            wrong |= {path[:1]}
            yield document.problem(path, "The quotation marks here are curly.", f"Write straight ones, such as {straight}.")
    settings = document.value if isinstance(document.value, dict) else {}
    for name, value in settings.items():
        if (name,) not in wrong and name in _CHECKS:
            yield from _CHECKS[name](document, name, value, folder, release)


def _explain(document: Document, error: Any, schema: dict, release: str) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    form = FORMS.get(error.validator_value) if error.validator == "pattern" else None
    if form and error.instance:
        yield document.problem(path, f'"{str(error.instance)[:60]}" {form[0]}.', form[1].format(release=release))
    elif not path and error.validator == "additionalProperties":
        for name in (name for name in error.instance if name not in schema["properties"]):
            known = [other for other in schema["properties"] if other not in error.instance]
            yield document.problem((name,), f'There is no setting "{name[:60]}".', did_you_mean(name, known, f"The settings are: {', '.join(schema['properties'])}."), key=True)
    elif not path and error.validator == "required":
        strangers = [key for key in error.instance if key not in schema["properties"]]
        for name in (name for name in error.validator_value if f"'{name}'" in error.message and name not in error.instance):
            if any(nearest(key, schema["properties"]) == name for key in strangers):
                continue
            example = f'release: "{release}"' if name == "release" else f"{name}: {schema['properties'][name]['examples'][0]}"
            yield document.problem((), f'The setting "{name}" is missing.', f"Add a line such as {example}")
    elif not path and error.validator == "type":
        yield document.problem((), "This file holds no settings.", "Begin it with name: and the name of your site.")
    elif error.validator == "minProperties":
        yield document.problem(path, f'"{path[-1]}" holds nothing.', "Write something under it, or put a # before the line.", key=True)
    else:
        yield from wording.explain(document, error, schema)


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


_CHECKS = {"brand": _check_brand, "logo": check_logo, "logo_dark": check_logo, "release": _check_release}
