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
    "/staff/data/", "/staff/macros/", "/staff/trace/", "/staff/words-and-questions/", "/staff/publish/", "/staff/ids/", "/staff/mistakes/", "/staff/adopt/", "/staff/adopt/privacy/", "/staff/adopt/accessibility/", "/no-such-page/", "/sheets/packs/", "/sheets/packs/class-set/", "/sheets/packs/question-cards/", "/sheets/packs/pocket-card/",
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
