"""Shipped files, spoilt at random: whatever a person does to them, they get messages with places, and never a crash."""

import functools
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from macros import lists
from macros import toolkit as pipeline
from macros.kit import Kit
from macros.model import KINDS
from macros.problems import Problem
from macros.toolkit import Toolkit, check_paths, open_toolkit
from tests.machine import ROOT

COUNT = 500
SNIPPETS = [
    "\t", "\u00a0", "\u200b", "\ufeff", "\u2028", "\x85", "\0", "\x1b", "\r", "\r\n", "\n", "\n\n", " ", "  ", "-", "- ", "–", "–  ", ":", ": ", " #", "#", "? ", ",",
    '"', "'", "“", "”", "[", "]", "{", "}", "[[", "{{", "}}", "{{ name }}", "{%", "%}", "{#", "#}", "{{ checklist(", "&a ", "*a", "!x ", "!!python/object:os.system ", "%YAML 9.9\n",
    "---\n", "...\n", "|", ">", "|2", ">-\n", "@", "`", "\\", "\\x", "~", "null", "yes", "NO", "true", "007", "1.10", "2025-02-30", "12:30", "9" * 5000, "1e999", ".nan", "-0", "<<: *a\n",
    "é", "😀", "\u202e", "كلمة", "a" * 3000, "[" * 100, "- " * 100, "{a: " * 50, "id", "id: ", "  - id: x\n", "text:", "    covers: [A01]\n", "\ud7ff", "\U0010ffff", "__proto__:", "{}", "[]",
]  # fmt: skip


@dataclass
class Tally:
    """What a run of mutations came to."""

    ran: int = 0
    valid: int = 0
    slowest: float = 0.0
    slowest_file: str = ""
    faults: list[str] = field(default_factory=list)


@functools.cache
def shipped() -> tuple[tuple[Path, bytes], ...]:
    """Every data file and page of the project, with its bytes."""
    paths = [p for p in sorted((ROOT / "data").rglob("*.yml"))] + sorted((ROOT / "content").rglob("*.md"))
    return tuple((path, path.read_bytes()) for path in paths)


def spoil(raw: bytes, chance: random.Random) -> bytes:
    """One to four random changes: characters, lines or bytes deleted, doubled, swapped or put in."""
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        raw = chance.choice([_characters, _characters, _lines, _lines, _indent, _bytes])(raw, chance)
    return raw


def _characters(raw: bytes, chance: random.Random) -> bytes:
    text = raw.decode("utf-8", errors="replace")
    at, length = chance.randint(0, len(text)), chance.choice([0, 0, 1, 1, 3, 40])
    put = chance.choice([chance.choice(SNIPPETS), chance.choice(SNIPPETS), "", text[at : at + length] * 2, text[at : at + length][::-1]])
    return (text[:at] + put + text[at + length :]).encode("utf-8")


