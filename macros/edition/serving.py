"""The preview of an edition: composes when it is clean, tells the problems when it is not, and lets MkDocs show the last clean state."""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from macros.edition.check import Checked, check_edition
from macros.edition.compose import TAKEN, compose, environment
from macros.edition.folder import read_edition
from macros.edition.layers import with_layers

PAUSE = 0.7
Stamp = dict[str, tuple[int, int]]


def address_of(text: str) -> str:
    """An address as somebody typed it, when it is one: name or number, colon, port. For argparse."""
    found = re.fullmatch(r"([A-Za-z0-9.-]+):(\d{1,5})", text)
    if not found or not 0 < int(found[2]) < 65536:
        raise argparse.ArgumentTypeError(f'"{text}" is not an address such as 127.0.0.1:8001.')
    return text


def not_free(address: str) -> str:
    """Why nothing can be shown at an address, and what to do; "" when it is free."""
    host, _, port = address.rpartition(":")
    problem = _held(host, int(port))
    if problem is None:
        return ""
    if problem.errno == errno.EADDRINUSE:
        other = next((near for near in range(int(port) + 1, min(int(port) + 50, 65536)) if _held(host, near) is None), 8001)
        return f"Something is already shown at http://{address}. If it is your preview, use that window; otherwise close it, or add --address {host}:{other}."
    return f"This computer lets nothing be shown at http://{address}: {problem.strerror}. Leave --address out to show it at http://127.0.0.1:8000."


def _held(host: str, port: int) -> OSError | None:
    with socket.socket() as probe:
        if os.name != "nt":  # as the server of MkDocs does, so that a port just left is free; on Windows it would seem free always
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as problem:
            return problem
    return None


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
