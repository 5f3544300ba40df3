"""Whether both check engines agree on 10,000 random texts, and how long the browser's takes for one."""

from __future__ import annotations

from macros.rulebook import book_of
from macros.toolkit import open_toolkit
from tests import twins
from tests.machine import ROOT

COUNT = 10_000


def main() -> None:
    """Prints how many texts were judged differently, with the first of them, and milliseconds for a text of 200 words."""
    kit = open_toolkit(ROOT).kit
    told = twins.differences(twins.at_random(COUNT, kit, seed=1), book_of(kit))
    print(f"{COUNT} random texts: {len(told)} judged differently")
    print("\n".join(told[:5]), end="\n" if told else "")
    long = [twins.Case(" ".join(case.text for case in twins.at_random(12, kit, seed))[:1200], "request", "email") for seed in range(40)]
    _, times = twins.in_browser(long)
    print(f"200 words, in Node: first {times[0]:.0f} ms, then median {sorted(times[1:])[20]:.1f} ms")
