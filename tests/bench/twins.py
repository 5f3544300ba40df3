"""Whether both check engines agree on 10,000 random texts, and how long the browser's takes for one."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor

from macros.rulebook import book_of
from macros.toolkit import open_toolkit
from tests import twins
from tests.machine import ROOT

BATCHES, SIZE = 20, 500


def differences(seed: int) -> list[str]:
    """Where the engines disagree on one batch of random texts."""
    kit = open_toolkit(ROOT).kit
    return twins.differences(twins.at_random(SIZE, kit, seed), book_of(kit))


def main() -> None:
    """Prints how many texts were judged differently, with the first of them, and milliseconds for a text of 200 words."""
    begun = time.perf_counter()
    with ProcessPoolExecutor() as workers:
        told = [difference for batch in workers.map(differences, range(1, BATCHES + 1)) for difference in batch]
    print(f"{BATCHES * SIZE:,} random texts in {time.perf_counter() - begun:.0f} s: {len(told)} judged differently")
    print("\n".join(told[:5]), end="\n" if told else "")
    kit = open_toolkit(ROOT).kit
    long = [twins.Case(" ".join(case.text for case in twins.at_random(12, kit, seed))[:1200], "request", "email") for seed in range(40)]
    _, times = twins.in_browser(long)
    print(f"200 words, in Node: first {times[0]:.0f} ms, then median {sorted(times[1:])[20]:.1f} ms")
