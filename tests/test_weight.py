"""A page brings what it needs and no more: its stylesheets, and the code of its elements."""

from playwright.sync_api import expect

from tests.machine import ROOT

STYLES = ROOT / "site_overrides" / "assets" / "css"
LESSON = "/steps/ask/silence/"
MOVED = "window.moved = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) moved += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
MISSED = """([pages, styles]) => {
  const PASSING = /::?(?:before|after|selection|marker|placeholder|backdrop|hover|focus-visible|focus-within|focus|checked|target|disabled|active)/g;
  const rulesIn = (rules) => [...rules].flatMap((rule) => rule.selectorText ? [rule.selectorText] : rule.cssRules ? rulesIn(rule.cssRules) : []);
  const sheets = Object.entries(styles).map(([name, text]) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return [name, rulesIn(sheet.cssRules)];
  });
  return Object.entries(pages).flatMap(([path, html]) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const linked = [...page.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href").split("/").pop());
    return sheets.filter(([name]) => !linked.includes(name)).flatMap(([name, rules]) =>
      rules.filter((rule) => /ck-|slot|figure/.test(rule)).filter((rule) => page.querySelector(rule.replace(PASSING, "").replace(/:(?:is|where|not|has)\\(\\)/g, ""))).map((rule) => `${path} has no ${name} for ${rule}`));
  });
}"""


def test_no_page_misses_a_stylesheet_that_has_a_rule_for_it(visit, site):
    pages = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    styles = {path.name: path.read_text(encoding="utf-8") for path in STYLES.glob("*.css") if path.name != "cards.css"}  # it hides what a pack counts itself
    assert visit.open("/").evaluate(MISSED, [pages, styles]) == []


def test_a_lesson_brings_the_code_of_its_tick_only_when_it_comes_near(visit):
    page = visit.open(LESSON)
    page.wait_for_load_state("networkidle")
    assert not any(url.endswith("/store.js") for url in visit.requests)
    page.get_by_role("heading", name="What next").scroll_into_view_if_needed()
    expect(page.get_by_text("What you type stays on this device.")).to_be_visible()


def test_a_tick_set_before_its_code_has_come_is_kept(visit):
    page, held = visit.context.new_page(), []
    page.route("**/store.js", lambda route: held.append(route))
    visit.go(page, LESSON)
    tick = page.get_by_label("I have done this lesson")
    with page.expect_request("**/store.js"):
        tick.focus()
    page.keyboard.press("Space")
    held[0].continue_()
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    page.unroute("**/store.js")
    visit.go(page)
    tick.focus()
    expect(tick).to_be_checked()


def test_nothing_moves_when_the_tick_comes_to_life(visit):
    page = visit.context.new_page()
    page.add_init_script(MOVED)
    visit.go(page, LESSON)
    page.evaluate("document.querySelector('#what-next').scrollIntoView()")
    expect(page.get_by_text("What you type stays on this device.")).to_be_visible()
    assert page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(moved))))") == 0


def test_the_questions_of_the_planner_come_at_the_first_touch_and_are_asked_for_again_when_they_did_not_arrive(visit):
    page = visit.open("/questions/")
    page.wait_for_load_state("networkidle")
    assert not any(url.endswith("/bank.js") for url in visit.requests)
    page.route("**/bank.js", lambda route: route.abort())
    page.get_by_label("What do you want to know?").select_option(index=1)
    page.get_by_role("button", name="Make my plan").click()
    expect(page.get_by_text("The questions did not arrive.")).to_be_visible()
    page.unroute("**/bank.js")
    page.get_by_role("button", name="Make my plan").click()
    expect(page.get_by_role("heading", name="Your plan")).to_be_focused()
    visit.errors.clear()  # the browser tells of what was held back


def test_my_people_bring_the_page_of_one_person_when_there_is_one(visit):
    page = visit.open("/people/")
    page.wait_for_load_state("networkidle")
    assert not any(url.endswith("/ck-person.js") for url in visit.requests)
    page.get_by_label("Add a person").fill("Mere Tipene")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Mere Tipene").click()
    expect(page.get_by_role("heading", name="Mere Tipene")).to_be_visible()


def test_a_built_script_has_every_line_of_ours_but_its_comments(site):
    for path in (ROOT / "site_overrides" / "assets" / "js").rglob("*.js"):
        built, written = [(root / path.relative_to(ROOT / "site_overrides")).read_text(encoding="utf-8").splitlines() for root in (site, ROOT / "site_overrides")]
        inside, code = False, []
        for line in written:
            inside = inside or line.lstrip().startswith("/*")
            if not inside and not line.lstrip().startswith("//"):
                code.append(line)
            inside = inside and not line.endswith("*/")
        assert built == code, path.name
