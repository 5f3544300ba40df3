"""What a first visit loads, compressed, against a page of bare Material with the same plugins' defaults."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from macros import pack
from tests.bench.served import build, serving
from tests.machine import FLAGS, chromium

PAGES = ["/", "/steps/ask/", "/steps/ask/silence/", "/stuck/no-reply/", "/messages/", "/questions/", "/people/", "/steps/find/someone/", "/saved/", "/sheets/on-the-day/", "/questions/all/", "/messages/alum/", "/sheets/my-question/", "/sheets/day-before/"]
BARE = "site_name: Bare\ntheme:\n  name: material\n  font: false\nplugins: {search: {}}\n"


def loaded(browser, url: str) -> int:
    """Bytes that came over the wire for a first visit to `url`."""
    context = browser.new_context()
    page, total = context.new_page(), []
    page.on("requestfinished", lambda request: total.append(request.sizes()["responseBodySize"]))
    page.goto(url)
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(total)


def main() -> None:
    """Prints kB for each kind of page, and the difference to bare Material."""
    path = chromium()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bare = Path(folder) / "bare"
        (bare / "docs").mkdir(parents=True)
        (bare / "mkdocs.yml").write_text(BARE, encoding="utf-8")
        (bare / "docs" / "index.md").write_text("# Bare\n\nA paragraph.\n", encoding="utf-8")
        ours = build(Path(folder) / "ours")
        pack.write_policy(ours)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with serving(build(Path(folder) / "built", bare)) as address:
            base = loaded(browser, f"{address}/")
        print(f"bare Material: {base / 1000:.1f} kB")
        with serving(ours) as address:
            for page in PAGES:
                size = loaded(browser, address + page)
                print(f"{page}: {size / 1000:.1f} kB, {(size - base) / 1000:+.1f} kB")
        browser.close()
