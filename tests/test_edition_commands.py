"""The verb `edition` as a person meets it: what it prints, what it writes, and its exit codes."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from macros import __main__
from macros.edition import check as checking
from macros.edition import new
from tests.edition_cases import CASES, kit, write
from tests.machine import ROOT


@pytest.fixture
def root(tmp_path, monkeypatch) -> Path:
    """A place for editions beside the shipped kit, which is read once for all tests."""
    for name in ("data", "content", "macros", "site_overrides", "mkdocs.yml", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.setattr(__main__, "ROOT", tmp_path)
    monkeypatch.setattr(checking, "open_toolkit", lambda _root: kit())
    monkeypatch.setattr(new, "someone_is_there", lambda: False)
    return tmp_path


def run(*arguments: str) -> int:
    return __main__.main(["edition", *arguments])


def uncommented(text: str) -> str:
    return "".join(line.removeprefix("# ") for line in text.splitlines(keepends=True) if not line.startswith("# Your ") and not line.startswith("# The lines") and line.strip() != "#")


def test_a_new_edition_checks_as_it_is_and_so_does_all_that_its_remarks_propose(root, capsys):
    assert run("new", "leeds", "--name", "Leeds Coffee Chats", "--brand", "#FFB81C") == 0
    assert "the nearest one that can be was taken: #946A14." in capsys.readouterr().out
    assert run("check", "leeds", "--strict") == 0
    folder = root / "editions" / "leeds"
    for path in (folder / "data").glob("*.yml"):
        path.write_text(uncommented(path.read_text(encoding="utf-8")), encoding="utf-8")
    settings = (folder / "edition.yml").read_text(encoding="utf-8")
    assert 'name: "Leeds Coffee Chats"' in settings and 'brand: "#946A14"' in settings
    lines = [line.removeprefix("# ") for line in settings.splitlines()[1:] if "logo" not in line]
    (folder / "edition.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    capsys.readouterr()
    assert run("check", "leeds") == 0, capsys.readouterr().out


def test_an_edition_is_begun_once_and_its_id_must_be_one(root, capsys):
    assert run("new", "leeds") == 0 and run("new", "leeds") == 1
    assert "There is already a folder editions/leeds. Nothing was written." in capsys.readouterr().err
    assert run("new", "york", "--brand", "navy") == 1 and not (root / "editions" / "york").exists()
    capsys.readouterr()
    assert run("new", "Leeds Uni!") == 1 and "edition new leeds-uni" in capsys.readouterr().err


@pytest.mark.parametrize("given, said", [
    (["--language", "English"], 'There is no language "English". Nothing was written.'),
    (["--name", "L" * 80], '"name" is 80 characters long; the most is 60. Nothing was written.\n    Make it shorter by 20 characters.'),
    (["--brand", "Pantone 286 C"], '"Pantone 286 C" is not a colour such as #0B3D91. Nothing was written.'),
])  # fmt: skip
def test_what_cannot_be_a_setting_is_told_before_anything_is_written(given, said, root, capsys):
    assert run("new", "leeds", *given) == 1 and capsys.readouterr().err.startswith(said)
    assert not (root / "editions").exists()


@pytest.mark.parametrize("typed, proposed", [("editions/hull", "hull"), ("./Hull Careers/", "hull-careers"), ("h" * 31, "h" * 30), ("///", "my-centre")])
def test_what_cannot_be_an_id_is_answered_with_one_that_can(typed, proposed, root, capsys):
    assert run("new", typed) == 1 and capsys.readouterr().err.endswith(f"    Write: python3 run.py edition new {proposed}\n")


def test_a_folder_made_by_hand_takes_no_longer_id_than_new_does(root, capsys):
    write(root / "editions" / ("h" * 31), {})
    assert run("check") == 1 and f"at most 30.\n    Rename it to {'h' * 30}.\n" in capsys.readouterr().out


@pytest.mark.parametrize("typed", ["leeds", "leeds/", "editions/leeds", "editions/leeds/", "editions/leeds/edition.yml", "edition.yml"])
def test_an_edition_is_meant_by_its_id_its_folder_or_its_settings(typed, root, capsys, monkeypatch):
    write(root / "editions" / "leeds", {})
    write(root / "editions" / "york", {"edition.yml": 'name: "York Chats"\nrelease: "0.1.0"\n'})
    monkeypatch.chdir(root / "editions" / "leeds" if typed == "edition.yml" else root)
    assert run("check", typed) == 0 and capsys.readouterr().err == "editions/leeds: Nothing to mend, 0 notes.\n"


def test_an_edition_is_not_meant_by_nothing_and_by_its_name_it_is_proposed(root, capsys):
    write(root / "editions" / "leeds", {})
    write(root / "editions" / "york", {"edition.yml": 'name: "York Chats"\nrelease: "0.1.0"\n'})
    assert run("check", "") == 2 and 'There is no edition "" in editions/.' in capsys.readouterr().err
    assert run("check", "york chats") == 2 and 'Did you mean "york"?' in capsys.readouterr().err


def test_what_a_lower_edition_hid_is_told_where_it_was_hidden_and_stays_hidden(root, capsys):
    write(root / "editions" / "uni", {"data/worksheets.yml": "worksheets:\n  hide: [host-card]\n"})
    entry = "title: Ours\n      text: Ours."
    write(root / "editions" / "law", {"edition.yml": 'name: Law\nrelease: "0.1.0"\nlayers: [uni]\n'})
    assert run("check", "uni") == 0 and "You need do nothing." in capsys.readouterr().out
    assert run("check", "law") == 0 and capsys.readouterr().out == ""
    write(root / "editions" / "law", {"edition.yml": 'name: Law\nrelease: "0.1.0"\nlayers: [uni]\n', "data/worksheets.yml": f"worksheets:\n  add:\n    - id: host-card\n      {entry}\n"})
    assert run("check", "law") == 1
    assert '"host-card" is hidden by the layer "uni", and cannot be brought back from here.\n    Take it out of hide: there, or give yours an id of its own, such as law-host-card.' in capsys.readouterr().out


def test_it_asks_only_where_somebody_can_answer():
    asked = []
    with pytest.raises(new.Refused):
        new.new_edition(ROOT, "Not an id", {}, lambda question: asked.append(question) or "")
    assert asked == [], "nothing is asked for an id that cannot be"


def test_answers_become_settings(tmp_path):
    (tmp_path / "data").symlink_to(ROOT / "data")
    answers = iter(["Leeds", "", "#0B3D91"])
    folder = new.new_edition(tmp_path, "leeds", {}, lambda _question: next(answers))
    assert (folder / "edition.yml").read_text(encoding="utf-8").splitlines()[1:3] == ['name: "Leeds"', 'brand: "#0B3D91"']


def test_check_names_the_edition_and_fails_only_for_problems(root, capsys):
    shutil.copytree(CASES / "unknown-id-in-hide" / "leeds", root / "editions" / "leeds")
    assert run("check") == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("editions/leeds/data/questions.yml:2:10: Nothing has the id") and printed.err == "editions/leeds: 1 problem to mend, 0 notes.\n"
    shutil.rmtree(root / "editions")
    shutil.copytree(CASES / "note-hidden-entries" / "leeds", root / "editions" / "leeds")
    assert run("check", "leeds") == 0 and run("check", "leeds", "--strict") == 1


def test_check_annotates_for_github(root, capsys):
    shutil.copytree(CASES / "unknown-id-in-hide" / "leeds", root / "editions" / "leeds")
    assert run("check", "leeds", "--format", "github") == 1
    assert capsys.readouterr().out.startswith("::error file=editions/leeds/data/questions.yml,line=2,col=10::Nothing has the id")


def test_the_folder_of_an_edition_may_stand_anywhere(root, capsys, monkeypatch):
    write(root / "elsewhere" / "leeds", {"data/questions.yml": "questions:\n  hide: [unwritten-rule]\n"})
    monkeypatch.chdir(root / "elsewhere")
    assert run("check", "./leeds") == 1
    assert "leeds/data/questions.yml:2:10: Nothing has" in capsys.readouterr().out


def test_diff_shows_old_and_new_words_and_counts(root, capsys):
    write(root / "editions" / "leeds", {"data/questions.yml": "questions:\n  hide: [unwritten-rules]\n  change:\n    first-month:\n      text: What came first?\n", "data/checklists.yml": "checklists:\n  change:\n    day-before:\n      items:\n        add:\n          - id: leeds-card\n            text: Pack your card.\n"})
    assert run("diff") == 0
    printed = capsys.readouterr().out
    assert "questions: 1 changed, 1 hidden\n  ~ first-month\n      text: " in printed and '→ "What came first?"' in printed and "  - unwritten-rules" in printed
    assert '        + leeds-card  "Pack your card."' in printed and printed.endswith("0 added, 2 changed, 1 hidden; 0 pages.\n")


def test_an_edition_that_is_not_there_is_wrong_usage_and_the_near_one_is_named(root, capsys):
    write(root / "editions" / "leeds", {})
    assert run("check", "ledes") == 2 and 'Did you mean "leeds"?' in capsys.readouterr().err
    write(root / "editions" / "york", {})
    assert run("diff") == 2 and "There are: leeds, york." in capsys.readouterr().err
    assert run("check") == 0


@pytest.mark.parametrize("arguments", [[], ["bild"], ["new"], ["check", "--colour"]])
def test_wrong_usage_ends_with_2(arguments, root, capsys):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2


NAMED = '"Coffee Chat Kit" was not expected. Put a name with spaces in straight double quotes: --name "Northfield Coffee Chat Kit".'


@pytest.mark.parametrize("typed, words", [
    (["chek"], 'There is no command "chek". Did you mean "check"?'),
    (["zzz"], 'There is no command "zzz". The commands are: new, check, diff, serve, build, update, import, export.'),
    (["new"], "Something is missing: ID. Write it like this: python3 run.py edition new northfield"),
    (["new", "northfield", "--name", "Northfield", "Coffee", "Chat", "Kit", "--brand", "#0B3D91"], NAMED),
    (["new", "northfield", "--name=Northfield", "Kit"], '"Kit" was not expected. Put a name with spaces in straight double quotes: --name="Northfield Kit".'),
    (["new", "northfield", "--brand"], 'Something is missing after --brand. Put it in straight double quotes: --brand "…".'),
    (["new", "northfield", "—name", "Northfield"], '"—name" begins with a long dash. Type two hyphens: --name'),
    (["new", "northfield", "--name", "“Northfield", "Chat", "Kit”", "--tagline", "x"], 'The quotes in “Northfield Chat Kit” are curly. Type straight ones: --name "Northfield Chat Kit"'),
    (["new", "northfield", "--name=“Northfield", "Kit”"], 'The quotes in --name=“Northfield Kit” are curly. Type straight ones: --name="Northfield Kit"'),
    (["new", "my", "centre", "--name", "Ours"], "An id is one word, with hyphens. Write: python3 run.py edition new my-centre"),
    (["check", "leeds", "now", "please"], '"now please" was not expected here.'),
    (["serve", "leeds", "--address", "8000"], '"8000" is not an address such as 127.0.0.1:8001.'),
    (["serve", "leeds", "--address", "127.0.0.1:99999"], '"127.0.0.1:99999" is not an address such as 127.0.0.1:8001.'),
])  # fmt: skip
def test_a_slip_is_answered_in_one_plain_line(typed, words, root, capsys):
    with pytest.raises(SystemExit) as ended:
        run(*typed)
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out, printed.err) == (2, "", f"{words}\n")
    assert not (root / "editions").exists()


def test_curly_quotes_inside_a_text_stay_as_they_are(root):
    assert run("new", "leeds", "--name", "Students’ “Coffee” Chats", "--tagline", "“Ask one person” is all we say.") == 0
    assert 'name: "Students’ “Coffee” Chats"' in (root / "editions" / "leeds" / "edition.yml").read_text(encoding="utf-8")


def test_a_sheet_without_its_edition_is_answered_with_the_whole_command(root, capsys):
    def said(*typed: str) -> str:
        assert run(*typed) == 2
        return capsys.readouterr().err

    write(root / "editions" / "wrenfield", {})
    assert said("import", "our-questions.csv") == "Write the edition first: python3 run.py edition import northfield our-questions.csv\n"
    write(root / "editions" / "york", {})
    assert said("import", "our questions.csv", "york") == 'Write the edition first: python3 run.py edition import york "our questions.csv"\n'
    assert said("export", "bank.xlsx") == "Write the edition first: python3 run.py edition export york bank.xlsx\n"
    assert said("import", "york") == "Name the sheet too: python3 run.py edition import york our-questions.csv\n"


def test_import_says_nothing_of_an_edition_that_is_clean_and_where_the_old_file_is(root, capsys, monkeypatch):
    write(root / "editions" / "leeds", {"data/questions.yml": "# Ours.\nquestions:\n  hide: [unwritten-rules]\n"})
    monkeypatch.chdir(root)
    (root / "mine.csv").write_text("text,topic,part\nWhat did Leeds teach you?,advise,advice\n", encoding="utf-8")
    assert run("import", "leeds", "mine.csv") == 1 and capsys.readouterr().err == "1 to mend in the sheet. Nothing was written.\n"
    (root / "mine.csv").write_text("text,topic,part\nWhat did Leeds teach you?,advice,advice\n", encoding="utf-8")
    assert run("import", "leeds", "mine.csv", "--merge") == 0
    printed = capsys.readouterr()
    assert printed.err == "" and printed.out.startswith("mine.csv:1:1: note: The columns for goals, audiences, depth, risk, minutes and probes are missing, so the usual values were written.\n    Look them over.\n1 new\n0 changed\n0 the same as before\n")
    assert "The old file, with the lines that begin with #, is kept beside the new one as questions.yml~.\n" in printed.out
    assert run("import", "leeds", "mine.csv", "--merge") == 0 and capsys.readouterr().out == "0 new\n0 changed\n1 the same as before\nNothing to write.\n"


def test_what_the_check_would_refuse_is_told_at_its_cell_and_not_written(root, capsys, monkeypatch):
    before = "questions:\n  hide: [unwritten-rules]\n"
    write(root / "editions" / "leeds", {"data/questions.yml": before, "content/office.md": "---\ntitle: Office\ndescription: Where we are.\n---\n\n# Office\n"})
    monkeypatch.chdir(root)
    (root / "mine.csv").write_text("id,text,topic,part\n,What {{ did }} Leeds teach you?,advice,advice\n,What else?,advice,advice\nfirst-month,How {{ was }} it?,,\n", encoding="utf-8")
    assert run("import", "leeds", "mine.csv", "--merge") == 1
    printed = capsys.readouterr()
    assert re.findall("^mine.csv:.*$", printed.out, re.M) == [f"mine.csv:{row}:2: Cell B{row}: double curly brackets have no meaning here." for row in (2, 4)]
    assert printed.err == "2 to mend in the sheet. Nothing was written.\n"
    assert [path.name for path in (root / "editions/leeds/data").iterdir()] == ["questions.yml"] and (root / "editions/leeds/data/questions.yml").read_text(encoding="utf-8") == before


def test_more_questions_than_a_file_may_hold_are_told_before_they_are_written(root, capsys, monkeypatch):
    write(root / "editions" / "leeds", {})
    monkeypatch.chdir(root)
    rows = "".join(f"What is question {number} of the {'very ' * 20}many?,advice,advice\n" for number in range(1500))
    (root / "mine.csv").write_text(f"text,topic,part\n{rows}", encoding="utf-8")
    assert run("import", "leeds", "mine.csv") == 1
    assert re.fullmatch(r"mine\.csv:1:1: With this sheet the edition's questions take \d+ kB; the most is 500\.\n    Take rows out of the sheet\.\n", capsys.readouterr().out)
    assert not (root / "editions/leeds/data").exists()


@pytest.mark.parametrize("name", ["bank.xlsx", "bank.csv"])
def test_export_writes_over_nothing(name, root, capsys, monkeypatch):
    write(root / "editions" / "leeds", {})
    monkeypatch.chdir(root)
    (root / name).write_text("Mine.", encoding="utf-8")
    assert run("export", "leeds", name) == 1
    assert capsys.readouterr().err == f"{name} is there already. Nothing was written. Choose another name, or delete it first.\n"
    assert (root / name).read_text(encoding="utf-8") == "Mine."


def test_a_preview_where_something_is_shown_already_says_so_before_anything_else(root, capsys):
    write(root / "editions" / "leeds", {"data/questions.yml": "questions:\n  hide: [nobody]\n"})
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]
        assert run("serve", "leeds", "--address", f"127.0.0.1:{port}") == 1
    printed = capsys.readouterr()
    assert re.fullmatch(rf"Something is already shown at http://127\.0\.0\.1:{port}\. If it is your preview, use that window; otherwise close it, or add --address 127\.0\.0\.1:\d+\.\n", printed.err), printed.err
    assert printed.out == "", "nothing was checked yet"


def test_an_address_of_another_computer_is_told_in_one_line(root, capsys):
    write(root / "editions" / "leeds", {})
    assert run("serve", "leeds", "--address", "192.0.2.1:8000") == 1
    printed = capsys.readouterr().err
    assert printed.startswith("This computer lets nothing be shown at http://192.0.2.1:8000: ") and printed.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs without a signal they could answer")
@pytest.mark.parametrize("ended", ["itself", "caller"])
def test_a_preview_that_is_ended_leaves_nothing_running(ended, tmp_path):
    folder, port = write(tmp_path / f"ended-{ended}", {}), free_port()
    command = [sys.executable, "-m", "macros", "edition", "serve", str(folder), "--address", f"127.0.0.1:{port}"]
    if ended == "caller":  # as run.py does
        command = [sys.executable, "-c", "import subprocess, sys; subprocess.call(sys.argv[1:])", *command]
    log = (tmp_path / "log").open("w")
    server = subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=log, stderr=log, start_new_session=True)
    try:
        assert waited(lambda: "What" in fetched(port)), (tmp_path / "log").read_text()
        server.terminate()
        assert waited(lambda: not answers(port), seconds=20), "MkDocs still shows it"
        assert waited(lambda: not list((ROOT / "build").glob(f".ended-{ended}.preview*")), seconds=20)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)  # its own group: only what this test began
        server.wait(20)
        log.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_import_and_export_by_the_command_line(root, capsys, tmp_path, monkeypatch):
    write(root / "editions" / "leeds", {})
    monkeypatch.chdir(root)
    (root / "mine.csv").write_text("text,topic,part\nWhat did Leeds teach you?,advise,advice\n", encoding="utf-8")
    assert run("import", "leeds", "mine.csv") == 1
    assert capsys.readouterr().out.startswith('mine.csv:2:2: Cell B2: "advise" is not one of the choices for topic.') and not (root / "editions/leeds/data").exists()
    (root / "mine.csv").write_text("text,topic,part\nWhat did Leeds teach you?,advice,advice\n", encoding="utf-8")
    assert run("import", "leeds", "mine.csv") == 0 and "1 new" in capsys.readouterr().out
    assert run("import", "leeds", "mine.csv") == 0 and "Nothing to write." in capsys.readouterr().out
    assert run("export", "leeds", "all.xlsx") == 0 and (root / "all.xlsx").read_bytes()[:2] == b"PK"
    assert run("export", "leeds", "all.doc") == 2 and run("import", "leeds", "nothing.csv") == 1
    capsys.readouterr()
    assert run("import", "leeds", "editions") == 1 and capsys.readouterr().out == "editions:1:1: This is a folder, not a file.\n    Name the sheet in it, such as editions/our-questions.csv.\n"


def test_serve_follows_the_edition_and_keeps_the_last_clean_state(tmp_path):
    folder = write(tmp_path / "leeds", {"data/questions.yml": "questions:\n  hide: [nobody]\n"})
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    log = (tmp_path / "log").open("w+", encoding="utf-8")
    server = subprocess.Popen([sys.executable, "-m", "macros", "edition", "serve", str(folder), "--address", "127.0.0.1:8917"], cwd=tmp_path, env=environment, stdout=log, stderr=log, preexec_fn=hears_ctrl_c)
    try:
        assert waited(lambda: "The preview starts as soon as these are mended." in (tmp_path / "log").read_text(encoding="utf-8"))
        (folder / "data" / "questions.yml").write_text("questions:\n  change:\n    first-month:\n      text: What came first?\n", encoding="utf-8")
        assert waited(lambda: "What came first?" in fetched())
        (folder / "data" / "questions.yml").write_text("questions:\n  chnage: {}\n", encoding="utf-8")
        assert waited(lambda: '"chnage" is nothing' in (tmp_path / "log").read_text(encoding="utf-8"))
        assert "What came first?" in fetched() and server.poll() is None
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        log.close()
    assert not list((ROOT / "build").glob(".leeds.preview*"))


def hears_ctrl_c() -> None:
    """Tests may run in the background of a shell, which makes its children deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def fetched(port: int = 8917) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/questions/all/", timeout=5) as answer:
            return answer.read().decode("utf-8")
    except OSError:
        return ""


