"""Making PDFs and offering them: `run.py pdf`, its list, and a site that links to exactly what is there and up to date."""

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from macros.paper import press, shelf
from macros.paper.documents import document, documents
from macros.sheets import sheet_of
from macros.toolkit import open_toolkit
from tests.machine import ROOT, hidden_pango, pango

PARTS = ["data", "content", "macros", "site_overrides", "mkdocs.yml", "requirements-pdf.txt"]


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the project, without any PDF."""
    root = tmp_path / "project"
    root.mkdir()
    for name in PARTS:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
    return root


@pytest.fixture
def stocked(project) -> Path:
    """The same with three PDFs on each paper."""
    pango()
    toolkit = open_toolkit(project)
    press.make(toolkit, [document(toolkit, sheet_of(toolkit, name)) for name in ("my-question", "day-before", "rubric")], project)
    return project


@pytest.fixture
def without_pango(tmp_path) -> dict[str, str]:
    """An environment in which Pango is not to be found."""
    return {**os.environ, "LD_LIBRARY_PATH": str(hidden_pango(tmp_path)), "NO_MKDOCS_2_WARNING": "1"}


def verb(root: Path, *arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-P", "-m", "macros", *arguments], cwd=root, capture_output=True, text=True, env={**(env or os.environ), "PYTHONPATH": str(root)})


def build(root: Path, env: dict[str, str] | None = None) -> Path:
    done = verb(root, "build", env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def test_the_list_says_what_is_there(pdfs, toolkit):
    listed = json.loads((pdfs / "list.json").read_text(encoding="utf-8"))["files"]
    there = {path.relative_to(pdfs).as_posix() for path in pdfs.rglob("*.pdf")}
    assert {entry["path"] for entry in listed} == there == {f"{paper}/{it.id}.pdf" for paper in ("a4", "letter") for it in documents(toolkit)}
    for entry in listed:
        content = (pdfs / entry["path"]).read_bytes()
        assert (entry["bytes"], entry["sha256"]) == (len(content), sha256(content).hexdigest())
        assert entry["kind"] in ("worksheet", "checklist", "rubric", "self-check", "pack") and entry["title"]
    assert [path for path in pdfs.rglob("*") if path.is_file() and path.suffix not in (".pdf", ".json")] == []


def test_the_same_data_gives_the_same_bytes_by_whatever_way(pdfs, toolkit, tmp_path):
    """Once more, in another order, one by itself: in a pack, and with the room it leaves measured on another paper."""
    again = [document(toolkit, sheet_of(toolkit, name)) for name in ("on-the-day", "rubric", "my-question")]
    press.make(toolkit, again, tmp_path)
    for entry in shelf.read(tmp_path):
        assert (tmp_path / "pdf" / entry.path).read_bytes() == (pdfs / entry.path).read_bytes(), entry.path


def test_the_verb_makes_what_is_named_and_keeps_the_rest(project):
    pango()
    first = verb(project, "pdf", "my-question")
    assert (first.returncode, first.stdout) == (0, "") and "2 of 2: pdf/letter/my-question.pdf, 1 page, " in first.stderr
    (project / "pdf" / "a4" / "gone.pdf").write_bytes(b"%PDF")
    verb(project, "pdf", "day-before")
    assert {entry.path for entry in shelf.read(project)} == {f"{paper}/{name}.pdf" for paper in ("a4", "letter") for name in ("my-question", "day-before")}
    assert not (project / "pdf" / "a4" / "gone.pdf").exists()


def test_a_wrong_id_is_told():
    done = verb(ROOT, "pdf", "my-qestion")
    assert (done.returncode, done.stderr) == (2, 'There is no sheet or pack called "my-qestion". Did you mean "my-question"?\n')


def test_data_to_be_mended_make_no_pdf(project):
    path = project / "data" / "worksheets" / "my-question.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("    scope: me\n", "    scope: mee\n"), encoding="utf-8")
    done = verb(project, "pdf")
    assert done.returncode == 1 and '"mee" is not one of the choices' in done.stderr and "No PDF was made" in done.stderr and not (project / "pdf").exists()


def test_a_site_offers_and_holds_what_was_made_from_its_data(stocked):
    """Whole files of today's words, and nothing else that lies about in pdf/."""
    project = stocked
    for paper in ("a4", "letter"):
        (project / "pdf" / paper / "day-before.pdf").write_bytes(b"%PDF half of it")
    (project / "pdf" / "a4" / "my-own.pdf").write_bytes(b"%PDF not on the list")
    page = project / "content" / "sheets" / "rubric.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Looking at a practice chat", "Looking at a chat", 1), encoding="utf-8")
    site = build(project)
    assert {path.relative_to(site / "pdf").as_posix() for path in (site / "pdf").rglob("*") if path.is_file()} == {"a4/my-question.pdf", "letter/my-question.pdf"}
    toolkit = open_toolkit(project)
    assert [entry.path for entry in shelf.offered(toolkit, "my-question")] == ["a4/my-question.pdf", "letter/my-question.pdf"]
    assert shelf.offered(toolkit, "day-before") == () and shelf.offered(toolkit, "rubric") == ()


@pytest.mark.parametrize("change", ["macros/paper/pdf.css", "macros/paper/mend.py", "requirements-pdf.txt", "site_overrides/assets/css/paper.css"])
def test_what_was_drawn_otherwise_is_not_offered(stocked, change):
    project = stocked
    assert shelf.offered(open_toolkit(project), "my-question")
    text = (project / change).read_text(encoding="utf-8")
    (project / change).write_text(text.replace("weasyprint==7", "weasyprint==9") if change.endswith("txt") else f"{text}\n", encoding="utf-8")
    assert shelf.offered(open_toolkit(project), "my-question") == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": [{"path": "../../secret"}]}', '{"files": 3}'])
def test_a_list_that_is_none_of_ours_offers_nothing(project, text):
    (project / "pdf").mkdir()
    (project / "pdf" / "list.json").write_text(text, encoding="utf-8")
    assert shelf.read(project) == [] and shelf.offered(open_toolkit(project), "my-question") == ()


def test_nothing_outside_the_folder_is_ever_copied(stocked, tmp_path):
    project = stocked
    secret = project / "secret.pdf"
    secret.write_bytes(b"secret")
    entries = [json.loads(json.dumps(entry.__dict__)) | {"path": "../secret.pdf", "sha256": sha256(b"secret").hexdigest()} for entry in shelf.read(project)]
    (project / "pdf" / "list.json").write_text(json.dumps({"files": entries}), encoding="utf-8")
    assert shelf.copy(open_toolkit(project), tmp_path / "site") == 0


def test_without_pango_the_verb_says_its_one_line(project, without_pango):
    done = verb(project, "pdf", env=without_pango)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("PDFs need Pango") and all(name in line for name in ("apt-get install libpango-1.0-0", "brew install pango", "MSYS2"))
    assert not (project / "pdf").exists()


def test_without_pango_the_site_builds_and_offers_nothing(project, without_pango):
    site = build(project, without_pango)
    assert not (site / "pdf").exists()
    assert [page for page in site.rglob("*.html") if 'href="' in (text := page.read_text(encoding="utf-8")) and ".pdf\"" in text] == []


def test_a_site_needs_neither_weasyprint_nor_pikepdf():
    code = "import sys; sys.modules['weasyprint'] = sys.modules['pikepdf'] = None; import macros.plugin, macros.commands, macros.paper.shelf, macros.paper.press"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
