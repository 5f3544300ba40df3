"""A student makes a plan of questions in the browser, and reads what it says."""


def make(page, goal="What the work is like day to day", **more):
    page.get_by_label("What do you want to know?").select_option(label=goal)
    if "who" in more:
        page.get_by_text("More, if you like").click()
    for label, value in more.items():
        page.get_by_label({"minutes": "How long did you ask for?", "who": "Who are you talking to?", "know": "How well do you know them?"}[label]).select_option(label=value)
    page.get_by_role("button", name="Make my plan").click()
    page.locator(".ck-plan-item:visible").first.wait_for()


def questions(page) -> list[str]:
    return [box.input_value() for box in page.locator(".ck-plan-item:visible textarea").all()]


def kept(page) -> list[str]:
    """The questions of a plan that the page brings back."""
    page.locator(".ck-plan-item:visible").first.wait_for()
    return questions(page)
