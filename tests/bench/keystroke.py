"""How long a key takes: in the question bank, at the shipped size and at 5,000 questions, and in the message builder with a whole draft, its notes and a full list of people."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from macros import pack
from tests.bench.served import build, serving
from tests.machine import FLAGS, chromium

GROW = """count => {
  const list = document.querySelector(".ck-questions"), items = [...document.querySelectorAll(".ck-question")];
  for (let n = items.length; n < count; n++) { const copy = items[n % items.length].cloneNode(true); copy.removeAttribute("id"); list.append(copy); }
  const bank = document.querySelector("ck-bank"), parent = bank.parentNode; bank.remove(); parent.append(bank);
}"""
TYPE = """() => {
  const box = document.querySelector("#bank-text"), times = [];
  for (const text of ["w", "wo", "wor", "work", "work ", "work d", "work da", "work day", "", "h", "ho", "how"]) {
    box.value = text;
    const start = performance.now();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}"""
PEOPLE = """count => {
  const sheet = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`field-${n}`, "What they told me about a week of theirs. ".repeat(5)]));
  const person = { state: "asked", person: { first: "Ana" }, dates: { sent: "2026-01-05" }, notes: { remember: "x".repeat(500) }, sheets: { research: sheet, "after-the-chat": sheet }, ticks: {}, messages: [] };
  const people = Object.fromEntries(Array.from({ length: count }, () => [crypto.randomUUID(), person]));
  localStorage.setItem("ck:coffee-chat-kit", JSON.stringify({ version: 1, updated: "2026-11-20T10:00:00.000Z", saved_copy: null, me: { sheets: {}, ticks: {}, progress: {} }, people, times: {} }));
}"""
WRITE = """() => {
  const field = [...document.querySelectorAll(".ck-draft textarea")].find((one) => one.offsetParent), times = [];
  for (let n = 0; n < 60; n += 1) {
    field.setRangeText(n % 12 ? "a" : "\\n", 40 + n, 40 + n, "end");
    const start = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}"""
DRAFT = "I would love to pick your brain about how you came to plan the night buses of our town. " * 8 + "Could you refer me for a job?"


def say(what: str, times: list[float], budget: str) -> None:
    print(f"{what}: median {times[len(times) // 2]:.1f} ms, worst {times[-1]:.1f} ms (budget {budget} ms)")


def builder(browser, address: str, people: int) -> None:
    """A key in a draft of 150 words that was read already."""
    page = browser.new_page()
    page.goto(f"{address}/about/")
    page.evaluate(PEOPLE, people)
    page.goto(f"{address}/messages/#first-message")
    page.get_by_role("button", name="Start blank").click()
    page.locator(".ck-draft textarea:visible").fill(DRAFT)
    page.locator(".ck-draft:visible mark").first.wait_for()
    say(f"a draft of {len(DRAFT.split())} words, {people} people", page.evaluate(WRITE), "16.7")
    page.close()


def main() -> None:
    """Prints median and worst milliseconds of each, style and layout included."""
    path = chromium()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(Path(folder) / "site")
        pack.write_policy(site)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with serving(site) as address:
            for count in (0, 5000):
                page = browser.new_page()
                page.goto(f"{address}/questions/all/")
                page.locator("#bank-goal").wait_for()
                page.evaluate(GROW, count)
                shown = page.locator(".ck-question").count()
                times = page.evaluate(TYPE)
                say(f"{shown} questions", times, "16.7" if shown < 1000 else "50")
            for people in (1, 20):
                builder(browser, address, people)
        browser.close()
