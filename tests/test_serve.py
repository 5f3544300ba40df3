"""Editing with a live preview: faults show on the page, and a save mends it. Nothing ends the server."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.__main__ import main
from tests.machine import ROOT

PATIENCE = 60.0  # seconds, for a busy machine
LEAVE_OUT = shutil.ignore_patterns(".venv", ".git", "node_modules", "site", "build", "__pycache__", "tests", ".*_cache")


class Preview:
    """`mkdocs serve` on a copy of the project."""

    def __init__(self, root: Path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.root, self.output = root, (root / "output.txt").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.address], cwd=root, stdout=self.output, stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )  # fmt: skip

    def page(self, path: str, until: Callable[[str], bool]) -> str:
        """The page as soon as it is as expected; fails with what it showed instead."""
        deadline, pause, text = time.monotonic() + PATIENCE, threading.Event(), ""
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"the server ended:\n{(self.root / 'output.txt').read_text()}"
            try:
                with urllib.request.urlopen(f"http://{self.address}{path}", timeout=5) as answer:
                    text = answer.read().decode()
                if until(text):
                    return text
            except OSError:
                pass
            pause.wait(0.2)
        raise AssertionError(f"{path} never became as expected:\n{text[-3000:]}\n{(self.root / 'output.txt').read_text()[-2000:]}")

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may break."""
    return Path(shutil.copytree(ROOT, tmp_path / "project", ignore=LEAVE_OUT))


@pytest.fixture
def preview(project: Path) -> Iterator[Preview]:
    """A preview that starts on faulty data: a misspelt name in the day-before checklist, and an unknown macro."""
    checklist = project / "data" / "checklists" / "day-before.yml"
    checklist.write_text(checklist.read_text(encoding="utf-8").replace("    title:", "    titel:", 1), encoding="utf-8")
    words = project / "content" / "stuck" / "words.md"
    words.write_text(words.read_text(encoding="utf-8").replace("glossary_list", "glosary_list"), encoding="utf-8")
    running = Preview(project)
    yield running
    running.process.terminate()
    running.process.wait(10)
    running.output.close()


def test_faults_show_on_the_page_and_a_save_mends_them(preview):
    box = preview.page("/sheets/day-before/", lambda text: "ck-problem-box" in text)
    assert "data/checklists/day-before.yml:" in box and "Did you mean" in box
    assert "glosary_list" in preview.page("/stuck/words/", lambda text: "ck-problem-box" in text)
    assert "<ck-worksheet" in preview.page("/sheets/my-question/", lambda text: "ck-worksheet" in text)

    preview.edit("data/checklists/day-before.yml", "    titel:", "    title:")
    assert "ck-problem-box" not in preview.page("/sheets/day-before/", lambda text: "<ck-checklist" in text)
    preview.edit("content/stuck/words.md", "glosary_list", "glossary_list")
    assert "ck-problem-box" not in preview.page("/stuck/words/", lambda text: "ck-glossary" in text)

    for before, after, shown in (
        ("\n# ", "\n{% if x\n\n# ", "The signs {% have"),
        ("{% if x", "{{ checklist(", "opened here and not closed"),
        ("{{ checklist(", "{{ checklist }}", "no brackets after the name"),
        ("{{ checklist }}", "", "ck-glossary"),
    ):
        preview.edit("content/stuck/words.md", before, after)
        preview.page("/stuck/words/", lambda text: shown in text)
    myths = preview.root / "content" / "stuck" / "myths.md"
    good = myths.read_bytes()
    preview.edit("content/stuck/words.md", "title:", "template: nothing.html\ntitle:")
    myths.write_bytes(b"caf\xe9")
    preview.page("/stuck/words/", lambda text: "nothing.html" in text and "ck-problem-box" in text)
    preview.edit("content/stuck/words.md", "template: nothing.html\n", "")
    myths.write_bytes(good)
    preview.page("/stuck/myths/", lambda text: "<h1" in text)

    preview.edit("content/sheets/my-question.md", '"my-question"', '"my-qestion"')
    assert "Did you mean &#34;my-question&#34;" in preview.page("/sheets/my-question/", lambda text: "ck-problem-box" in text)


def test_a_build_stops_with_every_fault_and_writes_nothing(project):
    checklist = project / "data" / "checklists" / "day-before.yml"
    checklist.write_text(checklist.read_text(encoding="utf-8").replace("    title:", "    titel:", 1), encoding="utf-8")
    for command in (["-m", "macros", "build"], ["-m", "mkdocs", "build"]):
        done = subprocess.run([sys.executable, *command], cwd=project, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(project)})
        assert done.returncode == 1
        assert 'data/checklists/day-before.yml:4:5: The name "titel" does not belong here.' in done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        assert not (project / "site").exists()


def test_a_preview_where_something_is_shown_already_is_one_line(capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        assert main(["serve", "--address", taken]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(f"Something is already shown at http://{taken}. ") and printed.err.count("\n") == 1
    assert printed.out == ""


def test_the_preview_is_shown_where_it_was_asked_for(project):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "macros", "serve", "--address", f"127.0.0.1:{port}", "--no-livereload"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True) as server:
        said = next((line for line in server.stdout if "Serving on" in line), "")
        server.terminate() if os.name == "nt" else os.killpg(server.pid, signal.SIGTERM)
    assert f"http://127.0.0.1:{port}/" in said
