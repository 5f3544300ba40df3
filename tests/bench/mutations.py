"""How the checker stands thousands of random mutations of shipped files: `python tests/bench/mutations.py [COUNT]`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))


def main(count: int = 5000) -> int:
    """Runs `count` mutations and prints how many ran, how many stayed valid and the slowest. Returns 1 if any crashed."""
    from tests.test_mutations import mutate

    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        tally = mutate(count, Path(folder), start=10_000)
    print(f"{tally.ran} mutations in {time.perf_counter() - begun:.0f} s: {tally.valid} data files stayed valid, {len(tally.faults)} crashed or pointed nowhere.")
    print(f"The slowest took {tally.slowest * 1000:.0f} ms: {tally.slowest_file}")
    for fault in tally.faults[:20]:
        print(f"  {fault}")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:2])))
