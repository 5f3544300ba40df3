"""The preview of an edition: composes when it is clean, tells the problems when it is not, and lets MkDocs show the last clean state."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from macros.edition.check import Checked, check_edition
from macros.edition.compose import TAKEN, compose, environment
from macros.edition.folder import read_edition
from macros.edition.layers import with_layers
from macros.port import not_free

PAUSE = 0.7
Stamp = dict[str, tuple[int, int]]


def serve(root: Path, folder: Path, address: str, tell: Callable[[Checked], int]) -> int:
    """Shows the edition in `folder` at `address` until it is stopped. tell: prints what is wrong. Returns the exit code."""
    if words := not_free(address):
        print(words, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _stop)
    parent = os.getppid()
    seen = stamp(root, folder)  # before the check, so that what is saved while it runs is seen afterwards
    checked = check_edition(root, folder)
    if tell(checked):
        print("The preview starts as soon as these are mended.", file=sys.stderr, flush=True)
    target, server = root / "build" / f".{folder.name}.preview", None
    try:
        while True:
            if server is None and not checked.problems:
                shutil.rmtree(target, ignore_errors=True)
                compose(checked, target)
                server = _start(target, address)
            if server is not None and server.poll() is not None:
                return server.returncode
            time.sleep(PAUSE)
            if os.getppid() != parent:  # run.py, which waits for this, was ended alone
                return 0
            now = stamp(root, folder)
            if now != seen:
                seen, checked = now, check_edition(root, folder)
                if not tell(checked) and server is not None:
                    refresh(checked, target)
    except KeyboardInterrupt:
        return 0
    finally:
        if server is not None and server.poll() is None:
            server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()
        shutil.rmtree(target, ignore_errors=True)


def _stop(*_: object) -> None:
    raise SystemExit(128 + signal.SIGTERM)  # so that what is begun is also ended


def _start(target: Path, address: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(target / "mkdocs.yml"), "--dev-addr", address]
    return subprocess.Popen(command, cwd=target, env=environment(target))


def stamp(root: Path, folder: Path) -> Stamp:
    """The time and size of every file that a preview depends on: the kit's, the edition's and those of its layers."""
    layers = [edition.folder for edition in with_layers(read_edition(folder, root), root)]
    places = [*(root / name for name in TAKEN), *layers, folder]
    return {str(path): (found.st_mtime_ns, found.st_size) for place in places for path, found in _files(place)}


def _files(place: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for path in [place, *place.rglob("*")]:
        with contextlib.suppress(OSError):  # files come and go while editors save
            if path.is_file() and "__pycache__" not in path.parts and path.name != "was.json" and path.suffix != ".pyc":
                yield path, path.stat()


def refresh(checked: Checked, target: Path) -> None:
    """Brings the composed project in `target` up to date, touching only files that differ, so that MkDocs rebuilds once."""
    fresh = target.with_name(f"{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    compose(checked, fresh)
    try:
        now = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
        for path in [path for path in target.rglob("*") if path.is_file() and "__pycache__" not in path.parts]:
            if path.relative_to(target) not in now:
                path.unlink()
        for name in now:
            old = target / name
            if not old.is_file() or old.read_bytes() != (fresh / name).read_bytes():
                old.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(fresh / name, old)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
