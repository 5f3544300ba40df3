"""What an unquoted value means: true, false, a number, or the text as it is written."""

from __future__ import annotations

import re

BOOLEANS = {"true": True, "false": False}
LOOKS_BOOLEAN = {"yes": "true", "on": "true", "no": "false", "off": "false"}
LOOKS_EMPTY = ("null", "~")
WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}\Z")
LIKE_A_NUMBER = re.compile(r"[-+.]?[0-9]|(?:true|false)\Z", re.I)


def resolve(text: str) -> str | bool | int | float:
    """The value of an unquoted text. Dates, times, 007 and very long numbers stay text."""
    if text in BOOLEANS:
        return BOOLEANS[text]
    if WHOLE.match(text):
        return int(text)
    return float(text) if DECIMAL.match(text) else text


def doubtful(text: str) -> tuple[str, str] | None:
    """What is wrong with an unquoted word that other programs read as something else, and what to do."""
    if meaning := LOOKS_BOOLEAN.get(text.lower()):
        return f'Without quotes, {text} could mean the word or "{meaning}".', f'Write "{text}" in double quotes for the word, or {meaning} if a field asks for true or false.'
    if text.lower() in LOOKS_EMPTY:
        return f"Without quotes, {text} could mean the word or nothing at all.", f'Write "{text}" in double quotes for the word, or remove the line.'
    return None
