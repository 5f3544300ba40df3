"""Lighthouse on the mobile preset, from a compressing server. Installs Lighthouse from its own lock the first time."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

from macros import pack
from tests.bench.served import build, serving
from tests.machine import FLAGS, chromium, node

HERE = Path(__file__).with_name("lighthouse")
PAGES = ["/", "/steps/find/new-people/", "/questions/all/", "/sheets/my-question/", "/messages/", "/questions/", "/people/"]


def main() -> None:
    """Prints the scores of each page, out of 100."""
    if not (HERE / "node_modules").exists():
        subprocess.run([str(Path(node()).with_name("npm")), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True, capture_output=True)
    with tempfile.TemporaryDirectory() as folder:
        site = build(Path(folder) / "site")
        pack.write_policy(site)
        with serving(site) as address:
            for path in PAGES:
                print(f"{path}: {scores(address + path, Path(folder))}")


def scores(url: str, folder: Path) -> str:
    """Name and score of every category Lighthouse has."""
    report = folder / "report.json"
    command = [node(), str(HERE / "node_modules" / "lighthouse" / "cli" / "index.js"), url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags=--headless {' '.join(FLAGS)}"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "CHROME_PATH": chromium()})
    found = json.loads(report.read_text(encoding="utf-8"))
    failed = [name for name, audit in found["audits"].items() if audit["score"] is not None and audit["score"] < 0.9]
    return ", ".join(f"{category['title']} {round(category['score'] * 100)}" for category in found["categories"].values() if category["score"] is not None) + f"  (below 90: {', '.join(failed) or 'none'})"
