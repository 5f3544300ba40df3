"""What an edition says of itself is never markup either: hostile settings, through a real build, are the same words on every page."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from macros.edition.compose import build
from tests.edition_cases import check, write

NASTY = "</p><script>x</script> <img src=x onerror=y> \"'` {% x %} & &lt; *x* [y](z)"
SHORT = '"><i>\'&amp;'
SETTINGS = f"""
name: |-
  {SHORT}
tagline: |-
  {NASTY}
release: "0.1.0"
brand: "#A51C30"
logo: "l'o&go.svg"
site_url: "https://x.example/&amp;/?a&b"
foot: |-
  {NASTY}
talk_to_a_person: |-
  {NASTY}
privacy: |-
  {NASTY}

  {SHORT}
links:
  appointments: "https://x.example/?a=1&b=(x)"
contacts:
  - name: |-
      {SHORT}
    text: |-
      {NASTY}
    place: |-
      {SHORT}
    hours: |-
      {SHORT}
"""


class Read(HTMLParser):
    """The words of a page, its tags, and the values of their attributes."""

    def __init__(self, text: str):
        super().__init__()
        self.words, self.tags, self.values = "", [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, frozenset(name for name, _ in attributes)))
        self.values += [value for _, value in attributes if value]

    def handle_data(self, data):
        self.words += data


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("editions") / "nasty"
    own = f"---\ntitle: {SHORT!r}\ndescription: Words.\n---\n\n# Our office\n\nCome in.\n".replace(repr(SHORT), "'" + SHORT.replace("'", "''") + "'")
    write(folder, {"edition.yml": SETTINGS, "l'o&go.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "content/about/our-office.md": own})
    checked = check(folder)
    assert [problem.as_text() for problem in checked.problems] == []
    target = tmp_path_factory.mktemp("build") / "nasty"
    build(checked, target)
    return target / "site"


PAGES = {"index.html": [NASTY], "stuck/index.html": [NASTY, SHORT], "about/privacy/index.html": [NASTY, SHORT], "stuck/staying-safe/index.html": [NASTY], "404.html": [NASTY], "sheets/my-question/index.html": [NASTY], "about/our-office/index.html": [NASTY]}


@pytest.mark.parametrize("name", PAGES)
def test_hostile_settings_are_words(site, name):
    page = Read((site / name).read_text(encoding="utf-8"))
    for words in [SHORT, *PAGES[name]]:
        assert " ".join(words.split()) in " ".join(page.words.split())
    assert not any(tag == "i" or "onerror" in attributes for tag, attributes in page.tags)
    assert ">x</script>" not in (site / name).read_text(encoding="utf-8")


def test_hostile_addresses_stay_inside_their_attribute(site):
    page = Read((site / "stuck" / "index.html").read_text(encoding="utf-8"))
    assert "https://x.example/?a=1&b=(x)" in page.values and any(value.endswith("assets/brand/l'o&go.svg") or value.endswith("l%27o%26go.svg") for value in page.values)
