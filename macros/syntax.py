"""A YAML parser's error in plain words, at the place where a person should look."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from macros.problems import Problem

CURLY_QUOTES = "“”„‘’‚«»"
LONG_DASHES = "–—−‒•·"
VALUE = re.compile(r"\s*(?P<before>(?:- +)*(?:[\w-]+: +)?)(?P<value>\S.*)")
NAME = re.compile(r"\s*(?:- +)*[\w-]+(?=:)")
NO_SPACE = re.compile(r"\s*(?:- +)*(?P<name>[A-Za-z_][\w-]*):(?=[^\s:/])")
CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?")
CANNOT_BEGIN = "*&!%@`|>?"
GOES_ON = re.compile(r"(?:\[[^\]]*\]|\{[^}]*\})\s*[^\s,\]}#]")  # words after a list or group, as when a gap begins a text
NOT_IN_PLACE = "This line does not fit the lines above it.", "Check that it starts in the same column as its neighbours, and has a name, a colon and a space."
NOT_CLOSED = "A quotation mark is opened here and not closed.", "Close it with the same mark at the end of the text."
MORE_FOLLOWS = ("This quotation mark ends the text, but more of it follows.",)

FIELDS = "text title short body subject why how when hint items fields topic part goals audiences depth risk minutes probes description change hide add order name release brand logo".split()
HOLDERS = ("change", "add", "items", "fields", "tones", "levels")  # names that are never followed by text
TWO_NAMES = re.compile(r"\s*(?P<first>[\w-]+): +(?P<second>[a-z][\w-]*):(?P<rest>\s.*|)$")
WIDE_COLON = re.compile(r"\s*(?:- +)*(?P<name>[A-Za-z_][\w-]*)(?P<sign>：)")  # as Chinese and Japanese keyboards type it
LONE_WORD = re.compile(r"\s*(?P<hyphen>- +id +)?(?P<word>[A-Za-z0-9_-]+)\s*")
LOST_COLON = re.compile(rf"\s*(?:- +)?(?P<word>{'|'.join(FIELDS)}) +(?P<rest>[^\s:#].*)")
NO_SPACE_AFTER_HYPHEN = re.compile(r"\s*-(?P<rest>[A-Za-z_][\w-]*:.*)")
CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |\r?$)|^={7}\r?$", re.M)
ID_LINE = re.compile(r"\s*(?P<rest>id: *\S+)\s*$")

Cause = tuple[int, int, str, str]


def in_quotes(value: str) -> str:
    """What to do with a value that needs quotes: shows it mended, if it is short."""
    value = value.strip()
    if len(value) > 70 or "\\" in value:
        return "Put the whole text in double quotes" + (", and any quotation marks inside it in single ones." if '"' in value else ".")
    if value[:1] in CLOSED and value.count(value[0]) > 1 and value.endswith(value[0]):
        value = value[1:-1]
    elif value[:1] == "'":
        value = value[1:]
    return f'Put the whole text in double quotes: "{value.replace(chr(34), chr(39))}"'


def without_space(rest: str) -> tuple[str, str]:
    """A hyphen with no space after it: what is wrong and what to do. rest: what stands after the hyphen."""
    return "There is no space after the hyphen.", f"Write - {rest.strip()[:60]}"


def without_hyphen(rest: str) -> tuple[str, str]:
    """An entry of a list without its hyphen: what is wrong and what to do. rest: its first line."""
    return 'A hyphen is missing before "id".', f"Write - {rest.strip()[:60]}"


def conflict(text: str, name: str, first_line: int) -> Problem | None:
    """The first of the lines that are put into a file when two people changed the same lines of it."""
    if found := CONFLICT.search(text):
        todo = "Keep one, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
        return Problem(name, text.count("\n", 0, found.start()) + first_line, 1, "Two versions of this file were put together and not settled.", todo)
    return None


def explain(error: yaml.YAMLError, quote: yaml.ScalarEvent | None, text: str, name: str, first_line: int) -> Problem:
    """A parser's error in plain words, at the place a person should look.

    quote: the last quoted text of several lines before it, which may have been meant to end earlier.
    """
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Problem(name, first_line, 1, *NOT_IN_PLACE)
    line, column, what, todo = next(_causes(error, mark, quote, lines))
    line = min(line, len(lines) - 1)
    return Problem(name, line + first_line, min(column, len(lines[line])) + 1, what, todo)


def _causes(error: yaml.YAMLError, mark: yaml.Mark, quote: yaml.ScalarEvent | None, lines: list[str]) -> Iterator[Cause]:
    """What may have caused the error, likeliest first: line and column (from 0), what is wrong, what to do."""
    opened = error.context_mark or mark
    context, problem = error.context or "", error.problem or ""
    here = lines[mark.line] if mark.line < len(lines) else ""
    if "escape" in f"{context} {problem}":
        yield mark.line, here.rfind("\\", 0, mark.column + 1), "A backslash inside double quotes has a special meaning.", "Write two backslashes, or put single quotes round the text."
    if "quoted scalar" in context:
        yield opened.line, opened.column, *NOT_CLOSED
    yield from _quote(lines, mark, quote)
    if "block scalar" in context:
        sign = lines[opened.line][opened.column]
        yield opened.line, opened.column, f"Nothing else may stand on the line after {sign}.", "Begin the text on the next line, further to the right; or put the whole text in double quotes."
    yield from _long_dash(lines, range(opened.line, mark.line + 1))
    yield from _wide_colon(lines, mark.line)
    if "flow" not in context:
        yield from _slip_in_name(lines, opened.line, mark.line)
    if "could not find expected" in problem:
        yield from _no_name(lines, opened)
    if "mapping values" in problem:
        yield from _colon(lines, mark)
    if "sequence entries" in problem:
        yield mark.line, mark.column, "A list cannot begin on the same line as its name.", "Begin each of its entries on a line of its own, with a hyphen and a space."
    for number in dict.fromkeys([mark.line, opened.line] if "flow" not in context else [opened.line]):
        yield from _cause_in(lines, number)
    if "flow" in context:
        yield from _bracket(lines, opened)
    yield from _out_of_line(lines, min(mark.line, len(lines) - 1))


def _out_of_line(lines: list[str], number: int) -> Iterator[Cause]:
    """A line that begins too far to the left or right: compared with the nearest line above of the same sort."""
    begins, dash = _indent(lines[number]), lines[number].lstrip().startswith("- ")
    for line in reversed(lines[:number]):
        if dash and line.lstrip().startswith("- "):
            wanted = _indent(line)
        elif not dash and NAME.match(line):
            wanted = len(re.match(r"\s*(?:- +)*", line).group())
        else:
            continue
        if wanted != begins:
            yield number, begins, f"This line begins in column {begins + 1}, which does not fit the lines above it.", f"Begin it in column {wanted + 1}, like its neighbours, or where the part it belongs to begins."
        break
    yield number, begins, *NOT_IN_PLACE


def _wide_colon(lines: list[str], last: int) -> Iterator[Cause]:
    """A full-width colon after the name on this line, or on the next one above it that says something."""
    above = next((number for number in range(min(last, len(lines)) - 1, -1, -1) if _says_something(lines[number])), last)
    for number in (above, last):
        if number < len(lines) and (match := WIDE_COLON.match(lines[number])):
            yield number, match.start("sign"), f'The colon after "{match["name"]}" is a wide one.', "Type an ordinary colon and a space in its place."


def _slip_in_name(lines: list[str], first: int, last: int) -> Iterator[Cause]:
    """A name without its colon, or an entry without its hyphen or the space after it, which makes a line below it look wrong."""
    last = min(last, len(lines) - 1)
    above = next((number for number in range(last - 1, -1, -1) if _says_something(lines[number])), last)
    for number in dict.fromkeys((above, min(first, last), last)):
        line = lines[number]
        before = next((other for other in reversed(lines[:number]) if _says_something(other)), "")
        after = next((other for other in lines[number + 1 :] if _says_something(other)), "")
        begins, holds = _indent(line), _indent(after) > _indent(line) and bool(NAME.match(after))
        if match := NO_SPACE_AFTER_HYPHEN.match(line):
            yield number, begins + 1, *without_space(match["rest"])
        if (match := re.fullmatch(r"\s*-(?P<rest>[A-Za-z][\w-]*)\s*", line)) and re.match(rf" {{{begins}}}- ", before):
            yield number, begins + 1, *without_space(match["rest"])
        beside = bool(found := NAME.match(before)) and len(re.match(r"\s*(?:- +)*", found.group()).group()) == begins
        if (match := LOST_COLON.fullmatch(line)) and (not before or beside or before.rstrip().endswith(":")):
            yield number, match.end("word"), f'There is no colon after "{match["word"]}".', f"Write {match['word']}: and then the rest of the line."
        in_line = any(re.match(rf" {{{begins}}}- ", other) for other in lines[:number])  # with the hyphen of an entry above
        if (match := ID_LINE.match(line)) and (holds and before.rstrip().endswith(":") or number == last and in_line):
            yield number, begins, *without_hyphen(match["rest"])
        if (match := LONE_WORD.fullmatch(line)) and holds and not match["word"].startswith("-"):
            name = "id" if match["hyphen"] else match["word"]
            mended = f"- id: {match['word']}" if match["hyphen"] else f"{name}:"
            if match["hyphen"] or not before or beside or before.rstrip().endswith(":") or _indent(before) > begins:
                yield number, line.index(name) + len(name), f'There is no colon after "{name}".', f"Write {mended} on this line."


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _quote(lines: list[str], mark: yaml.Mark, quote: yaml.ScalarEvent | None) -> Iterator[Cause]:
    """A quotation mark that no one closes, or which only the mark of the next value seems to close."""
    if quote is None or quote.end_mark.line < mark.line:
        return
    line, column = quote.end_mark.line, quote.end_mark.column - 1
    if VALUE.match(lines[line][: column + 1] or " ") and NAME.match(lines[line]):
        yield quote.start_mark.line, quote.start_mark.column, *NOT_CLOSED
    else:
        yield line, column, *MORE_FOLLOWS, "Put the whole text in double quotes, and any quotation marks inside it in single ones."


def _long_dash(lines: list[str], numbers: range) -> Iterator[Cause]:
    for number in numbers:
        line = lines[number].lstrip() if number < len(lines) else ""
        if line[:1] and line[0] in LONG_DASHES and line[1:2] == " ":
            yield number, _indent(lines[number]), f"This line begins with {line[0]}, not with a hyphen.", "Type a hyphen (-) and a space instead."


def _no_name(lines: list[str], opened: yaml.Mark) -> Iterator[Cause]:
    """A line that should be a name and a value, and is not."""
    number = opened.line
    yield from _cause_in(lines, number)
    above = next((line for line in reversed(lines[:number]) if line.strip()), "")
    if re.search(r": *[|>][-+]?\s*$", above):
        yield number, opened.column, "This line belongs to the text above it, but does not stand further to the right.", "Put two more spaces before each line of the text."
    elif not NAME.match(lines[number]):
        yield number, opened.column, "This line has no name and colon, so it is not clear what it belongs to.", "If it continues the text above, put two more spaces before it; otherwise begin it with a name and a colon."


def _colon(lines: list[str], mark: yaml.Mark) -> Iterator[Cause]:
    line = lines[mark.line]
    name = NAME.match(line)
    parts = VALUE.match(line)
    value = parts["value"]
    if name and name.end() == mark.column:
        yield from _no_space_above(lines, mark.line)
        yield mark.line, _indent(line), "This line stands further to the right than its neighbours, so it is read as part of the text above.", "Put it in the same column as its neighbours; if it is part of that text, put the whole text in double quotes."
    elif (two := TWO_NAMES.match(line)) and (two["first"] in HOLDERS or two["second"] in FIELDS and two["first"] not in FIELDS):
        yield mark.line, two.start("second"), "Two names stand on one line.", f"Write {two['second']}: on the next line, two spaces further in."
    elif value[0] in CURLY_QUOTES:
        yield mark.line, mark.column, "Curly quotation marks do not protect the colon in this text.", "Put straight double quotes round the whole text, outside the curly ones." if len(value) > 70 else f'Put straight double quotes round the whole text: "{value.rstrip()}"'
    else:
        yield mark.line, mark.column, "A colon and a space inside a text are read as the end of a name.", in_quotes(value if parts["before"] else "\\")


def _no_space_above(lines: list[str], number: int) -> Iterator[Cause]:
    if number and (match := NO_SPACE.match(lines[number - 1])):
        yield number - 1, match.end(), *_no_space(match["name"])


def _no_space(name: str) -> tuple[str, str]:
    return f'There is no space after "{name}:".', "Put a space after the colon."


def _cause_in(lines: list[str], number: int) -> Iterator[Cause]:
    """The commonest reasons for one line not to be understood."""
    line = lines[number] if number < len(lines) else ""
    if line.lstrip().startswith("#"):
        return
    if match := NO_SPACE.match(line):
        yield number, match.end(), *_no_space(match["name"])
    match = VALUE.match(line)
    if not match:
        return
    value, column = match["value"], match.start("value")
    if value[0] in CLOSED:
        closed = CLOSED[value[0]].match(value)
        if closed and value[closed.end() :].strip() not in ("", ":", ",") and value[closed.end() :].lstrip()[0] != "#":
            yield number, column + closed.end() - 1, *MORE_FOLLOWS, in_quotes(value)
    elif value[0] in "[{" and (GOES_ON.match(value) or not re.fullmatch(r"\[.*\]|\{.*\}", value.rstrip())):
        pair = {"[": "]", "{": "}"}[value[0]]
        if pair in value:
            meaning = "a list" if value[0] == "[" else "a group of names and values"
            yield number, column, f"Text that begins with {value[0]} is read as {meaning}.", in_quotes(value)
    elif value[0] in CANNOT_BEGIN and not BLOCK.fullmatch(value):
        yield number, column, f"Text that begins with {value[0]} has a special meaning and cannot be read.", in_quotes(value)


def _bracket(lines: list[str], opened: yaml.Mark) -> Iterator[Cause]:
    line = lines[opened.line][opened.column :] if opened.line < len(lines) else ""
    sign = line[:1]
    if {"[": "]", "{": "}"}.get(sign, "") not in line[1:]:
        yield opened.line, opened.column, f"The bracket {sign} is opened here and not closed.", "Close the list; if no list is meant, put the whole text in double quotes."
    else:
        yield opened.line, opened.column, "This list cannot be read.", "Put a comma between its entries, and double quotes round any that contain a colon, a comma or a bracket."
