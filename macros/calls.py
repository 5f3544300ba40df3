"""Macro calls on a page: each with its place and its literal arguments, and everything that is almost a call."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass

from macros.problems import Problem

TAG = re.compile(r"\{\{(?P<call>(?:(?!\{\{).)*?)\}\}|(?P<other>\{\{|\}\}|\{%|%\}|\{#)", re.S)
UNQUOTED = re.compile(r"\s*(?P<name>[a-z_]+)\(\s*(?P<word>[a-z]\w*(?:-\w+)*)\s*\)\s*")
LONGEST = 1000
EXAMPLE = '{{ checklist("day-before") }}'
STRAIGHT = str.maketrans("“”„‘’‚«»", "\"\"\"'''\"\"")
OTHERS = {
    "{{": ("A macro call is opened here and not closed.", "Close it with }} on the same line."),
    "}}": ("These brackets close a macro call, but none is open.", "Put {{ before the macro's name, or take the brackets out."),
    "{%": ("The signs {% have a special meaning on a page, and cannot be used.", "Take them out."),
    "%}": ("The signs %} have a special meaning on a page, and cannot be used.", "Take them out."),
    "{#": ("The signs {# hide everything that follows them.", "Put a space between the bracket and the #, or take them out."),
}


@dataclass(frozen=True)
class Call:
    """A macro call in a page: its name, its arguments, and where it stands (from 1)."""

    name: str
    arguments: tuple[str | int, ...]
    line: int
    column: int


def read_calls(text: str, name: str, first_line: int = 1) -> tuple[list[Call], list[Problem]]:
    """Every macro call in the text of the file `name`, whose first line here is line `first_line`; and what is wrong."""
    calls, problems = [], []
    opened: Problem | None = None
    for tag in TAG.finditer(text):
        line = text.count("\n", 0, tag.start()) + first_line
        column = tag.start() - text.rfind("\n", 0, tag.start())
        if tag["other"]:
            problem = Problem(name, line, column, *OTHERS[tag["other"]])
            if not (tag["other"] == "%}" and opened and opened.what.startswith("The signs {%")):
                problems.append(problem)
            opened = problem
        elif call := parse(tag["call"]):
            calls.append(Call(*call, line, column))
        else:
            problems.append(Problem(name, line, column, *_almost(tag["call"])))
    return calls, problems


def parse(source: str) -> tuple[str, tuple] | None:
    """The name and literal arguments of a call, None when it is anything else."""
    node = _tree(source)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.keywords:
        return None
    if not all(_literal(argument) for argument in node.args):
        return None
    return node.func.id, tuple(argument.value for argument in node.args)


def _tree(source: str) -> ast.expr | None:
    if len(source) > LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, (str, int))


def _almost(source: str) -> tuple[str, str]:
    """What keeps this from being a macro call, and what to write instead."""
    shown = " ".join(source.split())
    shown = f"{{{{ {shown if len(shown) <= 60 else shown[:57] + '…'} }}}}"
    straight = source.translate(STRAIGHT)
    if straight != source and parse(straight):
        return f"The quotation marks in {shown} are curly.", f"Use straight ones: {{{{ {straight.strip()} }}}}"
    if unquoted := UNQUOTED.fullmatch(source):
        return f"{shown} has a word without quotes in its brackets.", f'Write {{{{ {unquoted["name"]}("{unquoted["word"]}") }}}}.'
    node = _tree(source)
    if isinstance(node, ast.Name):
        return f"{shown} is not a macro call, because it has no brackets after the name.", f"Write {{{{ {node.id}() }}}}, or {{{{ {node.id}(\"…\") }}}} with an id in quotes."
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        plain = [argument.id if isinstance(argument, ast.Name) else argument.value for argument in [*node.args, *(k.value for k in node.keywords)] if isinstance(argument, ast.Name) or _literal(argument)]
        if len(plain) == len(node.args) + len(node.keywords):
            arguments = ", ".join(f'"{argument}"' for argument in plain)
            what = "has a name and an equals sign in its brackets" if node.keywords else "has a word without quotes in its brackets"
            return f"{shown} {what}.", f"Write {{{{ {node.func.id}({arguments}) }}}}."
        return f"{shown} has something other than plain text in its brackets.", f"Write each value out in double quotes, as in {EXAMPLE}."
    return f"{shown} is not a macro call.", f"Write the name of a macro, and an id in quotes in its brackets, as in {EXAMPLE}."
