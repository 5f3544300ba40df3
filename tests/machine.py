"""What the tests need from the machine: a browser, Pango and tools for PDFs, and the packages of package-lock.json. Says how to get what is missing."""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


ALONE = FileLock(Path(tempfile.gettempdir()) / "coffee-chat-kit-tests.lock")  # tests run side by side, and one of them installs


@functools.cache
def chromium() -> str:
    """The path of a Chromium or Chrome. On Debian, as root, it is installed when there is none.

    To be asked for before Playwright is started: it may have to ask Playwright itself. Raises RuntimeError with the one line that mends it.
    """
    with ALONE:
        if found := _installed() or _playwrights_own():
            return found
        _install(["chromium"])
        if found := _installed():
            return found
    raise RuntimeError("The tests need Chromium or Chrome. Install one, for example: sudo apt-get install chromium")


def _install(packages: list[str]) -> None:
    """Asks Debian for packages, where that can be done without asking anybody."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", *packages], check=False, stdout=subprocess.DEVNULL)


def _installed() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None) or next((place for place in PLACES if Path(place).exists()), None)


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


DEBIAN = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "qpdf", "poppler-utils"]
TOOLS = ("qpdf", "pdfinfo", "pdffonts", "pdftoppm")


@functools.cache
def pango() -> None:
    """Makes sure of what PDFs are drawn and looked at with. On Debian, as root, it is installed when it is missing.

    Raises RuntimeError with the one line that mends it.
    """
    with ALONE:
        if not _draws():
            _install(DEBIAN)
    if not _draws():
        raise RuntimeError(f"The tests of PDFs need Pango, qpdf and poppler. Install them, for example: sudo apt-get install {' '.join(DEBIAN)}")


def _draws() -> bool:
    return all(map(shutil.which, TOOLS)) and subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True).returncode == 0


def hidden_pango(folder: Path) -> Path:
    """A folder that, put first where the loader looks, hides Pango: files of its names that hold nothing."""
    hiding = folder / "no-pango"
    hiding.mkdir()
    for name in ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0"):
        (hiding / name).touch()
    return hiding


def node() -> str:
    """The path of the Node.js that came with the test requirements."""
    return str(Path(sys.executable).with_name("node.exe" if os.name == "nt" else "node"))


@functools.cache
def node_modules() -> Path:
    """The folder of axe-core and html-validate, installed from package-lock.json when it is not there yet."""
    folder, lock = ROOT / "node_modules", ROOT / "package-lock.json"
    stamp, wanted = folder / ".installed", hashlib.sha256(lock.read_bytes()).hexdigest()
    with ALONE:
        if not stamp.exists() or stamp.read_text() != wanted:
            npm = str(Path(sys.executable).with_name("npm.exe" if os.name == "nt" else "npm"))
            done = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, capture_output=True, text=True)
            if done.returncode:
                raise RuntimeError(f"npm could not install the test packages; check the network and try again.\n{done.stderr}")
            stamp.write_text(wanted)
    return folder


def html_faults(*pages: Path) -> str:
    """What html-validate has against pages, "" when it has nothing. pages: files, or patterns of files."""
    validate = node_modules() / "html-validate" / "bin" / "html-validate.mjs"
    command = [node(), str(validate), "--config", str(ROOT / "tests" / "html-validate.json"), "--formatter", "text", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout[-6000:] + done.stderr[-2000:]
