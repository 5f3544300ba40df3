"""On a shared computer, in black and white, on paper, and without JavaScript: nothing is left behind and nothing is out of reach."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.toolkit import open_toolkit
from tests.conftest import Visit
from tests.machine import ROOT
from tests.people import AISHA, DANIEL, bring, day, someone
from tests.printing import printed, squeezed

KIT = open_toolkit(ROOT).kit
TOOLS = {
    "/steps/find/someone/": "", "/people/": "people-map", "/messages/": "message-draft", "/questions/": "question-plan", "/sheets/time-and-place/": "",
    "/sheets/on-the-day/": "", "/sheets/after-the-chat/": "", "/sheets/keep-in-touch/": "", "/saved/receipt/": "",
}  # fmt: skip
FRAME = ["About and licence", "For staff", "What is saved", "Only for this visit", "Saved on this device", "Print the list", "http"]
SEEN = "e => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().height > 0"
WRITABLE = "main :is(input:not([type=radio], [type=checkbox]), textarea, .ck-paper-line)"
LEFT = """async () => ({ local: Object.entries(localStorage).filter(([key]) => key.startsWith("ck:")).map(([, text]) => text), session: Object.values(sessionStorage),
databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length, cookies: document.cookie })"""


def seen(page: Page, selector: str) -> int:
    """How many of these a person can see."""
    return page.evaluate(f"selector => [...document.querySelectorAll(selector)].filter({SEEN}).length", selector)


@pytest.fixture
def plain(browser: Browser, address: str):
    """A tab of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, base_url=address)
    yield context.new_page()
    context.close()


# A shared computer


def test_this_visit_only_leaves_nothing_on_the_device_once_the_tab_is_closed(visit):
    page = visit.open("/people/")
    page.get_by_label("Only for this visit").first.check()
    page.get_by_label("Add a person").fill("Noor Hassan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Noor Hassan")).to_be_visible()
    visit.go(page, "/messages/")
    page.get_by_label("What you want to learn").fill("How nights are shared out")
    visit.go(page, "/sheets/after-the-chat/")
    page.get_by_label("What surprised you?").fill("How calm it was")
    expect(page.get_by_text("Kept until you close this tab.")).to_be_visible()
    page.close()
    after = visit.open("/saved/")
    left = after.evaluate(LEFT)
    assert not any(word in str(left) for word in ("Noor", "nights", "calm"))
    assert (left["databases"], left["caches"], left["cookies"]) == (0, 0, "")
    expect(after.get_by_role("link", name="Noor Hassan")).to_have_count(0)


# Paper


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("path", TOOLS)
def test_a_tool_is_printed_without_the_frame_of_the_site(visit, path, paper):
    bring(visit, {DANIEL: someone("Daniel", "Osei", sent=day(-20)), AISHA: someone("Aisha", met=day(-2))})
    page = visit.open(path)
    pages, words = printed(page, paper)
    assert words.strip() and pages <= 4
    assert [word for word in FRAME if word in words] == []


# Without JavaScript


@pytest.mark.parametrize("path", [*TOOLS, "/saved/"])
def test_without_javascript_a_tool_reads_as_a_page_and_offers_nothing_that_does_not_work(plain, path):
    plain.goto(path)
    assert seen(plain, "main h1") == 1 and len(plain.get_by_role("main").inner_text().split()) > 30
    assert seen(plain, "button, select, [role=button], input[type=submit], dialog, [role=timer]") == 0
    assert plain.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("path, sheet", TOOLS.items(), ids=[path.strip("/") for path in TOOLS])
def test_without_javascript_a_tool_is_filled_by_hand_on_itself_or_on_the_sheet_it_names(plain, path, sheet):
    plain.goto(path)
    if sheet:
        plain.get_by_role("main").get_by_role("link", name=re.compile(re.escape(KIT.worksheets[sheet].title))).first.click()
        plain.wait_for_url(f"**/sheets/{sheet}/")
    plain.emulate_media(media="print")
    assert seen(plain, WRITABLE) >= 4
    pages, words = printed(plain, "A4")
    assert pages <= 5 and squeezed(plain.locator("h1").text_content()) in squeezed(words)
    assert [word for word in FRAME if word in words] == []


def test_without_javascript_every_ring_is_on_paper_with_a_line_for_a_name(plain):
    plain.goto("/steps/find/someone/")
    _, words = printed(plain, "A4")
    for ring in KIT.rings.values():
        assert [text for text in (ring.title, *ring.prompts) if squeezed(text.replace("*", "")) not in squeezed(words)] == []
    assert words.count("A name came to mind?") == len(KIT.rings)


def test_every_sheet_is_filled_by_hand_without_javascript(plain):
    for sheet in KIT.worksheets.values():
        plain.goto(f"/sheets/{sheet.id}/")
        plain.emulate_media(media="print")
        assert seen(plain, "main :is(input, textarea)") >= len(sheet.fields), sheet.id


# Black and white


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_colour_tells_is_told_in_words_too(browser, address, scheme):
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})
    visit = Visit(context, address)
    bring(visit, {DANIEL: someone("Daniel", "Osei", met=day(-2)), AISHA: someone("Aisha", sent=day(-1))})
    page = visit.open("/people/")
    expect(page.get_by_role("region", name="Do now")).to_contain_text("Step 6 of 7: Thank")
    visit.go(page, f"/people/#{DANIEL}")
    expect(page.locator("[aria-current=step]")).to_have_count(1)
    expect(page.locator(".ck-rail-words")).to_have_text("Step 6 of 7: Thank")
    visit.go(page, "/messages/")
    page.get_by_role("button", name="Start blank").click()
    page.locator("textarea:visible").fill("Hello Daniel,\n\nI want a job. Please refer me, my CV is attached.")
    page.get_by_text("Everything we looked at").click()
    states = page.locator("[data-part=everything] li")
    expect(states.first).to_be_visible()
    assert all(re.search(r": (fine|worth a look|kept as it is)\.", text) for text in states.all_inner_texts())
    for link in page.locator("main p a:visible").all():
        line = link.evaluate("a => getComputedStyle(a).textDecorationLine + getComputedStyle(a).boxShadow + getComputedStyle(a).borderBottomStyle")
        assert "underline" in line or "solid" in line or "px" in line, "a link among words is underlined"
    context.close()
    assert visit.elsewhere() == [] and visit.errors == []
