"""How long the question bank takes to answer a key, at the shipped size and at 5,000 questions."""

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


def main() -> None:
    """Prints median and worst milliseconds for twelve inputs, style and layout included."""
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
                print(f"{shown} questions: median {times[len(times) // 2]:.1f} ms, worst {times[-1]:.1f} ms (budget {'16.7' if shown < 1000 else '50'} ms)")
        browser.close()
