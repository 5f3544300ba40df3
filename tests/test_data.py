"""What the shipped data promises, beyond having the right shape."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from macros import stubs
from macros.components import FOLDER
from macros.coverage import is_open_requirement
from macros.lists import lists_schema
from macros.model import KINDS
from macros.schema import schemas
from macros.toolkit import check_paths
from macros.validate import SLOT
from tests.machine import ROOT

SCHEMAS = ROOT / "data" / "schemas"


def properties(schema: dict, where: str = ""):
    """Every property of a schema with a readable place."""
    for name, part in schema.get("properties", {}).items():
        yield f"{where}.{name}", part
        yield from properties(part, f"{where}.{name}")
        yield from properties(part.get("items", {}) if isinstance(part.get("items"), dict) else {}, f"{where}.{name}")


def filled(toolkit, text: str) -> str:
    return SLOT.sub(lambda found: toolkit.kit.slots[found[1]].example, text)


def test_nothing_shipped_needs_mending(toolkit):
    assert [problem.as_text() for problem in toolkit.problems] == []


def test_every_requirement_has_a_home(toolkit):
    assert [note.as_text() for note in toolkit.notes if is_open_requirement(note)] == []
    assert len(toolkit.kit.requirements) == 103


@pytest.mark.parametrize("kind, least", [("five_ps", 5), ("stages", 7), ("questions", 70), ("messages", 12), ("checklists", 6), ("worksheets", 8), ("glossary", 15), ("never_ask", 18), ("practices", 10)])
def test_there_is_enough_to_choose_from(toolkit, kind, least):
    assert len(getattr(toolkit.kit, kind)) >= least


def test_each_sheet_and_message_has_its_page_and_none_is_left_over(toolkit):
    pages = {source: (ROOT / "content" / source).read_text(encoding="utf-8") for source, _ in stubs.expected(toolkit) if (ROOT / "content" / source).exists()}
    assert pages.keys() == dict(stubs.expected(toolkit)).keys()
    for source, _ in stubs.expected(toolkit):
        assert toolkit.pages[source].front["title"], source
    assert stubs.left_over(toolkit) == []


def test_the_lists_that_editors_complete_are_fresh(toolkit):
    assert (SCHEMAS / "lists.json").read_text(encoding="utf-8") == lists_schema(toolkit.lists, SCHEMAS)


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.stem)
def test_every_field_of_every_schema_is_explained(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert "$id" not in schema
    if path.stem in ("lists", "common"):
        return
    for where, part in properties(schemas(SCHEMAS)[path.stem], path.stem):
        assert part.get("title") and part.get("description") and part.get("examples"), where


def test_every_kind_has_a_schema_and_every_file_names_it(toolkit):
    assert set(KINDS) <= {path.stem for path in SCHEMAS.glob("*.json")}
    for path in sorted((ROOT / "data").rglob("*.yml")):
        first = path.read_text(encoding="utf-8").split("\n")[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found and (path.parent / found[1]).resolve().parent == SCHEMAS, path


def test_every_word_of_the_interface_is_used_and_every_used_word_exists(toolkit):
    components = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.html"))
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "site_overrides").rglob("*.js"))
    named = set(re.findall(r"""label\(["']([a-z0-9-]+)["']""", components)) | {name for names in re.findall(r"\(\"kind-[a-z]+\"|, \"(kind-[a-z]+)\"\)", components) for name in [names] if name}
    assert named - set(toolkit.kit.labels) == set()
    everything = components + scripts
    unused = [name for name in toolkit.kit.labels if not re.search(rf"""["'`]{re.escape(name.removesuffix('-one'))}["'`]""", everything)]
    assert unused == []


def test_a_question_is_one_short_open_question(toolkit):
    for question in toolkit.kit.questions.values():
        assert len(question.text.split()) <= 25, question.id
        assert question.text.count("?") == 1, question.id


def test_first_messages_stay_within_a_hundred_words(toolkit):
    for message in toolkit.kit.messages.values():
        channel, words = toolkit.kit.channels[message.channel], len(filled(toolkit, message.body).split())
        assert words <= (100 if message.kind == "request" else 120), message.id
        if channel.max_characters:
            assert len(filled(toolkit, message.body).strip()) <= channel.max_characters, message.id


def test_the_made_up_student_answers_every_field(toolkit):
    for sheet in toolkit.kit.worksheets.values():
        for field in sheet.fields:
            example = field.example or (field.columns and all(column.example for column in field.columns))
            assert example, f"{sheet.id}: {field.id}"
            if field.type in ("choice", "choices"):
                choices = field.options or toolkit.kit.vocabulary[field.list].items
                assert set(field.example.split(", ")) <= {option.id for option in choices}, f"{sheet.id}: {field.id}"


def test_the_example_on_my_message_is_the_message_the_templates_make(toolkit):
    [example] = [field.example for field in toolkit.kit.worksheets["message-draft"].fields if field.id == "message"]
    assert example == filled(toolkit, toolkit.kit.messages["alum"].body)


def test_every_field_type_is_in_use(toolkit):
    types = set(schemas(SCHEMAS)["worksheets"]["properties"]["worksheets"]["items"]["properties"]["fields"]["items"]["properties"]["type"]["enum"])
    assert {field.type for sheet in toolkit.kit.worksheets.values() for field in sheet.fields} == types


def test_evidence_that_appears_was_verified_and_says_where(toolkit):
    for entry in toolkit.kit.evidence.values():
        assert entry.status == "verified" and entry.seen_in and entry.caveat, entry.id


def test_the_recipe_for_a_new_question_gives_a_valid_question(tmp_path):
    """What the staff page shows as an example must pass the checker it describes."""
    page = (ROOT / "content" / "staff" / "change-the-data.md").read_text(encoding="utf-8")
    [entry] = re.findall(r"```\n(  - id: .*?)```", page, re.S)
    (tmp_path / "questions.yml").write_text(f"questions:\n{entry}", encoding="utf-8")
    assert check_paths(ROOT, [str(tmp_path / "questions.yml")]) == ([], [])
