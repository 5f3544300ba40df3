"""Plain values written as YAML that the strict loader reads back unchanged: every text in double quotes."""

from __future__ import annotations

import json
from typing import Any

ESCAPED = {"\x7f": "\\x7f", "\x85": "\\x85", "\u2028": "\\u2028", "\u2029": "\\u2029", "\ufeff": "\\ufeff"}


def quoted(text: str) -> str:
    """A text in double quotes."""
    plain = json.dumps(text, ensure_ascii=False)
    for sign, escape in ESCAPED.items():
        plain = plain.replace(sign, escape)
    return plain


def yaml_of(value: Any, indent: int = 0) -> str:
    """A group or list as lines of YAML, indented by `indent` spaces, with a line end after each."""
    pad = " " * indent
    if isinstance(value, dict):
        return "".join(f"{pad}{name}:{_after(part, indent)}" for name, part in value.items())
    lines = []
    for part in value:
        inner = yaml_of(part, indent + 2) if isinstance(part, dict) and part else f"{pad}  {_flat(part)}\n"
        lines.append(f"{pad}- {inner[indent + 2 :]}")
    return "".join(lines)


def _after(value: Any, indent: int) -> str:
    if isinstance(value, dict) and value or isinstance(value, list) and any(isinstance(part, (dict, list)) for part in value):
        return "\n" + yaml_of(value, indent + 2)
    return f" {_flat(value)}\n"


def _flat(value: Any) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(_flat(part) for part in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flat(part)}" for name, part in value.items()) + "}"
    return json.dumps(value)


def front_matter(front: dict) -> str:
    """The lines between hyphens at the top of a page."""
    return f"---\n{yaml_of(front)}---\n"
