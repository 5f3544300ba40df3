"""What pages and paper take from mkdocs.yml, whatever stands in it."""

import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pytest

from macros.render import Place, render
from macros.site import site_of
from tests.machine import ROOT

WHOLE = """
site_name: "Northfield: chats"
site_url: !ENV [SITE_URL, "https://careers.example.edu/chats/"]
extra:
  released: 2026-11-23
  locale: en-US
  wording: notes
  centre:
    logo: assets/brand/logo.svg
    links: {alumni: "https://alumni.example.edu/", events: "", mentoring: "ftp://x.example"}
    contacts:
      - {name: Careers desk, phone: "+44 (0)113 496-0000"}
      - {email: nobody@example.edu}
      - Careers
    privacy: We publish this.
"""


def settings(tmp_path, text: str):
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    return site_of(tmp_path)


def test_the_settings_are_read_as_mkdocs_reads_them(tmp_path, monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)
    site = settings(tmp_path, WHOLE)
    assert (site.name, site.address, site.released, site.locale, site.wording) == ("Northfield: chats", "careers.example.edu/chats", "2026-11-23", "en-US", "notes")
    assert site.links == {"alumni": "https://alumni.example.edu/"} and site.logo == "assets/brand/logo.svg" and site.privacy == "We publish this."
    assert [(contact.name, contact.dials) for contact in site.contacts] == [("Careers desk", "+4401134960000")]


def test_the_address_can_be_set_from_outside(tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://elsewhere.example/")
    assert settings(tmp_path, WHOLE).address == "elsewhere.example"


@pytest.mark.parametrize("text", ["", "site_name: [", "- a", "extra: 3", "extra: {centre: [x], locale: 7}", "site_url: 5", "\x00", "a: " + "[" * 2000])
def test_a_file_that_says_nothing_of_use_leaves_the_neutral_words(tmp_path, text):
    site = settings(tmp_path, text)
    assert (site.address, site.locale, site.links, site.contacts) == ("", "en-GB", {}, ())


def test_the_links_an_edition_may_set_are_the_services_of_the_kit(toolkit):
    schema = json.loads((ROOT / "data" / "schemas" / "edition.json").read_text(encoding="utf-8"))
    assert list(schema["properties"]["links"]["properties"]) == list(toolkit.kit.services)
    assert toolkit.site.links == {}, "the kit itself belongs to no school"


def test_the_languages_an_edition_may_choose_are_those_of_the_theme():
    schema = json.loads((ROOT / "data" / "schemas" / "edition.json").read_text(encoding="utf-8"))
    theme = Path(importlib.util.find_spec("material").submodule_search_locations[0])
    there = sorted(path.stem for path in (theme / "templates" / "partials" / "languages").glob("*.html"))
    assert schema["properties"]["language"]["enum"] == there


def test_an_address_in_the_words_on_privacy_becomes_a_link_and_nothing_else_does(toolkit, tmp_path):
    words = 'See https://leeds.ac.uk/privacy?a=1&b=2. <b>Ask</b> [us](x) https://leeds.ac.uk/"onclick="x javascript:x'
    (tmp_path / "mkdocs.yml").write_text(json.dumps({"extra": {"centre": {"privacy": words}}}), encoding="utf-8")
    html = render("centre_privacy", replace(toolkit, root=tmp_path), Place("about/privacy.md", {}))
    assert '<a href="https://leeds.ac.uk/privacy?a=1&amp;b=2" rel="noopener">https://leeds.ac.uk/privacy?a=1&amp;b=2</a>. &lt;b&gt;Ask&lt;/b&gt; [us](x) ' in html
    assert html.count("<a ") == 2 and "<b>" not in html and 'onclick="' not in html
