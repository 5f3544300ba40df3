"""Time, memory and size of all PDFs."""

from __future__ import annotations

import contextlib
import io
import resource
import sys
import tempfile
import time
from pathlib import Path

from macros.paper import press, shelf
from macros.paper.documents import PACK, documents
from macros.toolkit import open_toolkit
from tests.machine import ROOT, pango


def main() -> None:
    """Prints how long all PDFs took on both papers, the most memory, and how large they are."""
    pango()
    toolkit = open_toolkit(ROOT)
    kinds = {"sheets": [it for it in documents(toolkit) if it.kind != PACK], "packs": [it for it in documents(toolkit) if it.kind == PACK]}
    for name, chosen in kinds.items():
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
            began, busy = time.perf_counter(), time.process_time()
            entries = press.make(toolkit, chosen, Path(folder))
            took, busy = time.perf_counter() - began, time.process_time() - busy
        sizes = sorted(entry.bytes / 1000 for entry in entries)
        print(f"{len(entries)} PDFs of {len(chosen)} {name}, {sum(entry.pages for entry in entries)} pages: {took:.1f} s, {busy:.1f} s of a processor, {busy / len(entries):.2f} s each")
        print(f"  sizes: {sizes[0]:.0f} to {sizes[-1]:.0f} kB, middle {sizes[len(sizes) // 2]:.0f} kB, together {sum(sizes) / 1000:.1f} MB")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    print(f"most memory: {most:.0f} MB")
    _offering(toolkit)


def _offering(toolkit) -> None:
    """What a build spends on finding out which PDFs it may offer."""
    began = time.process_time()
    for document in documents(toolkit):
        shelf.source_hash(ROOT, press.draw(toolkit, document).html, document)
    print(f"asking whether they are up to date: {time.process_time() - began:.2f} s of a build")
