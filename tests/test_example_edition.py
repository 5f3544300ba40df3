"""The example edition: a made-up university that uses all an edition can do. It builds strictly, and is recognisably theirs on every face."""

import json
import re
import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from macros.edition.check import check_edition
from macros.edition.colour import contrast, nearest_readable
from macros.edition.compose import build, compose
from macros.edition.frame import ICON, PICTURES, style_sheet
from macros.edition.logo import size_of
from macros.paper import press, shelf
from macros.paper.documents import document
from macros.paper.documents import html as html_of
from macros.sheets import sheet_of
from macros.site import site_of
from macros.toolkit import open_toolkit
from tests.edition_cases import kit
from tests.machine import ROOT, html_faults, pango
from tests.printing import pages_of, squeezed
from tests.serving import served
from tests.test_accessibility import violations

EXAMPLE = ROOT / "editions" / "wrenfield"
COLOURS = {"navy": "#0B3D91", "crimson": "#A51C30", "green": "#1E6B3A"}


@pytest.fixture(scope="module")
def checked():
    return check_edition(ROOT, EXAMPLE, kit())


@pytest.fixture(scope="module")
def project(checked, tmp_path_factory):
    """The example edition, composed and built strictly."""
    target = tmp_path_factory.mktemp("build") / "wrenfield"
    assert build(checked, target) > 150
    return target


@pytest.fixture(scope="module")
def theirs(project):
    """The address of the example's site."""
    with served(project / "site") as address:
        yield address


