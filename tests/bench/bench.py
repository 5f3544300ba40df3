"""All benchmarks, one after another. Each prints its own table; both sides of a ratio are measured in one run."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
NAMES = ["thousand", "editions", "rules", "build", "weight", "keystroke", "mutations", "twins", "lighthouse_scores", "pdf", "zensical"]


def main(chosen: list[str]) -> int:
    """Runs the benchmarks named, or all of them. Returns 1 when one of them says so."""
    unknown = [name for name in chosen if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {unknown[0]}. There are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    code = 0
    for name in chosen or NAMES:
        print(f"\n## {name}", flush=True)
        code = importlib.import_module(f"tests.bench.{name}").main() or code
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
