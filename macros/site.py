"""What mkdocs.yml says of the site that pages, paper and checks need: its name and address, its spelling, and whose site it is."""

from __future__ import annotations

import functools
import os
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")


class Loader(yaml.SafeLoader):
    """Reads mkdocs.yml as MkDocs does, but for what it takes from the environment."""


class Env(list):
    """A value that MkDocs takes from the environment, such as !ENV [SITE_URL, ""], kept as it is written."""


Loader.add_constructor("!ENV", lambda loader, node: Env(loader.construct_sequence(node)) if isinstance(node, yaml.SequenceNode) else Env([node.value]))


@dataclass(frozen=True)
class Contact:
    """Somebody who helps, as the centre lists them; what it does not say is ""."""

    name: str
    text: str = ""
    email: str = ""
    phone: str = ""
    place: str = ""
    hours: str = ""

    @property
    def dials(self) -> str:
        """The telephone number without what a person puts between its figures."""
        return re.sub(r"[^+0-9]", "", self.phone)


@dataclass(frozen=True)
class Site:
    """What stands in mkdocs.yml; what it does not say is "".

    address: without https:// and the slash at its end. released: the day of this version. locale: whose spelling is asked for.
    wording: "notes" when words we do not use are told as notes, as in a site that took over our words and added its own.
    The rest is `extra.centre`: links, an address by service of data/services.yml; contacts; privacy, what the centre adds to that page;
    talk_to_a_person, its words where a student is stuck; logo, a path below site_overrides/.
    """

    name: str
    address: str
    released: str
    locale: str
    wording: str
    links: dict[str, str]
    contacts: tuple[Contact, ...]
    privacy: str
    talk_to_a_person: str
    logo: str


def site_of(root: Path) -> Site:
    """The site of the project in the folder `root`. A file that cannot be read says nothing: MkDocs itself tells what is wrong with it."""
    path = root / "mkdocs.yml"
    return _site(path, path.stat().st_mtime_ns, os.environ.get("SITE_URL", "")) if path.is_file() else _from({}, "")


@functools.lru_cache(maxsize=8)
def _site(path: Path, _changed: int, set_address: str) -> Site:
    try:
        config = yaml.load(path.read_text(encoding="utf-8-sig", errors="replace"), Loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        config = {}
    return _from(_group(config), set_address)


def _from(config: dict, set_address: str) -> Site:
    extra = _group(config.get("extra"))
    centre = _group(extra.get("centre"))
    address = config.get("site_url")
    if isinstance(address, Env):  # !ENV [SITE_URL, "what else"]
        address = set_address or next((part for part in address[1:] if isinstance(part, str)), "")
    locale = _text(extra, "locale")
    return Site(
        name=_text(config, "site_name"),
        address=re.sub(r"^https?://|/$", "", address) if isinstance(address, str) else "",
        released=_text(extra, "released"),
        locale=locale if LOCALE.fullmatch(locale) else "en-GB",
        wording=_text(extra, "wording"),
        links=_links(_group(centre.get("links"))),
        contacts=tuple(_contact(entry) for entry in _list(centre.get("contacts")) if _text(_group(entry), "name")),
        **{name: _text(centre, name) for name in ("privacy", "talk_to_a_person", "logo")},
    )


def _links(group: dict) -> dict[str, str]:
    return {str(name): link for name in group if ADDRESS.fullmatch(link := _text(group, name))}


def _contact(entry: dict) -> Contact:
    return Contact(**{field.name: _text(entry, field.name) for field in fields(Contact)})


def _group(value: Any) -> dict:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list:
    return value if isinstance(value, list) else []


def _text(group: dict, name: str) -> str:
    value = group.get(name)
    return "" if value is None or isinstance(value, (dict, list, bool)) else str(value).strip()
