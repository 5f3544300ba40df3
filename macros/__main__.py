"""The command line: one verb each for preview, build, check, tests, benchmarks, page stubs and a message."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

from macros.arguments import Parser
from macros.message import FORMS, KINDS
from macros.port import USUAL, address_of

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Runs one verb. Returns 0 when all is fine, 1 when problems were found; wrong usage exits with 2."""
    parser = Parser(prog="run.py", description="The Coffee Chat Kit.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, (help_text, _) in VERBS.items():
        parser.below[name] = verb = verbs.add_parser(name, help=help_text, description=help_text, add_help=name != "edition")
        if name == "check":
            verb.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; everything if none is given")
            verb.add_argument("--coverage", action="store_true", help="fail while a requirement has no home")
            verb.add_argument("--reading", action="store_true", help="also tell how hard the pages are to read, with the hardest ten")
            verb.add_argument("--format", choices=["text", "github"], default="text", help="plain text, or annotations for GitHub")
        elif name == "pdf":
            verb.add_argument("ids", nargs="*", metavar="ID", help="sheets and packs; all of them if none is given")
        elif name == "message":
            verb.example = "python3 run.py message --kind request --channel email letter.txt"
            verb.add_argument("--kind", required=True, choices=KINDS, help="what the text is")
            verb.add_argument("--channel", choices=FORMS, help="how it is sent; may be left out for a question")
            verb.add_argument("--context", metavar="FILE", help="what you know, as YAML or JSON: notes, facts, names")
            verb.add_argument("--json", action="store_true", help="print the findings as JSON and nothing else")
            verb.add_argument("file", nargs="?", metavar="FILE", help="the text; - or nothing for standard input")
        elif name == "serve":
            verb.add_argument("--address", "-a", "--dev-addr", default=USUAL, type=address_of, metavar="HOST:PORT", help="where to show it")
        if name in HANDED_ON:
            verb.epilog = f"Anything else is handed on to {HANDED_ON[name]}."
    if not (sys.argv[1:] if argv is None else argv):
        parser.exit(2, parser.format_help())
    options, rest = parser.parse_known_args(argv)
    if options.verb not in HANDED_ON:
        parser.below[options.verb].finish(rest)
    if options.verb == "message" and not options.channel and options.kind != "question":
        parser.error(f"a {options.kind} needs --channel: {', '.join(FORMS)}")
    options.rest = rest
    module, _, function = VERBS[options.verb][1].rpartition(".")
    return getattr(importlib.import_module(f"macros.{module}"), function)(ROOT, options)


HANDED_ON = {"serve": "mkdocs serve", "test": "pytest", "bench": "tests/bench/bench.py", "edition": "the command; see: run.py edition --help"}
VERBS = {
    "serve": ("Show the site at an address on this computer and follow every change.", "commands.serve"),
    "build": ("Check everything and write the site into site/.", "commands.build"),
    "check": ("Check data and pages, and say what to mend.", "commands.check"),
    "test": ("Run all tests.", "commands.test"),
    "bench": ("Measure speed and size, and print the ratios.", "commands.bench"),
    "pdf": ("Make the PDFs to fill in, on A4 and Letter, into pdf/.", "commands.pdf"),
    "stubs": ("Write the small pages that sheets and messages need.", "commands.stubs"),
    "edition": ("Your own edition of the kit: new, check, diff, serve, build, update, import, export.", "edition.commands.edition"),
    "message": ("Check a message or a question, and say what works and what to mend.", "message.message"),
}


def run(argv: list[str] | None = None) -> int:
    """Runs one verb as a person meets it: any terminal, a reader that goes away, Ctrl-C. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main(argv)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # What is left to print has no reader; without this Python would complain of it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(run())
