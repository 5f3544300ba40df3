"""How long an edition takes to check and to compose, and fifty of them to check, against reading the kit itself."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
MANY = 50
WORDS = """questions:
  hide: [unwritten-rules]
  change:
    first-month:
      text: What was your first month in {name} like?
  add:
    - id: {name}-first
      text: What did {name} teach you that you still use?
      topic: advice
      part: advice
      goals: [explore]
      audiences: [any]
      depth: 1
      risk: 0
      minutes: 2
      probes: [say-more]
"""


def edition(folder: Path, name: str) -> Path:
    """The folder of an edition that changes, hides and adds a question, hides a sheet and has a colour."""
    (folder / name / "data").mkdir(parents=True)
    (folder / name / "edition.yml").write_text(f'name: {name}\nrelease: "0.0.1"\nbrand: "#0B3D91"\n', encoding="utf-8")
    (folder / name / "data" / "questions.yml").write_text(WORDS.format(name=name), encoding="utf-8")
    (folder / name / "data" / "worksheets.yml").write_text("worksheets:\n  hide: [host-card]\n", encoding="utf-8")
    return folder / name


def main() -> int:
    """Prints the medians and the ratio to reading the kit. Returns 1 when the kit or an edition holds problems."""
    from macros.edition.check import check_edition
    from macros.edition.compose import compose
    from macros.toolkit import open_toolkit

    alone, one, composed = [], [], []
    with tempfile.TemporaryDirectory() as place:
        first = edition(Path(place), "first")
        for _ in range(5):
            begun = time.perf_counter()
            base = open_toolkit(ROOT)
            read = time.perf_counter()
            checked = check_edition(ROOT, first, base)
            done = time.perf_counter()
            if checked.problems:
                print("\n".join(problem.as_text() for problem in checked.problems))
                return 1
            compose(checked, Path(place) / "project")
            composed.append(time.perf_counter() - done)
            shutil.rmtree(Path(place) / "project")
            alone.append(read - begun)
            one.append(done - read)
        folders = [edition(Path(place), f"number-{number}") for number in range(MANY)]
        begun = time.perf_counter()
        for folder in folders:
            check_edition(ROOT, folder, base)
        many = time.perf_counter() - begun
    kit, single, writing = map(statistics.median, (alone, one, composed))
    print(f"Reading and checking the kit alone: {kit:.2f} s. One edition on top of it: {single:.2f} s more, {single / kit:.2f} of that; composing it: {writing:.2f} s. Medians of five.")
    print(f"{MANY} editions one after another: {many:.1f} s, {many / MANY:.2f} s each.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
