"""The one door, run.py: makes its own environment, starts over after a failure, and hands the verb on."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros import __main__, commands
from tests.machine import ROOT

ECHO = "import os, sys\nprint('ran', sys.argv[1:], sys.prefix, os.getcwd())\nsys.exit(len(sys.argv) - 2)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose requirements are empty and whose macros only say how they were called."""
    shutil.copy(ROOT / "run.py", tmp_path)
    for lock in ("requirements.txt", "requirements-pdf.txt", "requirements-dev.txt"):
        (tmp_path / lock).write_text(f"# nothing for {lock}\n", encoding="utf-8")
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros" / "__main__.py").write_text(ECHO, encoding="utf-8")
    return tmp_path


def run(project: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, str(project / "run.py"), *arguments], cwd=cwd or project, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def test_the_first_run_makes_an_environment_and_the_second_uses_it(project):
    first = run(project, "check")
    assert first.returncode == 0 and "Setting up .venv" in first.stderr
    assert first.stdout.startswith("ran ['check']") and str(project / ".venv") in first.stdout
    second = run(project, "check", "data")
    assert (second.returncode, second.stderr) == (1, "")


def test_a_failed_set_up_is_started_over(project):
    venv = project / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    again = run(project, "check")
    assert again.returncode == 0 and "Setting up .venv" in again.stderr


def test_a_changed_lock_means_setting_up_again(project):
    run(project, "check")
    (project / "requirements.txt").write_text("# changed\n", encoding="utf-8")
    assert "Setting up .venv" in run(project, "check").stderr


def test_what_pdfs_and_tests_need_is_set_up_once_beside_the_rest(project):
    """Serve after pdf sets up nothing, nor does pdf after test: each lock holds those before it."""
    setting_up = [("Setting up" in run(project, verb).stderr, verb) for verb in ("serve", "pdf", "serve", "pdf", "test", "pdf", "serve", "test")]
    assert setting_up == [(True, "serve"), (True, "pdf"), (False, "serve"), (False, "pdf"), (True, "test"), (False, "pdf"), (False, "serve"), (False, "test")]


def test_a_changed_lock_of_pdfs_leaves_the_rest_as_it_is(project):
    run(project, "test")
    (project / "requirements-pdf.txt").write_text("# changed\n", encoding="utf-8")
    assert run(project, "serve").stderr == "" and "Setting up .venv from requirements-pdf.txt" in run(project, "pdf").stderr


def test_the_three_locks_agree():
    locks = [dict(re.findall(r"^([a-z0-9_.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.M | re.I)) for name in ("requirements.txt", "requirements-pdf.txt", "requirements-dev.txt")]
    for small, large in zip(locks, locks[1:]):
        assert small.items() <= large.items()


def test_requirements_that_cannot_be_had_are_told_in_one_line(project):
    (project / "requirements.txt").write_text("no-such-package-of-this-name==1 --hash=sha256:" + "0" * 64 + "\n", encoding="utf-8")
    failed = run(project, "check")
    assert failed.returncode == 1 and "Traceback" not in failed.stderr
    assert failed.stderr.strip().splitlines()[-1] == "The requirements could not be installed. Check the network and run the same command again."
    assert not (project / ".venv" / "ready").exists()


def test_paths_are_those_of_the_folder_one_stands_in(project, tmp_path_factory):
    run(project, "check")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert str(elsewhere) in run(project, "check", cwd=elsewhere).stdout


def test_an_old_python_gets_one_clear_line(project):
    code = f"import runpy, sys; sys.version_info = (3, 10, 4); sys.version = '3.10.4'; sys.argv = ['run.py', 'check']; runpy.run_path({str(project / 'run.py')!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (1, "The Coffee Chat Kit needs Python 3.11 or newer; this is 3.10.4.")


def test_only_the_standard_library_is_needed(project):
    done = subprocess.run([sys.executable, "-I", "-S", str(project / "run.py"), "check"], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.startswith("ran ['check']")


@pytest.mark.parametrize("typed, words", [
    (["chek"], 'There is no command "chek". Did you mean "check"?'),
    (["xyzzy"], 'There is no command "xyzzy". The commands are: serve, build, check, test, bench, pdf, stubs, edition, message.'),
    (["--loud"], "Write a command first. The commands are: serve, build, check, test, bench, pdf, stubs, edition, message."),
    (["stubs", "x", "y"], '"x y" was not expected here.'),
    (["check", "--redaing"], 'There is no option "--redaing" here. Did you mean "--reading"?'),
    (["check", "--format", "x y"], '"x y" is not one of the choices for --format: text, github.'),
    (["message"], "Something is missing: --kind. Write it like this: python3 run.py message --kind request --channel email letter.txt"),
    (["message", "--kind", "request", "letter.txt", "--context", "my", "notes.yml"], '"notes.yml" was not expected. Put a context with spaces in straight double quotes: --context "my notes.yml".'),
    (["message", "--kind", "“request”"], 'The quotes in “request” are curly. Type straight ones: --kind "request"'),
])  # fmt: skip
def test_a_slip_is_answered_in_one_plain_line(typed, words, capsys):
    with pytest.raises(SystemExit) as ended:
        __main__.main(typed)
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out, printed.err) == (2, "", f"{words}\n")


@pytest.mark.parametrize("verb", ["serve", "test", "bench"])
def test_verbs_that_hand_words_on_do_so_whatever_the_words(verb, monkeypatch):
    handed = []
    monkeypatch.setattr(commands, verb, lambda _root, options: handed.append(options.rest) or 0)
    assert __main__.main([verb, "-k", "“a”", "words", "--loud"]) == 0
    assert handed == [["-k", "“a”", "words", "--loud"]]


def test_a_slip_ends_the_program_without_a_traceback():
    done = subprocess.run([sys.executable, "-m", "macros", "chek"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, 'There is no command "chek". Did you mean "check"?\n')
