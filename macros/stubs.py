"""The small pages that give each sheet and message an address. Written by `run.py stubs`, then kept like any page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from macros.toolkit import Toolkit

FOLDERS = {"worksheets": ("sheets", "worksheet"), "checklists": ("sheets", "checklist"), "messages": ("messages", "message_template")}


def expected(toolkit: Toolkit) -> Iterator[tuple[str, str]]:
    """Every stub as (path below content/, text)."""
    for kind, (folder, macro) in FOLDERS.items():
        for entry in getattr(toolkit.kit, kind).values():
            title, description = (json.dumps(text, ensure_ascii=False) for text in (entry.title, entry.text))
            yield f"{folder}/{entry.id}.md", f'---\ntitle: {title}\ndescription: {description}\n---\n\n# {entry.title}\n\n{{{{ {macro}("{entry.id}") }}}}\n'


def write(toolkit: Toolkit) -> tuple[list[str], list[str]]:
    """Writes the missing stubs. Returns the paths written, and those whose entry is gone."""
    content, wanted = toolkit.root / "content", dict(expected(toolkit))
    written = []
    for source, text in wanted.items():
        path = content / source
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(f"content/{source}")
    return written, sorted(f"content/{page.source}" for page in toolkit.pages.values() if _is_stub(page.source, page.calls) and page.source not in wanted)


def _is_stub(source: str, calls: list) -> bool:
    folder = Path(source).parent.as_posix()
    return any(folder == place and [call.name for call in calls] == [macro] for place, macro in FOLDERS.values())
