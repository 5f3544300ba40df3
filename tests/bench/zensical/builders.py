"""Both builders as commands. Zensical has an environment of its own, made from its own lock on top of the site's."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from macros.edition.compose import environment
from tests.machine import ROOT

LOCKS = (ROOT / "requirements.txt", Path(__file__).with_name("requirements.txt"))
VENV = ROOT / "build" / ".zensical"
SHOWN = 6  # lines of what a failed build said


class NotInstalled(Exception):
    """Zensical cannot be had here; the reason in one line."""


@dataclass
class Built:
    """What came of one build. said: the lines that matter when it failed."""

    by: str
    site: Path
    code: int
    seconds: float
    said: list[str]


def install() -> Path:
    """The Python of an environment with Zensical, made when there is none for today's locks. Raises NotInstalled."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = hashlib.sha256(b"".join([sys.version.encode(), *(lock.read_bytes() for lock in LOCKS)])).hexdigest()
    if _is_made_from(stamp):
        return python
    shutil.rmtree(VENV, ignore_errors=True)
    locks = [part for lock in LOCKS for part in ("-r", str(lock))]
    _run([sys.executable, "-m", "venv", str(VENV)])
    _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", *locks])
    _run([str(python), "-m", "zensical", "--version"])
    (VENV / "ready").write_text(stamp, encoding="utf-8")
    return python


def _is_made_from(stamp: str) -> bool:
    return (VENV / "ready").exists() and (VENV / "ready").read_text(encoding="utf-8") == stamp


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
    if done.returncode:
        lines = [line for line in f"{done.stdout}\n{done.stderr}".splitlines() if line.strip()]
        raise NotInstalled(next((line for line in lines if line.startswith("ERROR")), lines[-1] if lines else "no reason given"))


def mkdocs(project: Path) -> Built:
    """A strict build by MkDocs, without the content policy: that is written afterwards into any site."""
    site = project.with_name(f"{project.name}-mkdocs")
    return _built("MkDocs", site, [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)], project)


def zensical(project: Path, python: Path) -> Built:
    """A strict build by Zensical, which knows no other place than site/."""
    version = re.findall(r"^zensical==(\S+)", LOCKS[1].read_text(encoding="utf-8"), re.M)
    return _built(f"Zensical {version[0]}", project / "site", [str(python), "-m", "zensical", "build", "--strict"], project)


def _built(by: str, site: Path, command: list[str], project: Path) -> Built:
    begun = time.perf_counter()
    done = subprocess.run(command, check=False, cwd=project, env=environment(project), capture_output=True, text=True, encoding="utf-8", errors="replace")
    return Built(by, site, done.returncode, time.perf_counter() - begun, _reason(done.stdout + done.stderr))


def _reason(output: str) -> list[str]:
    """The first lines of what went wrong, without colours and without the calls that led there."""
    lines = [line for line in re.sub(r"\x1b\[[0-9;]*m", "", output).splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"\w*(?:Error|ERROR|WARNING|Exception)\b", line)]
    return (errors or lines)[-SHOWN:]
