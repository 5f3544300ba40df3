"""The built site, page by page: valid, whole, linked, private."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.machine import ROOT, html_faults

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
CODES = re.compile(r"\b[AB][0-5][0-9]\b")


class Seen(HTMLParser):
    """What a test wants to know of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.inside_p: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        self.ids += [values["id"]] if values.get("id") else []
        self.links += [values[name] for name in ("href", "src") if values.get(name)]
        if "-" in tag and self.open and self.open[-1] == "p":
            self.inside_p.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if not {"script", "style"} & set(self.open):
            self.words += data


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Seen]:
    return {path.relative_to(site).as_posix(): Seen(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def each(pages, fault) -> dict:
    """Pages with what a check has against them."""
    return {name: found for name, page in pages.items() if (found := fault(page))}


def test_nothing_of_the_making_is_left_on_a_page(site):
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\{\{|\{%|Macro Rendering Error|ck-problem-box|undefined", text), path
        if path.is_relative_to(site / "staff"):
            continue
        assert not re.search(r"\[[a-z]+(?:-[a-z]+)+\](?!</span>)", re.sub(r"<script.*?</script>|\sdata-words=\"[^\"]*\"", "", text, flags=re.S)), path


def test_ids_are_unique_and_there_is_one_main_heading(pages):
    assert each(pages, lambda page: sorted({name for name in page.ids if page.ids.count(name) > 1})) == {}
    assert each(pages, lambda page: [tag for tag, _ in page.tags if tag == "h1"][1:] or ("h1" not in [tag for tag, _ in page.tags])) == {}


def test_headings_go_down_one_level_at_a_time(pages):
    def jumps(page):
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        return [(one, two) for one, two in zip(levels, levels[1:]) if two > one + 1]

    assert each(pages, jumps) == {}


def test_our_elements_stand_in_blocks(pages):
    assert each(pages, lambda page: page.inside_p) == {}


def test_nothing_is_styled_or_scripted_inline(pages):
    assert each(pages, lambda page: [tag for tag, values in page.tags if "style" in values or any(name.startswith("on") for name in values)]) == {}


def test_every_page_carries_one_policy_without_unsafe_parts(pages):
    for name, page in pages.items():
        policies = [values["content"] for tag, values in page.tags if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1 and "unsafe" not in policies[0] and "http" not in policies[0], name


def test_every_page_says_what_it_is(pages):
    for name, page in pages.items():
        described = {values.get("name") or values.get("property"): values.get("content") for tag, values in page.tags if tag == "meta"}
        assert described.get("description") and described.get("og:title") and described.get("og:description"), name

def test_every_link_and_anchor_leads_somewhere(pages, site):
    broken = []
    for name, page in pages.items():
        if name == "404.html":
            continue
        for link in page.links:
            target = urlsplit(urljoin(f"http://site/{name}", link))
            if target.scheme != "http" or target.netloc != "site":
                continue
            path = unquote(target.path).lstrip("/")
            path = f"{path}index.html" if path == "" or path.endswith("/") else path
            if not (site / path).is_file():
                broken.append(f"{name}: {link}")
            elif target.fragment and path.endswith(".html") and target.fragment not in pages[path].ids and not target.fragment.startswith("__"):
                broken.append(f"{name}: {link} (no such place on the page)")
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(pages):
    def outside(page):
        return [values for tag, values in page.tags if tag in ("script", "link", "img", "iframe", "source") and re.match(r"(https?:)?//", values.get("src") or (values.get("href") if values.get("rel") != "canonical" else "") or "")]

    assert each(pages, outside) == {}


def test_students_never_see_requirement_codes(pages):
    assert {name: CODES.findall(page.words) for name, page in pages.items() if not name.startswith("staff/") and CODES.search(page.words)} == {}


def test_staff_pages_stay_out_of_the_search(site):
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert [entry["location"] for entry in index["docs"] if entry["location"].startswith("staff/")] == []
    assert [entry for entry in index["docs"] if entry["location"].startswith("steps/ask/")]


def test_only_staff_pages_bring_what_is_theirs(pages):
    theirs = {name for name, page in pages.items() if any(link.endswith(("js/staff.js", "css/staff.css")) for link in page.links)}
    assert theirs == {name for name in pages if name.startswith("staff/")}


def test_every_staff_page_lists_them_all_and_marks_where_it_is(pages):
    listed = {name: page.tags[page.tags.index(("summary", {})) :] for name, page in pages.items() if name.startswith("staff/")}
    for name, tags in listed.items():
        marked = [(urljoin(f"/{name}", values["href"]), values["aria-current"]) for tag, values in tags if tag == "a" and "aria-current" in values]
        assert marked == ([("/staff/adopt/", "true")] if re.match("staff/adopt/.+/", name) else [(f"/{name.removesuffix('index.html')}", "page")]), name
        links = {urljoin(f"/{name}", values["href"]) for tag, values in tags if tag == "a" and values.get("href")}
        assert {f"/{other.removesuffix('index.html')}" for other in pages if re.fullmatch("staff/([^/]+/)?index.html", other)} <= links, name


def test_places_on_a_page_are_listed_where_there_are_two_or_more(site):
    found = {path.parent.name: path.read_text(encoding="utf-8") for path in (site / "staff").rglob("index.html")}
    assert "On this page" not in found["august"] and "On this page" not in found["ids"]
    places = found["staff"].partition("On this page")[2].partition("</ul>")[0]
    assert re.findall(r">([^<>]+)</a>", places) == ["Decide", "Begin", "Change what it says", "Put it out, and keep it", "The kit itself"]


def test_every_macro_and_kind_is_documented_for_staff(pages, toolkit):
    from macros.components import signatures
    from macros.model import KINDS

    assert {f"macro-{name}" for name in signatures()} <= set(pages["staff/macros/index.html"].ids)
    assert {f"kind-{name}" for name in [*KINDS, "lesson", "page"]} <= set(pages["staff/data/index.html"].ids)
    assert {requirement for requirement in toolkit.kit.requirements} <= set(pages["staff/trace/index.html"].ids)


def test_the_html_is_valid(site):
    """One rule is off: the theme's own two checkboxes say autocomplete="off"."""
    assert html_faults(site / "**" / "*.html") == ""


def test_a_second_build_gives_the_same_pages(site, tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "again")]
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 0
    from macros import pack

    pack.write_policy(tmp_path / "again")
    for path in site.rglob("*.html"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(site)).read_bytes(), path