def _lines(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    what = chance.choice(["delete", "double", "swap", "move", "cut"])
    if what == "swap":
        lines[one], lines[other] = lines[other], lines[one]
    elif what == "cut":
        del lines[one:]
    elif what == "double":
        lines.insert(other, lines[one])
    else:
        line = lines.pop(one)
        lines[other:other] = [line] if what == "move" else []
    return b"\n".join(lines)


def _indent(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at] = b" " * chance.randint(1, 5) + lines[at] if chance.random() < 0.5 else lines[at].removeprefix(b" ").removeprefix(b" " * chance.randint(0, 2))
    return b"\n".join(lines)


def _bytes(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(raw))
    return raw[:at] + chance.choice([b"\xff", b"\xc3", b"\x00", b"\xef\xbb\xbf", b"", bytes([chance.randrange(256)])]) + raw[at + chance.randint(0, 2) :]


def misplaced(problems: list[Problem], name: str, raw: bytes) -> Iterator[str]:
    """Problems of the file that point at no place in it, or say nothing."""
    lines = raw.split(b"\n")
    for problem in problems:
        if problem.file == name:
            inside = 1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1
            if not inside or not problem.what or not problem.todo or "\n" in problem.as_github():
                yield problem.as_text()


def mutate(count: int, folder: Path, start: int = 0) -> Tally:
    """Spoils a shipped file `count` times and checks it as a visitor to the real project; builds the model from what stays valid."""
    tally, toolkit, real = Tally(), open_toolkit(ROOT), pipeline.open_toolkit
    pipeline.open_toolkit = lambda _root: toolkit
    try:
        for number in range(start, start + count):
            _one(number, folder, toolkit, tally)
    finally:
        pipeline.open_toolkit = real
    return tally


def _one(number: int, folder: Path, toolkit: Toolkit, tally: Tally) -> None:
    chance = random.Random(number)
    path, good = chance.choice(shipped())
    raw = spoil(good, chance)
    place = folder / path.relative_to(ROOT)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(raw)
    begun = time.perf_counter()
    try:
        problems, _ = check_paths(ROOT, [str(place)])
        if not problems and path.suffix == ".yml":
            build(place, toolkit)
            tally.valid += 1
        tally.faults += [f"{number}: {text}" for text in misplaced(problems, place.as_posix(), raw)]
        strange = [p.as_text() for p in problems if p.file != place.as_posix()]
        tally.faults += [f"{number}: {text}" for text in strange]
    except Exception as error:
        tally.faults.append(f"{number}: {path.name}: {error!r}")
    took = time.perf_counter() - begun
    tally.ran += 1
    if took > tally.slowest:
        tally.slowest, tally.slowest_file = took, f"{path.relative_to(ROOT)} (seed {number})"


def build(place: Path, toolkit: Toolkit) -> Kit:
    """The model of one valid file."""
    found = pipeline.Found()
    pipeline._read_data(place, place.name, Path(place.name), found, elsewhere=True)
    return Kit({kind: [entry for _, _, entry in lists.entries(found.documents, kind)] for kind in found.documents}, {kind: [] for kind in KINDS if kind not in found.documents})


def test_500_random_mutations_never_crash_and_always_point_somewhere(tmp_path):
    tally = mutate(COUNT, tmp_path)
    assert tally.faults == []
    assert tally.ran == COUNT and tally.valid > 20, "some must stay valid, or the model was never built"


@seed(1)
@settings(max_examples=60, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(raw=st.one_of(st.binary(max_size=300), st.lists(st.sampled_from([*SNIPPETS, "glossary:", "\n  - id: a", "\n    title: b", "\n    text: ", "---\n", "title: x\n"]), max_size=25).map(lambda parts: "".join(parts).encode("utf-8"))))
def test_any_bytes_at_all_are_answered(raw, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bytes")
    toolkit, real = shipped_toolkit(), pipeline.open_toolkit
    pipeline.open_toolkit = lambda _root: toolkit
    try:
        for name in ("glossary.yml", "page.md"):
            (folder / name).write_bytes(raw)
            problems, _ = check_paths(ROOT, [str(folder / name)])
            assert list(misplaced(problems, (folder / name).as_posix(), raw)) == []
    finally:
        pipeline.open_toolkit = real


@functools.cache
def shipped_toolkit() -> Toolkit:
    """The project as shipped, read once."""
    return open_toolkit(ROOT)


def test_a_spoilt_project_still_opens(tmp_path):
    """Whole copies, several files spoilt at once: what cannot be used raises nothing until it is touched."""
    for number in range(6):
        chance = random.Random(number)
        for path, good in shipped():
            place = tmp_path / path.relative_to(ROOT)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(spoil(good, chance) if chance.random() < 0.15 else good)
        if not (tmp_path / "data" / "schemas").exists():
            (tmp_path / "data" / "schemas").symlink_to(ROOT / "data" / "schemas")
        toolkit = open_toolkit(tmp_path)
        assert all(problem.line >= 1 and problem.column >= 1 and problem.what and problem.todo for problem in toolkit.problems)
