"""axe-core finds nothing on any kind of page, light and dark, narrow and wide; and no page scrolls sideways."""

import pytest
from playwright.sync_api import Browser, Page

from tests.machine import node_modules

PAGES = [
    "/", "/steps/", "/steps/ask/", "/start/example/", "/five-ps/", "/five-ps/patient/", "/messages/", "/messages/all/",
    "/messages/alum/", "/questions/", "/questions/all/", "/questions/never-ask/", "/sheets/", "/sheets/my-question/",
    "/sheets/people-map/", "/sheets/day-before/", "/stuck/", "/stuck/words/", "/stuck/advice-differs/", "/stuck/myths/",
    "/saved/", "/saved/receipt/", "/sheets/time-and-place/", "/about/", "/about/privacy/", "/about/accessibility/", "/about/sources/", "/staff/", "/staff/change-the-data/",
    "/steps/why/quiet-ways/", "/stuck/no-reply/", "/course/", "/course/short-course/", "/five-ps/self-check/", "/sheets/rubric/", "/sheets/prospects/", "/messages/voicemail/",
    "/staff/data/", "/staff/macros/", "/staff/trace/", "/staff/words-and-questions/", "/staff/publish/", "/staff/ids/", "/staff/mistakes/", "/staff/august/", "/staff/adopt/", "/staff/adopt/privacy/", "/staff/adopt/accessibility/", "/staff/adopt/texts/", "/no-such-page/", "/sheets/packs/", "/sheets/packs/class-set/", "/sheets/packs/question-cards/", "/sheets/packs/pocket-card/",
]  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe-core has against a page as it is now, a line each."""
    page.evaluate((node_modules() / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run({ runOnly: tags, resultTypes: ['violations'] })", TAGS)["violations"]
    return [f"{rule['id']}: {node['target']} {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="module", params=[("light", 320), ("dark", 320), ("light", 1280), ("dark", 1280)], ids=lambda value: f"{value[0]}-{value[1]}")
def page(request, browser: Browser, address: str):
    scheme, width = request.param
    context = browser.new_context(base_url=address, color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_violation_and_no_sideways_scroll(page, path):
    page.goto(path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_filled_filtered_and_open_states_have_no_violation(page):
    page.goto("/sheets/my-question/")
    page.locator("ck-worksheet textarea").first.fill("Would I like it?")
    page.locator("ck-worksheet").get_by_role("radio").first.check()
    page.get_by_text("Saved on this device.").wait_for()
    page.get_by_text("Show me with an example").click()
    assert violations(page) == []

    page.goto("/questions/all/#goal=growth&know=stranger")
    page.get_by_text("More ways to choose").click()
    page.get_by_label("Words in the question").fill("zzzz")
    page.get_by_text("No question fits all of that.").wait_for()
    assert violations(page) == []

    page.goto("/sheets/day-before/")
    page.get_by_role("checkbox").nth(1).check()
    assert violations(page) == []

    page.goto("/five-ps/self-check/")
    for field in page.locator(".ck-check-habit fieldset").all():
        field.get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Show where I am").click()
    page.get_by_role("region", name="Where you are today").wait_for()
    assert violations(page) == []

    page.goto("/saved/")
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("dialog", name="Clear everything?").wait_for()
    assert violations(page) == []


def test_open_and_copied_states_of_staff_pages_have_no_violation(page):
    page.goto("/staff/ids/#ids-questions")
    page.get_by_role("heading", name="Warming up").wait_for()
    if (pages := page.get_by_text("All staff pages")).is_visible():
        pages.click()
    assert violations(page) == []

    page.goto("/staff/words-and-questions/")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("textbox", name="Copy").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    page.evaluate("void (navigator.clipboard.writeText = () => Promise.resolve())")
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_text("Copied", exact=True).wait_for()
    assert violations(page) == []


def test_without_javascript_a_page_has_no_violation(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/sheets/my-question/")
    assert page.get_by_role("textbox").count() > 2
    assert page.get_by_role("button").count() == 0
    page.goto(f"{address}/questions/all/")
    assert page.locator(".ck-question").count() >= 70
    assert not page.locator(".ck-filters").is_visible()
    context.close()


SPACED = """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }");
  document.adoptedStyleSheets = [sheet]; }"""  # the values of WCAG 1.4.12; a style element would meet the content policy
CUT = """() => {
  const clips = (style) => [style.overflowX, style.overflowY].some((way) => way === "hidden" || way === "clip");
  const unseen = (style) => style.clipPath !== "none" || style.position === "absolute" && style.width === "1px";
  const found = [], words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const near = words.currentNode.parentElement, range = document.createRange();
    if (!words.currentNode.data.trim() || !near.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || near.closest("script, style, option, svg, .md-search, .md-skip")) continue;
    range.selectNodeContents(words.currentNode);
    const text = range.getBoundingClientRect();
    if (!text.width) continue;
    for (let box = near; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box), room = box.getBoundingClientRect();
      if (unseen(style)) break;
      if (style.overflowX === "auto" || style.overflowX === "scroll") break;
      if (clips(style) && (text.right > room.right + 1 || text.bottom > room.bottom + 1 || text.left < room.left - 1 || text.top < room.top - 1)) { found.push(`cut off in ${box.className || box.tagName}: ${words.currentNode.data.trim().slice(0, 60)}`); break; }
    }
    if (text.right > document.documentElement.clientWidth + 1 && !near.closest(".ck-hidden")) found.push(`outside: ${words.currentNode.data.trim().slice(0, 60)}`);
  }
  return found;
}"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["/", "/steps/ask/", "/steps/why/quiet-ways/", "/messages/", "/questions/all/", "/sheets/my-question/", "/people/", "/stuck/no-reply/", "/saved/", "/staff/adopt/privacy/"])
def test_with_text_set_wider_nothing_is_cut_off_or_scrolls_sideways(browser, address, path, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + path)
    page.evaluate(SPACED)
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") != "normal"
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.close()
