#!/usr/bin/env python3
"""The one door to the Coffee Chat Kit: makes .venv from the locked requirements, then hands the verb on."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "ready"
LOCKS = ["requirements.txt", "requirements-pdf.txt", "requirements-dev.txt"]  # each holds all of those before it
NEEDS = {"pdf": "requirements-pdf.txt", "test": "requirements-dev.txt", "bench": "requirements-dev.txt"}


def say(words):
    print(words, file=sys.stderr, flush=True)


def python():
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp(lock):
    made_with = f"{sys.version}\n{sys.base_prefix}\n{VENV}\n".encode()  # the same inside .venv and outside
    return hashlib.sha256((ROOT / lock).read_bytes() + made_with).hexdigest()


def make(lock):
    say(f"Setting up .venv from {lock} (once, about a minute) …")
    there = [name for name in LOCKS if ready(name)]  # what is installed already stays, so it need not be set up again
    if ready("requirements.txt") or Path(sys.executable).parent.resolve() == python().parent.resolve():
        STAMP.unlink(missing_ok=True)  # more to install, or this very Python stands in .venv: it must stay
    else:
        shutil.rmtree(VENV, ignore_errors=True)
        if subprocess.call([sys.executable, "-m", "venv", str(VENV)], stdout=2):
            shutil.rmtree(VENV, ignore_errors=True)
            sys.exit("Python could not make .venv; the reason stands above. On Debian or Ubuntu run: apt-get install python3-venv")
    install = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(ROOT / lock)]
    if subprocess.call(install, stdout=2):
        sys.exit("The requirements could not be installed. Check the network and run the same command again.")
    STAMP.write_text("\n".join(stamp(name) for name in LOCKS if name in there or name in locks(lock)))


def locks(lock):
    return LOCKS[: LOCKS.index(lock) + 1]


def ready(lock):
    return STAMP.exists() and set(stamp(name) for name in locks(lock)) <= set(STAMP.read_text().split("\n"))


def main(arguments):
    if sys.version_info < (3, 11):
        sys.exit(f"The Coffee Chat Kit needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    lock = NEEDS.get("pdf" if "--pdf" in arguments else arguments[0] if arguments else "", "requirements.txt")
    if not ready(lock):
        make(lock)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.call([str(python()), "-P", "-m", "macros", *arguments], env=environment)  # -P: not the macros/ one may stand in


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as problem:
        sys.exit(f"The environment in .venv could not be made: {problem}")
