"""The command line's own words for a slip of the fingers: one or two plain lines and exit code 2, where argparse would print its usage."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

from macros.problems import did_you_mean

CURLY = re.compile(r"(?:^|=)[“”„‘‚]|[“”]$")


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that answers in plain words. example: a whole command that is right.

    below: the parsers of its commands, by name. typed: what was given to it, after it was asked.
    """

    def __init__(self, *given: Any, example: str = "", **more: Any):
        self.example, self.below, self.typed = example, {}, []
        self.options: dict[str, argparse.Action] = {}
        super().__init__(*given, **more)

    def add_argument(self, *names: Any, **more: Any) -> argparse.Action:
        """As argparse does, and remembers the options."""
        action = super().add_argument(*names, **more)
        self.options |= dict.fromkeys(action.option_strings, action)
        return action

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does, and remembers what was typed."""
        self.typed = list(sys.argv[1:] if args is None else args)
        return super().parse_known_args(args, namespace)

    def finish(self, rest: list[str]) -> None:
        """Ends with 2 when words were left over, or when quotes are not what they look like."""
        if words := _curly(self.typed) or (rest and self._not_expected(rest)):
            self.exit(2, f"{words}\n")

    def error(self, message: str) -> NoReturn:
        """Says what argparse found, in plain words."""
        self.exit(2, f"{_curly(self.typed) or self._no_command() or self._plainly(message)}\n")

    def _no_command(self) -> str:
        word = next((word for word in self.typed if not word.startswith("-")), "")
        every = f"The commands are: {', '.join(self.below)}."
        if not self.below or word in self.below:
            return ""
        return f'There is no command "{word}". {did_you_mean(word, self.below, every)}' if word else f"Write a command first. {every}"

    def _plainly(self, message: str) -> str:
        """A sentence of argparse's, said again; one that is not known here stays as it is, without the name of its option."""
        name, _, said = message.removeprefix("argument ").partition(": ") if message.startswith("argument ") else ("", "", message)
        option = self.options.get(name.split("/")[0])
        if option and (wrong := re.match(r"invalid choice: (['\"]?)(.*?)\1(?:,| \()", said)):
            return f'"{wrong[2]}" is not one of the choices for {name}: {", ".join(map(str, option.choices or ()))}.'
        if said.startswith("expected ") and option:
            return f'Something is missing after {name}. Put it in straight double quotes: {name} "…".'
        if said.startswith("the following arguments are required: "):
            return f"Something is missing: {said.partition(': ')[2]}." + (f" Write it like this: {self.example}" if self.example else "")
        return f"{said[:1].upper()}{said[1:]}" + ("" if said.endswith((".", "?")) else ".")

    def _not_expected(self, rest: list[str]) -> str:
        first = rest[0]
        if first.startswith("-") and len(first) > 1:
            wrong, names = first.split("=")[0], [name for name in self.options if name.startswith("--")]
            return f'There is no option "{wrong}" here. {did_you_mean(wrong, names, "The options are: " + ", ".join(names) + ".")}'
        if first.startswith(("–", "—")):
            return f'"{first}" begins with a long dash. Type two hyphens: --{first.lstrip("–—-")}'
        place, words = _first_run(self.typed, rest)
        name, mark, value = self.typed[place - 1].partition("=") if place else ("", "", "")
        if not mark:
            name, mark, value = (self.typed[place - 2] if place > 1 else ""), " ", name
        option = self.options.get(name)
        if option is None or option.nargs == 0 or option.choices:
            return f'"{words}" was not expected here.'
        return f'"{words}" was not expected. Put a {name.lstrip("-")} with spaces in straight double quotes: {name}{mark}"{value} {words}".'


def _first_run(typed: list[str], rest: list[str]) -> tuple[int, str]:
    """Where the words that were left over begin in what was typed, and those of them that stand together there."""

    def together(place: int) -> int:
        number = 0
        while number < len(rest) and typed[place + number : place + number + 1] == [rest[number]]:
            number += 1
        return number

    place = max(range(len(typed)), key=lambda place: (together(place), place), default=0)
    return place, " ".join(rest[: together(place)] or rest)


def _curly(typed: list[str]) -> str:
    """What to say of quotes that a word processor has bent: to a terminal they are letters, so a text falls apart at its spaces."""
    places = [place for place, word in enumerate(typed) if " " not in word and CURLY.search(word)]
    if not places:
        return ""
    first, last = places[0], max(place for place in places if place == places[0] or typed[place][-1] in "“”’")
    text = " ".join(typed[first : last + 1])
    name, mark, value = text.partition("=") if text.startswith("-") else (typed[first - 1] if first and typed[first - 1].startswith("-") else "", " ", text)
    straight = value.strip("“”„‘’‚")
    return f'The quotes in {text} are curly. Type straight ones: {name}{mark if name else ""}"{straight}"'
