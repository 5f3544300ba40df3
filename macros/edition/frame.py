"""The frame of a composed project: its mkdocs.yml with the edition's settings, its colour as a small style sheet, its logo."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from macros.edition.colour import nearest_readable
from macros.edition.folder import Edition
from macros.edition.layers import LOGOS, settings_of
from macros.edition.logo import size_of
from macros.edition.pictures import INK, in_ink
from macros.pages import Page
from macros.site import Env, Loader

STYLE = "assets/css/edition.css"
BRAND = "assets/brand"
ICON, INK_DARK = "assets/icons/favicon.svg", "#F3E9DD"
PICTURES = ("assets/icons/share.png", "assets/icons/touch.png")
HEAD = "# Written by: run.py edition build. What was changed here is lost; the settings are those of {name}/edition.yml.\n"


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Writes out in full what stands in two places."""
        return True


_Dumper.add_representer(Env, lambda dumper, value: dumper.represent_sequence("!ENV", value, flow_style=True))


def site_config(base: str, edition: Edition, settings: dict[str, Any], pages: Iterable[Page], release: str, talk: str) -> str:
    """The text of mkdocs.yml for an edition.

    base: the text of the kit's own. settings: as settings_of gives them. talk: the words above whom to talk to. pages: the edition's own new pages, which become links at the foot of every page (those below staff/, of the staff pages).
    """
    config = yaml.load(base, Loader)
    extra = config["extra"]
    config["site_name"] = settings["name"]
    config["site_description"] = settings.get("tagline", config["site_description"])
    if "site_url" in settings:
        config["site_url"] = Env(["SITE_URL", settings["site_url"]])
    config["theme"]["language"] = settings.get("language", "en")
    extra |= {"site_id": edition.id, "wording": "notes", "centre": _brand(edition.id, settings, release, extra["centre"]["links"])}
    if "locale" in settings:
        extra["locale"] = settings["locale"]
    extra["frame"]["talk"] = talk
    if "talk_to_a_person" in settings:
        extra["frame"]["talk_text"] = settings["talk_to_a_person"]
    own = [(page.source, {"text": str(page.front.get("title", page.source)), "link": _address(page.source)}) for page in pages]
    extra["foot_links"] = [link for source, link in own if not source.startswith("staff/")] + extra["foot_links"]
    extra["staff_links"] += [link for source, link in own if source.startswith("staff/")]
    extra["centre"]["pages"] = [link for _, link in own]
    if own:
        config["not_in_nav"] = config.get("not_in_nav", "").rstrip("\n") + "\n" + "".join(f"/{source}\n" for source, _ in own)
    if "brand" in settings:
        config["extra_css"] = [*config.get("extra_css", []), STYLE]
    return HEAD.format(name=edition.name) + yaml.dump(config, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)


def _brand(name: str, settings: dict[str, Any], release: str, services: dict[str, str]) -> dict[str, Any]:
    """What templates may use of an edition's settings, under extra.centre; every name is there, whether it was set or not."""
    colour = settings.get("brand", "")
    return {
        "id": name,
        "name": settings["name"],
        "release": release,
        "brand": colour.upper(),
        "brand_dark": nearest_readable(colour, dark=True) if colour else "",
        **{name: f"{BRAND}/{settings[name].name}" if name in settings else "" for name in LOGOS},
        **{f"{name}_size": list(size_of(settings[name])) if name in settings else [] for name in LOGOS},
        "links": dict(services) | settings.get("links", {}),
        "contacts": [{name: contact.get(name, "") for name in ("name", "text", "email", "phone", "place", "hours")} for contact in settings.get("contacts", [])],
        **{name: settings.get(name, "") for name in ("tagline", "talk_to_a_person", "foot", "privacy")},
        "show": settings.get("show", "full"),
        "pages": [],
    }


def _address(source: str) -> str:
    stem = source.removesuffix(".md")
    return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


def style_sheet(colour: str) -> str:
    """The tokens that depend on the brand colour, for light and dark screens. Paper stays as it is: print.css sets its own."""
    dark = nearest_readable(colour, dark=True)
    return (
        "/* Written by: run.py edition build. The brand colour, and its lighter twin for dark screens. */\n"
        f"@media screen {{\n  body[data-md-color-scheme] {{ --brand: {colour.upper()}; --rule: 5px; }}\n"
        f'  body[data-md-color-scheme="slate"] {{ --brand: {dark}; }}\n}}\n'
        f"@media screen and (prefers-color-scheme: dark) {{\n  .no-js body:not([data-md-color-media]) {{ --brand: {dark}; }}\n}}\n"
    )


def write_frame(editions: list[Edition], folder: Path, pages: Iterable[Page], release: str, talk: str) -> None:
    """Writes mkdocs.yml, the style sheet, the icons, the picture for shared links and the logos of the last of these editions into a composed project."""
    edition, settings = editions[-1], settings_of(editions)
    config = folder / "mkdocs.yml"
    config.write_text(site_config(config.read_text(encoding="utf-8"), edition, settings, pages, release, talk), encoding="utf-8", newline="\n")
    assets = folder / "site_overrides"
    if colour := settings.get("brand"):
        (assets / STYLE).write_text(style_sheet(str(colour)), encoding="utf-8", newline="\n")
        icon = (assets / ICON).read_text(encoding="utf-8").replace(INK, str(colour).upper()).replace(INK_DARK, nearest_readable(str(colour), dark=True))
        (assets / ICON).write_text(icon, encoding="utf-8", newline="\n")
        for picture in PICTURES:
            (assets / picture).write_bytes(in_ink((assets / picture).read_bytes(), str(colour)))
    for name in LOGOS:
        if logo := settings.get(name):
            (assets / BRAND).mkdir(parents=True, exist_ok=True)
            (assets / BRAND / logo.name).write_bytes(logo.read_bytes())

