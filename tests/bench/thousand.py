"""How long 1,000 questions of real size take to load and validate, against PyYAML's own safe_load of the same text."""

from __future__ import annotations

import re
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
NUMBER = 1000


def questions(number: int) -> str:
    """One file of `number` questions: the shipped ones over and over, word for word, with new ids."""
    shipped = [entry for path in sorted((ROOT / "data" / "questions").glob("*.yml")) for entry in re.split(r"(?m)^(?=  - id: )", path.read_text(encoding="utf-8"))[1:]]
    entries = (re.sub(r"\A  - id: (\S+)", rf"  - id: q{index}", shipped[index % len(shipped)]) for index in range(number))
    return "questions:\n" + "".join(entry.rstrip("\n") + "\n\n" for entry in entries)


def main() -> int:
    """Prints the median of five runs and the ratio. Returns 1 when it takes a second or more."""
    import yaml

    from macros import load, validate
    from macros.toolkit import open_toolkit

    text, toolkit = questions(NUMBER), open_toolkit(ROOT)
    ours, plain = [], []
    for _ in range(5):
        begun = time.perf_counter()
        document, problems = load.load_text(text, "questions.yml")
        loaded = time.perf_counter()
        problems += validate.check_data({"questions": [document]}, toolkit.schema_folder, toolkit.lists)
        ours.append((time.perf_counter() - begun, loaded - begun))
        assert not problems and len(document.value["questions"]) == NUMBER, problems[:3]
        begun = time.perf_counter()
        yaml.safe_load(text)
        plain.append(time.perf_counter() - begun)
    whole, reading = sorted(ours)[2]
    ratio = whole / statistics.median(plain)
    print(f"{NUMBER} questions, {len(text.encode()) // 1000} kB, {load.LOADER.__name__}: {whole:.2f} s (reading {reading:.2f} s, checking {whole - reading:.2f} s), the median of five.")
    print(f"yaml.safe_load of the same text: {statistics.median(plain):.2f} s. Ratio: {ratio:.2f}")
    return 0 if whole < 1 else 1


if __name__ == "__main__":
    sys.exit(main())