def waited(happened, seconds: float = 180) -> bool:
    """Whether something happened in time."""
    until, pause = time.monotonic() + seconds, threading.Event()
    while time.monotonic() < until:
        if happened():
            return True
        pause.wait(0.3)
    return False


@pytest.mark.parametrize("astray", ["data/questions.yml", "content/office.md", "questions.yml"])
def test_what_was_put_beside_the_folder_of_an_edition_is_told(astray, root, capsys):
    write(root / "editions" / "leeds", {})
    write(root / "editions" / "wells", {})
    (root / "editions" / "README.md").write_text("Ours.", encoding="utf-8")
    write(root / "editions", {"leeds/edition.yml": 'name: Leeds\nrelease: "0.1.0"\n', astray: "anything"})
    (root / "editions" / "edition.yml").unlink()
    assert run("check", "leeds") == 1
    assert capsys.readouterr().out == f"editions/{astray.split('/')[0]}:1:1: This stands beside the folder of the edition, where the kit does not look.\n    Move it into editions/leeds/.\n"


def test_settings_in_the_folder_of_all_editions_are_told(root, capsys):
    write(root / "editions", {"data/questions.yml": "questions:\n  hide: [first-month]\n"})
    assert run("check") == 2
    assert capsys.readouterr().err.startswith("editions/edition.yml stands in editions/ itself. Make a folder there with your own id")
