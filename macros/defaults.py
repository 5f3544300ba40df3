"""Our defaults, such as {length-to-ask}: their words stand once, in the practices, and are drawn wherever the id is written."""

from __future__ import annotations

import re
from typing import Any

MARK = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")


def put_defaults(value: Any, words: dict[str, str]) -> Any:
    """Plain data with each {practice} replaced by its words; an unknown one stays. words: practice id -> what it prints."""
    if isinstance(value, str):
        return MARK.sub(lambda found: words.get(found[1], found[0]), value) if "{" in value else value
    if isinstance(value, list):
        return [put_defaults(part, words) for part in value]
    return {name: put_defaults(part, words) for name, part in value.items()} if isinstance(value, dict) else value
