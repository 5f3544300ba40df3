"""The browser's pure logic, tested by Node's own runner in tests/browser/."""

import subprocess

from tests.machine import ROOT, node


def test_the_browser_logic_holds():
    files = [str(path) for path in sorted((ROOT / "tests" / "browser").glob("*.test.js"))]
    done = subprocess.run([node(), "--test", *files], cwd=ROOT, capture_output=True, text=True)
    assert files and done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
