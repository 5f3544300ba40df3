"""How well the checks on a text agree with people, and how fast they start."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from macros.message import load_all
from macros.rules import judge

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT / "tests" / "corpus"
RUNS = 9


def counts(book: dict[str, Any], path: Path) -> dict[str, Counter]:
    """For each rule: found (said and labelled wrong), false (only said), missed (only labelled), fine (neither)."""
    names = {(True, True): "fine", (True, False): "missed", (False, True): "false", (False, False): "found"}
    table: dict[str, Counter] = defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        said = {finding.rule: finding.ok for finding in judge(entry["text"], entry["kind"], entry.get("channel", ""), book)}
        for rule, label in entry["labels"].items():
            table[rule][names[said[rule], label]] += 1
    return table


def shares(count: Counter) -> tuple[float, float, float]:
    """Precision, recall and accuracy; 1 where there is nothing to divide by."""
    said, labelled = count["found"] + count["false"], count["found"] + count["missed"]
    return (count["found"] / said if said else 1.0, count["found"] / labelled if labelled else 1.0, (count["found"] + count["fine"]) / count.total())


def start() -> float:
    """Seconds from calling `message` to its last word, whole process, median."""
    command = [sys.executable, "-P", "-m", "macros", "message", "--kind", "request", "--channel", "email", "--json"]
    text = "Could I ring you for 20 minutes to hear how you chose this work? I am not asking for a job. No worries if not."
    times = []
    for _ in range(RUNS):
        before = time.perf_counter()
        subprocess.run(command, input=text, text=True, capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
        times.append(time.perf_counter() - before)
    return statistics.median(times)


def main() -> None:
    """Prints precision, recall and accuracy of each rule on each corpus, and the time to start."""
    book = load_all(ROOT)
    for path in sorted(CORPUS.glob("*.jsonl"), reverse=True):
        print(f"{path.stem}: precision, recall, accuracy (texts to find)")
        for rule, count in counts(book, path).items():
            precision, recall, accuracy = shares(count)
            print(f"  {rule:28} {precision:.2f}  {recall:.2f}  {accuracy:.2f}  ({count['found'] + count['missed']})")
    print(f"message, whole process: {start():.2f} s (budget 0.5 s; median of {RUNS})")
