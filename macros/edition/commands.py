"""What `run.py edition …` does: reads the command, calls the part that does it, prints for people."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from macros.arguments import Parser
from macros.edition.check import check_edition
from macros.edition.compose import NotBuilt, build
from macros.edition.diff import diff_of
from macros.edition.drift import FILE, news, read_was, remember, set_release, untold
from macros.edition.folder import Edition
from macros.edition.merging import Refused as NotMerged
from macros.edition.new import Refused, new_edition, someone_is_there
from macros.edition.serving import serve
from macros.edition.settings import release_of
from macros.edition.spreadsheet import export_questions, import_questions
from macros.edition.telling import faulty, told
from macros.edition.which import ONE, NoEdition, all_ids, as_id, meant
from macros.port import USUAL, address_of
from macros.problems import Problem

ID = {"nargs": "?", "metavar": "ID", "help": "the edition: its id, or the path of its folder; may be left out when there is only one besides the examples"}


def edition(root: Path, options: argparse.Namespace) -> int:
    """Runs one command on an edition. Returns 0 when all is fine, 1 when problems were found; wrong usage exits with 2."""
    parser = _parser()
    if not options.rest:
        parser.exit(2, parser.format_help())
    given, rest = parser.parse_known_args(options.rest)
    if given.command == "new" and options.rest[1 : len(rest) + 2] == [given.id, *rest] and rest and all(word[:1].isalnum() for word in rest):
        parser.exit(2, f"An id is one word, with hyphens. Write: {ONE} new {as_id(' '.join([given.id, *rest]))}\n")
    parser.below[given.command].finish(rest)
    try:
        return given.run(root, given)
    except (NoEdition, Refused, NotMerged) as refusal:
        if getattr(given, "format", "") == "github":
            print(Problem("editions", 1, 1, str(refusal)).as_github())
        else:
            print(refusal, file=sys.stderr)
        return 2 if isinstance(refusal, NoEdition) else 1


def _parser() -> Parser:
    parser = Parser(prog="run.py edition", description="Your own edition of the kit: your words over ours, kept when ours change.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, help_text: str, run: Callable[[Path, argparse.Namespace], int]) -> Parser:
        parser.below[name] = added = commands.add_parser(name, help=help_text, description=help_text, example=f"{ONE} {name} northfield")
        added.set_defaults(run=run)
        return added

    new = command("new", "Begin an edition: a folder in editions/ with everything in place.", _new)
    new.add_argument("id", metavar="ID", help="small letters, digits and hyphens, such as northfield")
    for name, help_text in (("name", "what the site is called"), ("tagline", "one sentence for search engines"), ("brand", "one colour, such as #0B3D91"), ("language", "two letters, such as en")):
        new.add_argument(f"--{name}", default="", metavar=name.upper(), help=help_text)
    for name, help_text, run in (
        ("check", "Check an edition, and say what to mend.", _check),
        ("diff", "Show what an edition adds, changes and hides.", _diff),
        ("serve", "Show an edition at an address on this computer and follow every change.", _serve),
        ("build", "Check an edition and write its site into build/ID/site/.", _build),
        ("update", "Show what a new release changes under an edition, and write down that you looked.", _update),
    ):
        one = command(name, help_text, run)
        one.add_argument("id", **ID)
        if name in ("check", "build"):
            one.add_argument("--format", choices=["text", "github"], default="text", help="plain text, or annotations for GitHub")
        if name == "build":
            one.add_argument("--pdf", action="store_true", help="also make the PDFs to fill in, which takes a minute and needs Pango")
        if name == "check":
            one.add_argument("--strict", action="store_true", help="fail for notes too")
        if name == "serve":
            one.add_argument("--address", default=USUAL, type=address_of, metavar="HOST:PORT", help="where to show it")
        if name == "update":
            one.add_argument("--look", action="store_true", help="only show, write nothing")
    bring = command("import", "Take questions from a spreadsheet into an edition.", import_questions)
    bring.example += " our-questions.csv"
    bring.add_argument("id", metavar="ID", help="the edition")
    bring.add_argument("file", nargs="?", metavar="FILE", help="a .csv or .xlsx file whose first row names the columns")
    bring.add_argument("--merge", action="store_true", help="put them together with what data/questions.yml holds already")
    give = command("export", "Write the question bank of an edition as a spreadsheet.", export_questions)
    give.add_argument("id", metavar="ID", help="the edition")
    give.add_argument("file", nargs="?", default="-", metavar="FILE", help="a name that ends in .csv or .xlsx; - or nothing prints .csv")
    return parser


def _new(root: Path, given: argparse.Namespace) -> int:
    settings = {name: getattr(given, name).strip() for name in ("name", "tagline", "brand", "language")}
    folder = new_edition(root, given.id, settings, input if someone_is_there() else None)
    checked = check_edition(root, folder)
    if code := told(checked):
        return code
    remember(checked.edition, checked.base)
    taken = checked.edition.setting("brand")
    if given.brand and taken != given.brand.strip().upper():
        print(f"{given.brand} is too pale to be read on our paper, so the nearest one that can be was taken: {taken}.")
    print(f"editions/{given.id}/ is ready. Its settings are in edition.yml, your words go into data/, your pages into content/.\nSee it with: python3 run.py edition serve {given.id}")
    return 0


def _check(root: Path, given: argparse.Namespace) -> int:
    ids = [given.id] if given.id is not None or len(all_ids(root)) < 2 else all_ids(root)
    base, code = None, 0
    for name in ids:
        checked = check_edition(root, meant(root, name), base)
        base = checked.base
        code = told(checked, given.format == "github") or code or int(given.strict and bool(checked.notes))
    return code


def _diff(root: Path, given: argparse.Namespace) -> int:
    checked = check_edition(root, meant(root, given.id))
    if code := faulty(checked):
        return code
    for line in diff_of(checked):
        print(line)
    return 0


def _build(root: Path, given: argparse.Namespace) -> int:
    checked = check_edition(root, meant(root, given.id))
    if code := told(checked, given.format == "github"):
        return code
    target = root / "build" / checked.edition.id
    try:
        pages = build(checked, target, given.pdf)
    except NotBuilt:
        print("The site was not built; the reason stands above. What was built before is still there.", file=sys.stderr)
        return 1
    remember(checked.edition, checked.base)
    print(f"build/{checked.edition.id}/site/ is ready: {pages} pages. The whole project is in build/{checked.edition.id}/.")
    return 0


def _serve(root: Path, given: argparse.Namespace) -> int:
    folder = meant(root, given.id)
    return serve(root, folder, given.address, lambda checked: told(checked))


def _update(root: Path, given: argparse.Namespace) -> int:
    checked = check_edition(root, meant(root, given.id))
    if code := faulty(checked):
        return code
    edition, release = checked.edition, release_of(root)
    print(f"{edition.name}: from release {read_was(edition)['release'] or edition.setting('release')} to {release}.")
    told(checked, notes=[note for note in checked.notes if not note.file.endswith("edition.yml")])
    if words := untold(edition, checked.base):
        print(words)
    fresh = list(news(edition, checked.base))
    for kind, new, gone in fresh:
        print(f"{kind}: {len(new)} new, {len(gone)} gone" + "".join(f"\n  {sign} {name}" for sign, names in (("+", new), ("-", gone)) for name in names))
    if not fresh and read_was(edition)["ids"]:
        print("No entries are new or gone.")
    if given.look:
        return 0
    remember(edition, checked.base, afresh=True)
    print(f"Written down in {edition.name}/{FILE}. {release_written(edition, release)}")
    return 0


def release_written(edition: Edition, release: str) -> str:
    """Writes the release into edition.yml, and says what became of it."""
    if edition.setting("release") == release:
        return "Nothing of yours was changed."
    if set_release(edition, release):
        return "Nothing of yours was changed but the line release: in edition.yml."
    return f'Now change edition.yml yourself: release: "{release}"'
