"""What tests share: the built site under its content policy, a server for it, and a real browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from macros import pack
from macros.paper import press, shelf
from macros.paper.documents import documents
from macros.toolkit import Toolkit, open_toolkit
from tests.machine import FLAGS, ROOT, chromium, pango
from tests.serving import served

expect.set_options(timeout=15_000)  # a worker may have to wait for the other
settings.register_profile("patient", deadline=None)  # how long a case takes says more of the machine than of the case
settings.load_profile("patient")


@pytest.fixture(scope="session")
def toolkit() -> Toolkit:
    """The project as shipped."""
    return open_toolkit(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly, with its content policy, as `run.py build` makes it."""
    folder = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(ROOT / "mkdocs.yml"), "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stdout + done.stderr
    pack.write_policy(folder)
    return folder


@pytest.fixture(scope="session")
def pdfs(toolkit: Toolkit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder pdf/ with every PDF on both papers, as `run.py pdf` makes it. Without Pango the tests that ask for it fail with the line that mends it."""
    try:
        pango()
    except RuntimeError as missing:
        pytest.fail(str(missing), pytrace=False)
    root = tmp_path_factory.mktemp("papers")
    press.make(toolkit, documents(toolkit), root)
    return root / shelf.FOLDER


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the built site, without a slash at the end."""
    with served(site) as at:
        yield at


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. Without one the run ends at once, with the line that mends it."""
    try:
        path = chromium()
    except RuntimeError as missing:
        pytest.exit(str(missing), returncode=1)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


class Visit:
    """A visitor's browser profile: opens pages, and remembers every request and every error."""

    def __init__(self, context: BrowserContext, address: str):
        self.context, self.address = context, address
        self.requests: list[str] = []
        self.errors: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def open(self, path: str = "/") -> Page:
        """A new tab at a path of the site."""
        return self.go(self.context.new_page(), path)

    def go(self, page: Page, path: str | None = None) -> Page:
        """Leads a tab to a path, or reloads it, and waits until our elements are at work, but for those that wait until they come near."""
        page.reload() if path is None else page.goto(self.address + path)
        expect(page.locator(":not(:defined, [data-late])")).to_have_count(0)
        return page

    def elsewhere(self) -> list[str]:
        """Requests that left the site."""
        return [url for url in self.requests if not url.startswith((self.address, "data:", "blob:" + self.address))]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A fresh visitor. Fails the test if any request leaves the site or the browser reports an error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visitor = Visit(context, address)
    yield visitor
    context.close()
    assert visitor.elsewhere() == []
    assert visitor.errors == []