@pytest.fixture
def page(browser, theirs):
    context = browser.new_context(base_url=theirs, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def html(project, address: str) -> str:
    return (project / "site" / address / "index.html").read_text(encoding="utf-8")


def test_it_is_clean_and_what_it_leaves_out_is_told(checked):
    assert [problem.as_text() for problem in checked.problems] == []
    assert {note.what.partition(".")[0] for note in checked.notes} == {"Left out, as you asked"}


def test_it_uses_every_setting_and_every_verb(checked):
    schema = json.loads((ROOT / "data" / "schemas" / "edition.json").read_text(encoding="utf-8"))
    layer = check_edition(ROOT, ROOT / "editions" / "wrenfield-health", kit())
    assert set(schema["properties"]) == set(checked.edition.settings.value) | set(layer.edition.settings.value)
    assert set(checked.edition.settings.value["links"]) == set(schema["properties"]["links"]["properties"])
    questions = checked.edition.overlays["questions"].value["questions"]
    assert set(questions) == {"change", "hide", "add", "order"} and len(questions["add"]) == 10 and len(questions["hide"]) == 5


def test_a_school_within_the_university_lies_on_top_of_its_edition():
    layer = check_edition(ROOT, ROOT / "editions" / "wrenfield-health", kit())
    assert layer.problems == [] and [edition.id for edition in layer.editions] == ["wrenfield", "wrenfield-health"]
    questions = layer.toolkit.kit.questions
    assert questions["first-month"].text == "What was your first month in practice like?" and "wrenfield-placement-year" in questions
    assert "wrenfield-harbour-trades" not in questions and "wrenfield-health-hard-shift" in questions


def test_what_the_school_does_not_say_is_what_the_university_says(tmp_path):
    layer = check_edition(ROOT, ROOT / "editions" / "wrenfield-health", kit())
    compose(layer, tmp_path / "health")
    site = site_of(tmp_path / "health")
    assert (site.name, site.address, site.talk_to_a_person[:12]) == ("Wrenfield Health Coffee Chats", "health.wrenfield.example/coffee-chats", "Ask for Bola")
    assert site.links["alumni"] == "https://alumni.wrenfield.example/connect/" and [contact.name for contact in site.contacts][0] == "The Landing"
    assert (tmp_path / "health" / "site_overrides" / site.logo).is_file()
    assert "--brand: #7A1F3D" in (tmp_path / "health" / "site_overrides" / "assets" / "css" / "edition.css").read_text(encoding="utf-8")


def test_their_name_logo_and_foot_are_on_every_page(project):
    for path in (project / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<span>Wrenfield Coffee Chats</span>" in text and "<b>Wrenfield University Careers Service</b>" in text, path
        assert len(re.findall(r'<img class="ck-logo[^>]* width="40" height="40" alt=""', text)) == 2, path
        assert "assets/css/edition.css" in text


SAID = {  # page -> words that lead there, and the address
    "steps/find/someone": ("Wrenfield Connect</a>", "https://alumni.wrenfield.example/connect/"),
    "steps/find": ("Wrenfield Connect</a>", "https://alumni.wrenfield.example/connect/"),
    "steps/find/new-people": ("The Wrenfield mentors</a>", "https://careers.wrenfield.example/mentors/"),
    "steps/ask/silence": ("Book a talk with an adviser</a>", "https://careers.wrenfield.example/book/"),
    "steps/prepare/nerves": ("Support when it is about more than work</a>", "https://www.wrenfield.example/wellbeing/"),
    "stuck/staying-safe": ("Support when it is about more than work</a>", "https://www.wrenfield.example/wellbeing/"),
    "stuck": ('href="tel:+441632960100">+44 1632 960 100</a>', "mailto:landing@wrenfield.example"),
    "about/privacy": ("Wrenfield University publishes this site", "for 30 days"),
}


@pytest.mark.parametrize("address", SAID)
def test_a_link_stands_where_a_page_needs_it_and_neutral_words_where_there_is_none(project, site, address):
    ours = (site / address / "index.html").read_text(encoding="utf-8")
    for words in SAID[address]:
        assert words in html(project, address) and words not in ours
    assert "wrenfield" not in ours.lower()


def test_there_is_somebody_to_talk_to_wherever_a_student_is_stuck(project):
    stuck = [f"stuck/{path.name}" for path in (project / "site" / "stuck").iterdir() if (path / "index.html").is_file()]
    places = ["", "stuck", *stuck, "steps/find/someone", "people", "messages", "saved/receipt"]
    assert len(stuck) > 18
    for address in places:
        assert "Come to the Landing, on the ground floor of Tern Library" in html(project, address), address
    lost = (project / "site" / "404.html").read_text(encoding="utf-8")
    assert lost.count("Come to the Landing") == 2, "in the page and at its foot"


def test_their_sentence_about_the_site_is_what_search_engines_show_of_its_first_page(project):
    said = "How Wrenfield students ask one person for twenty minutes of advice"
    assert html(project, "").count(f'content="{said}') == 2 and said not in html(project, "steps")


def test_own_words_stand_beside_the_kits(project):
    assert "Placements" in html(project, "questions/all") and "What did you take from your placement year" in html(project, "questions/all")
    assert "To someone who studied at Wrenfield" in html(project, "messages/alum") and "Once, and then see" in html(project, "sheets/wrenfield-mentor-notes")
    assert "Talk to somebody at the Landing</a>" in html(project, "steps"), "at the foot too"
    assert "the Landing" in html(project, "stuck/words") and "How do I find someone on Wrenfield Connect?" in html(project, "steps/find")
    assert "book a quiet room in Tern Library" in html(project, "sheets/day-before") and "Check what it costs" not in html(project, "sheets/day-before")
    assert 'about/the-landing/">The Landing</a>' in html(project, "questions") and (project / "site" / "about" / "the-landing.svg").is_file()
    assert 'href="class-plan/">Our first class</a>' in html(project, "staff") and not (project / "site" / "sheets" / "giving-back-menu").exists()


@pytest.mark.parametrize("name", COLOURS)
def test_navy_crimson_and_green_can_all_be_read_in_the_light_and_in_the_dark(page, name):
    page.route("**/assets/css/edition.css", lambda route: route.fulfill(body=style_sheet(COLOURS[name]), content_type="text/css"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for address in ("/", "/steps/find/new-people/", "/questions/all/"):
            page.goto(address)
            assert violations(page) == []
        shown = COLOURS[name] if scheme == "light" else nearest_readable(COLOURS[name], dark=True)
        button = page.locator(".ck-button").first.evaluate("it => getComputedStyle(document.body).getPropertyValue('--brand').trim()")
        assert button == shown and contrast(shown, "#FBF7F0" if scheme == "light" else "#1B1410") >= 4.5


@pytest.mark.parametrize("width", [320, 1280])
def test_a_long_name_and_a_wide_logo_fit_the_header(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    page.locator(".ck-name span").evaluate("it => { it.textContent = 'The Northern Estuary University of Applied Sciences, Careers' }")
    page.locator(".ck-logo--light").evaluate("it => { it.width = 160; it.height = 40; }")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    name, tools = page.locator(".ck-name").bounding_box(), page.locator(".ck-header-tools").bounding_box()
    assert name["x"] + name["width"] <= tools["x"] + 1 and violations(page) == []


def test_the_logo_moves_nothing_and_follows_the_scheme(page):
    page.route("**/assets/brand/*", lambda route: route.abort())
    page.goto("/steps/ask/")
    before = page.locator(".ck-name span").bounding_box()
    page.unroute("**/assets/brand/*")
    page.reload()
    assert page.locator(".ck-name span").bounding_box() == before
    expect(page.locator(".ck-logo--dark")).to_be_hidden()
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(page.locator(".ck-logo--dark")).to_be_visible()
    expect(page.locator(".ck-logo--light")).to_be_hidden()


def test_the_icon_of_the_tab_is_in_their_colour(project, site):
    theirs, ours = ((folder / "assets" / "icons" / "favicon.svg").read_text(encoding="utf-8") for folder in (project / "site", site))
    assert "#0B5A5E" in theirs and nearest_readable("#0B5A5E", dark=True) in theirs and theirs != ours
    assert "#2B1E17" not in theirs and "#F3E9DD" not in theirs


def test_no_picture_of_the_site_is_in_the_kits_colour(project, site):
    """Each picture beside a shared link, and on a phone's first screen, is theirs."""
    for name in (*PICTURES, ICON):
        assert (project / "site" / name).read_bytes() != (site / name).read_bytes(), name


def test_the_foot_gives_their_words_to_nobody_and_says_where_the_kit_is_from(page):
    page.goto("/steps/find/")
    foot = page.locator(".ck-foot-licence")
    expect(foot).to_contain_text("Wrenfield Coffee Chats. Made with the Coffee Chat Kit, which is free to use, copy and change.")
    foot.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Sharing and changing it")).to_be_in_viewport()


def test_the_example_on_the_first_page_is_a_student_of_theirs(page):
    page.goto("/")
    expect(page.locator("main")).to_contain_text("chose Wrenfield University")
    expect(page.locator("main")).not_to_contain_text("Northfield")


def test_a_printed_sheet_bears_their_logo_and_name(page):
    page.goto("/sheets/wrenfield-mentor-notes/")
    page.emulate_media(media="print")
    logo = page.locator(".ck-paper-logo")
    expect(logo).to_be_visible()
    assert logo.evaluate("it => it.complete && it.naturalWidth > 0 && it.getBoundingClientRect().height > 30")
    pages = pages_of(page)
    assert len(pages) == 1 and squeezed("Wrenfield Coffee Chats: Notes for my mentor.") in squeezed(pages[0]) and "careers.wrenfield.example" in pages[0]


def test_the_html_of_their_own_parts_is_valid(project):
    places = ("index.html", "404.html", "stuck/index.html", "stuck/staying-safe/index.html", "about/privacy/index.html", "about/the-landing/index.html", "steps/find/wrenfield-connect/index.html", "sheets/wrenfield-mentor-notes/index.html", "staff/class-plan/index.html")
    assert html_faults(*(project / "site" / place for place in places)) == ""


def test_nothing_of_theirs_is_fetched_from_elsewhere(page, theirs):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/", "/stuck/", "/about/the-landing/"):
        page.goto(address)
    assert [url for url in asked if not url.startswith((theirs, "data:"))] == []


@pytest.mark.parametrize("text, size", [
    ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"/>', (120, 40)),
    ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0,1000,100"/>', (160, 16)),
    ('<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="10mm"/>', (80, 40)),
    ('<svg xmlns="http://www.w3.org/2000/svg"/>', None),
    ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 5"/>', None),
    ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan nan"/>', None),
    ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e999 1"/>', None),
    ('<?xml version="1.0" encoding="nonsense"?><svg viewBox="0 0 1 1"/>', None),
    ("<svg", None),
])  # fmt: skip
def test_the_room_a_logo_takes_is_known_before_it_comes(tmp_path, text, size):
    (tmp_path / "logo.svg").write_text(text, encoding="utf-8")
    assert size_of(tmp_path / "logo.svg") == size


def test_a_pdf_bears_their_logo_and_is_out_of_date_when_the_logo_changes(project, tmp_path):
    pango()
    theirs = shutil.copytree(project, tmp_path / "theirs", ignore=shutil.ignore_patterns("site"))
    toolkit = open_toolkit(theirs)
    sheet = document(toolkit, sheet_of(toolkit, "wrenfield-mentor-notes"))
    made = press.make(toolkit, [sheet], theirs)
    assert [entry.pages for entry in made] == [1, 1]
    drawn = subprocess.run(["pdftoppm", "-r", "60", theirs / "pdf" / made[0].path], capture_output=True, check=True).stdout
    assert bytes.fromhex("0B5A5E") in drawn, "the colour of their logo is on the page"
    logo = theirs / "site_overrides" / "assets" / "brand" / "logo.svg"
    logo.write_text(logo.read_text(encoding="utf-8").replace("#0B5A5E", "#A51C30"), encoding="utf-8")
    assert shelf.source_hash(theirs, html_of(toolkit, sheet), sheet) != made[0].made_from


def test_pdfs_made_before_are_kept_and_offered_only_while_they_are_right(project, checked, tmp_path):
    target = tmp_path / "wrenfield"
    shutil.copytree(project, target)
    (target / "pdf" / "a4").mkdir(parents=True)
    (target / "pdf" / "a4" / "my-question.pdf").write_bytes(b"%PDF of another day")
    (target / "pdf" / "list.json").write_text('{"files": []}', encoding="utf-8")
    build(checked, target)
    assert (target / "pdf" / "a4" / "my-question.pdf").is_file() and not (target / "site" / "pdf").exists()
