"""The timer of the day: quiet, pausable, right after sleep, and it says once when to close."""

import pytest
from playwright.sync_api import expect

from tests.plans import make
from tests.test_accessibility import violations


def test_the_timer_is_quiet_and_says_once_when_to_close(visit):
    page = visit.context.new_page()
    page.clock.install(time="2027-03-11T15:00:00")
    visit.go(page, "/sheets/on-the-day/")
    page.get_by_label("Your closing words").fill("Who else could I learn from, Daniel?")
    expect(page.get_by_label("How many minutes do you have?")).to_have_value("20")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    expect(page.get_by_role("timer")).to_have_text("About 20 minutes left")
    page.clock.run_for("04:01")
    expect(page.get_by_role("timer")).to_have_text("About 16 minutes left")
    page.evaluate("window.said = []; new MutationObserver(() => said.push(document.querySelector('[data-part=cue]').textContent)).observe(document.querySelector('.ck-timer-cue'), { subtree: true, childList: true, characterData: true })")
    page.clock.run_for("10:30")
    cue = page.locator(".ck-timer").get_by_role("status")
    expect(cue).to_have_text("")
    page.clock.run_for("01:30")
    expect(cue).to_have_text("Time to close")
    expect(page.locator(".ck-timer-lines")).to_have_text("Who else could I learn from, Daniel?")
    page.clock.run_for("02:00")
    assert page.evaluate("said") == ["Time to close"]
    page.clock.run_for("03:00")
    expect(cue).to_have_text("The time you asked for is over. Thank them, and let them go.")
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_focused()


def test_the_timer_is_right_after_sleep_pause_and_reload(visit):
    page = visit.context.new_page()
    page.clock.install(time="2027-03-11T15:00:00")
    visit.go(page, "/sheets/on-the-day/")
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.fast_forward("15:30")  # a locked screen: its ticks fire at most once
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("timer")).to_have_text("About 5 minutes left")
    expect(page.locator(".ck-timer").get_by_role("status")).to_have_text("Time to close")
    page.get_by_role("button", name="Pause").click()
    page.clock.fast_forward("10:00")
    visit.go(page)
    expect(page.get_by_role("timer")).to_have_text("Paused, about 5 minutes left")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Hide the minutes").click()
    expect(page.get_by_role("timer")).to_have_text("The timer is on. It will tell you when it is time to close.")
    assert page.evaluate("document.querySelectorAll('audio, video').length") == 0


@pytest.mark.parametrize("scheme, width", [("light", 320), ("dark", 1280)])
def test_plan_and_timer_have_no_violation_and_no_sideways_scroll(browser, address, scheme, width):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.clock.install(time="2027-03-11T15:00:00")
    page.goto(f"{address}/questions/")
    make(page)
    page.get_by_role("button", name="Take out question 2").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.goto(f"{address}/sheets/on-the-day/")
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for("16:00")
    expect(page.get_by_text("Time to close", exact=True)).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    context.close()
