"""Questions from a spreadsheet into an edition, and the bank of an edition into a spreadsheet."""

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.edition import tables
from macros.edition.bank import columns_of, rows_of
from macros.edition.headers import names_columns
from macros.edition.importing import import_rows
from macros.edition.merging import Refused, merged, put_questions
from macros.edition.tables import Table, as_csv, as_xlsx, cell, read_table
from tests.edition_cases import check, kit, write

HEAD = ["text", "topic", "part", "depth", "minutes", "probes"]
ROW = ["What did Leeds teach you?", "advice", "advice", "1", "2.5", "say-more, an-example"]


@pytest.fixture(scope="module")
def leeds(tmp_path_factory):
    """A checked edition without any overlay. Tests that write begin one of their own."""
    return check(write(tmp_path_factory.mktemp("editions") / "leeds", {}))


def took(leeds, *rows):
    return import_rows(Table("q.csv", [list(row) for row in rows]), leeds)


def told(leeds, *rows) -> list[str]:
    return [f"{problem.what} {problem.todo}" for problem in took(leeds, *rows).problems if problem.level == "problem"]


def test_a_row_becomes_a_question_with_an_id_of_the_editions_own(leeds):
    found = took(leeds, HEAD, ROW)
    assert found.overlay["questions"]["add"] == [{"id": "leeds-what-did-leeds-teach-you", "text": "What did Leeds teach you?", "topic": "advice", "part": "advice", "goals": ["explore"], "audiences": ["any"], "depth": 1, "risk": 0, "minutes": 2.5, "probes": ["say-more", "an-example"]}]
    assert [problem.what for problem in found.problems] == ["The columns for goals, audiences and risk are missing, so the usual values were written."]


def test_where_the_sheet_says_nothing_it_is_told_of_columns_and_of_cells(leeds):
    full = [*HEAD, "goals", "audiences", "risk"]
    notes = [problem.what for problem in took(leeds, full[:-1], [*ROW[:3], "", *ROW[4:], "explore", "any"]).problems]
    assert notes == ["The column for risk is missing, so the usual values were written.", "Some cells for depth are empty, so the usual values were written."]
    assert took(leeds, full, [*ROW, "explore", "any", "0"]).problems == []


def test_headers_and_choices_may_be_the_words_people_use(leeds):
    words = leeds.toolkit.lists["topics"]["day-to-day"]
    found = took(leeds, ["Question", "Topic", "Part of the talk", "Probes"], ["What do you do first?", words, "Day", "Say more; an example"])
    assert found.add and found.add[0]["topic"] == "day-to-day" and found.add[0]["part"] == "day", [problem.as_text() for problem in found.problems]


@pytest.mark.parametrize("row, words", [
    (["What?", "advise", "advice", "1", "2", ""], 'Cell B2: "advise" is not one of the choices for topic. Did you mean "advice"?'),
    (["What?", "advice", "advice", "two", "2", ""], 'Cell D2: "two" is not a number. Write it in figures, such as 2.'),
    (["What?", "advice", "advice", "9", "2", ""], 'Cell D2: "depth" is 9; the largest number allowed is 3.'),
    (["Tell me", "advice", "advice", "1", "2", ""], 'Cell A2: "text" does not end with a question mark. Put a question mark at the end, with nothing after it.'),
    (["What?", "advice", "advice", "1", "2", "say-moore"], 'Cell F2: "say-moore" is not one of the choices for probes. Did you mean "say-more"?'),
    (["", "advice", "advice", "1", "2", ""], "Cell A2: text is empty. Write the question in this cell."),
    (["What?", "", "advice", "1", "2", ""], "Cell B2: topic is empty. Write one of: warm-up, path, "),
])  # fmt: skip
def test_a_slip_is_told_by_its_cell(leeds, row, words):
    assert len(told(leeds, HEAD, row)) == 1 and told(leeds, HEAD, row)[0].startswith(words), told(leeds, HEAD, row)


def test_every_slip_of_every_row_is_told_at_once(leeds):
    rows = [[f"Tell me {number}", "advise", "advice", "low", "2", ""] for number in range(30)]
    cells = [line.split(":")[0] for line in told(leeds, HEAD, *rows)]
    assert sorted(cells) == sorted(f"Cell {column}{number}" for number in range(2, 32) for column in "ABD")
    assert [problem.level for problem in took(leeds, HEAD, *rows).problems] == ["problem"] * 90, "no usual values were written"


@pytest.mark.parametrize("text", ["What did Leeds teach you?", "ما هو عملك ؟", "你做什么？", "Τι κάνεις;", "Τι κάνεις\u037e"])
def test_a_question_ends_as_its_script_ends_one(leeds, text):
    assert told(leeds, HEAD, [text, *ROW[1:]]) == []


@pytest.mark.parametrize("rows, words", [
    ([["text", "tpoic", "part"], ["What?", "advice", "advice"]], 'Cell B1: there is no field "tpoic". Did you mean "topic"?'),
    ([["text", "text"], ["What?", "What?"]], 'Cell B1: the column "text" is there twice.'),
    ([["text"], ["What?"]], "Cell A1: there is no column for topic and part."),
    ([[*HEAD, "Notes"], [*ROW, "ours"]], 'Cell G1: there is no field "Notes". Remove this column, or name it after a field: id, text, topic, part, '),
    ([["What did Leeds teach you?", "path", "closing"]], "Cell A1: the first row does not name the columns. Write the names of the columns in a row above the questions: text, topic and part at least."),
    ([["Tell me more", "path", "story"]], "Cell A1: the first row does not name the columns."),
])  # fmt: skip
def test_a_slip_in_a_header_is_told(leeds, rows, words):
    assert len(told(leeds, *rows)) == 1 and told(leeds, *rows)[0].startswith(words), told(leeds, *rows)


def test_the_row_that_names_the_columns_may_stand_below_a_title(leeds):
    found = took(leeds, ["Our questions"], [], ["Question", "Topic", "Part"], ROW[:3])
    assert [entry["text"] for entry in found.add] == [ROW[0]]
    assert found.problems[0].what == "Row 3 names the columns, so what stands above it was left out." and found.problems[0].level == "note"
    assert told(leeds, ["Our questions"], HEAD, ["What?", "advise", *ROW[2:]])[0].startswith("Cell B3:"), "cells are counted from the top of the sheet"


def test_what_stands_in_a_column_without_a_name_is_told(leeds):
    full = [*HEAD, "goals", "audiences", "risk"]
    found = took(leeds, [*full, ""], [*ROW, "explore", "any", "0"], ["What else?", *ROW[1:], "explore", "any", "0", "ours", "too"])
    assert [(problem.what, problem.level) for problem in found.problems] == [(f"Cell {cell}: this column has no name, so what it holds was left out.", "note") for cell in ("J3", "K3")]


@pytest.mark.parametrize("goals", ["explore, study", "explore/study", "explore\nstudy", "explore ;study", "explore|study,"])
def test_several_ids_in_a_cell_stand_apart_in_any_usual_way(leeds, goals):
    assert took(leeds, [*HEAD, "goals"], [*ROW, goals]).add[0]["goals"] == ["explore", "study"]


@pytest.mark.parametrize("again", ["What did Leeds teach you?", " what did  LEEDS teach you? "])
def test_a_new_question_that_stands_in_the_sheet_twice_is_told(leeds, again):
    assert told(leeds, HEAD, ROW, ["How did Leeds help?", *ROW[1:]], [again, *ROW[1:]]) == ["Cell A4: this question stands in row 2 already. Take one of the two rows out."]


def test_an_id_that_stands_in_the_sheet_twice_is_told_as_an_id(leeds):
    rows = [["id", *HEAD], ["first-month", *ROW], ["first-month", "What else did Leeds teach you?", *ROW[1:]]]
    assert told(leeds, *rows) == ['Cell A3: the id "first-month" stands in row 2 already. Empty this cell if the row is a new question, or take one of the two rows out.']


@pytest.mark.parametrize("typed, means", [("First-Month", "first-month"), ("first month", "first-month"), ("first_month", "first-month"), ("leeds-frist-month", ""), ("q7", "")])
def test_an_id_means_the_question_of_the_kit_whatever_its_capitals_and_hyphens(leeds, typed, means):
    found = took(leeds, ["id", *HEAD], [typed, *ROW])
    assert (list(found.change), len(found.add)) == ([means] if means else [], 0 if means else 1)


@pytest.mark.parametrize("typed", ["frist-month", "first-months", "Frist Month"])
def test_an_id_near_to_one_of_the_kit_is_asked_about(leeds, typed):
    assert told(leeds, ["id", *HEAD], [typed, *ROW]) == [f'Cell A2: there is no question with the id "{typed}". Did you mean "first-month"? For a new question, empty this cell.']


@pytest.mark.parametrize("place, typed", [("A", "first-month"), ("A", "First Month"), ("B", "")])
def test_a_hidden_question_does_not_come_back_by_a_sheet(tmp_path, place, typed):
    checked = check(write(tmp_path / "leeds", {"data/questions.yml": "questions:\n  hide: [first-month]\n"}))
    text = ROW[0] if typed else kit().kit.questions["first-month"].text
    file = f"{checked.edition.name}/data/questions.yml"
    assert told(checked, ["id", *HEAD], [typed, text, *ROW[1:]]) == [f'Cell {place}2: the question "first-month" is hidden in your edition. Take its id out of hide: in {file}, or this row out.']


def test_two_rows_about_one_question_of_the_kit_are_told(leeds):
    words = leeds.toolkit.kit.questions["first-month"].text
    assert told(leeds, ["id", *HEAD], ["first-month", "What came first?"], ["", words.upper()]) == ["Cell B3: this question stands in row 2 already. Take one of the two rows out."]


def test_a_question_of_the_kit_that_differs_becomes_a_change_and_the_same_one_nothing(leeds):
    rows = list(rows_of(leeds))
    head, first, second = rows[0], rows[1], list(rows[2])
    second[head.index("text")] = "What else would you do?"
    found = took(leeds, head, first, second)
    assert (found.add, found.same, found.change) == ([], 1, {second[0]: {"text": "What else would you do?"}})


def test_what_is_exported_and_taken_back_says_nothing_new(leeds):
    rows = list(rows_of(leeds))
    for raw in (as_csv(rows), as_xlsx(rows, "questions")):
        found = import_rows(read(raw), leeds)
        assert (found.problems, found.overlay["questions"], found.same) == ([], {}, len(rows) - 1)
    assert rows[0] == columns_of(leeds)


def edited(leeds, *cells: tuple[int, str, str], rows: slice = slice(None)) -> list[str]:
    """What is said of the exported bank, taken back with some cells changed or without some rows."""
    sheet = [list(row) for row in rows_of(leeds)]
    for row, name, text in cells:
        sheet[row][sheet[0].index(name)] = text
    found = took(leeds, sheet[0], *sheet[1:][rows])
    assert found.overlay["questions"] == {}
    return [f"{problem.what} {problem.todo}" for problem in found.problems]


def test_cells_that_were_emptied_are_told_since_they_change_nothing(leeds):
    name, file = list(rows_of(leeds))[1][0], f"{leeds.edition.name}/data/questions.yml"
    told = f'Cell P2: an empty cell changes nothing: "{name}" keeps its why.'
    assert edited(leeds, (1, "why", "")) == [f'{told} To take something away, write why: "" for it under change: in {file}.']
    assert edited(leeds, (1, "why", ""), (2, "goals", ""))[0].startswith(f"{told} The same goes for 1 other empty cell. ")
    assert edited(leeds, (1, "goals", "")) == [f'Cell E2: an empty cell changes nothing: "{name}" keeps its goals. Write in the cell what it should be.']


@pytest.mark.parametrize("field", ["why", "best_for", "tiara", "weight", "needs_research"])
def test_what_is_said_of_an_emptied_cell_takes_its_words_away(leeds, field, tmp_path):
    entry = next(entry for document in kit().documents["questions"] for entry in document.value["questions"] if field in entry)
    checked = check(write(tmp_path / "leeds", {"data/questions.yml": f'questions:\n  change:\n    {entry["id"]}:\n      {field}: ""\n'}))
    assert checked.problems == [] and getattr(checked.toolkit.kit.questions[entry["id"]], field) != entry[field]


def test_rows_that_were_deleted_are_told_since_they_hide_nothing(leeds):
    todo = f"To hide some, write their ids under hide: in {leeds.edition.name}/data/questions.yml."
    there = len(kit().kit.questions)
    assert edited(leeds, rows=slice(50)) == [f"{there - 50} questions of the bank are not in this sheet; they stay. {todo}"]
    assert edited(leeds, rows=slice(there - 1)) == [f"1 question of the bank is not in this sheet; it stays. {todo}"]
    assert not any("of the bank" in problem.what for problem in took(leeds, HEAD, ROW).problems), "a sheet of new questions says nothing of the others"


def test_ids_that_were_sorted_without_their_rows_are_told(leeds):
    ids = [row[0] for row in rows_of(leeds)][1:3]
    assert edited(leeds, (1, "id", ids[1]), (2, "id", ids[0])) == [
        f'Cell B2: these words belong to "{ids[0]}", and this row is about "{ids[1]}". Sort whole rows, not the ids alone; or write other words.',
        f'Cell B3: these words belong to "{ids[1]}", and this row is about "{ids[0]}". Sort whole rows, not the ids alone; or write other words.',
    ]


def read(raw: bytes, names_columns=bool) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "q"
        path.write_bytes(raw)
        return read_table(path, "q", names_columns)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_however_a_spreadsheet_program_wrote_it(encoding, mark):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark).writerows([["text", "topic", "part"], [" Où est-ce ? ", "advice", 'a "b"']])
    assert read(out.getvalue().encode(encoding)).rows == [["text", "topic", "part"], ["Où est-ce ?", "advice", 'a "b"']]


def test_a_line_that_tells_excel_the_sign_between_cells_is_no_row_and_keeps_its_number():
    assert read(b"sep=;\r\ntext;topic\r\nOne, two?;advice\r\n").rows == [[], ["text", "topic"], ["One, two?", "advice"]]


def test_the_sign_between_cells_is_that_of_the_row_that_names_the_columns():
    table = read(b"Ours, of 2026\ntext;topic\nOne, two, three?;advice\n", lambda row: row[:1] == ["text"])
    assert table.rows == [["Ours, of 2026"], ["text", "topic"], ["One, two, three?", "advice"]]


def test_a_double_quote_that_is_not_closed_is_told_where_it_opens():
    assert [problem.what for problem in read(b'text,topic\n"What?",advice\n"Why?,advice\nHow?,advice\n').problems] == ['Cell A3: a double quote is opened here and not closed: "Why?,advice…']
    assert read(b'text,topic\nA 5" pipe?,advice\n"Two\nlines?","advice\nmore"\n').problems == []


def workbook(*rows, before: dict[str, list] | None = None, merged: str = "") -> bytes:
    """A workbook of one sheet, after others with one row each, of which those that begin with a point are hidden."""
    book = openpyxl.Workbook()
    book.active.title = "Mine"
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    for place, (title, row) in enumerate((before or {}).items()):
        sheet = book.create_sheet(title, place)
        sheet.append(row)
        sheet.sheet_state = "hidden" if title.startswith(".") else "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_of_a_workbook_the_first_sheet_in_sight_that_names_its_columns_is_read(leeds):
    before = {".Old": HEAD, "Cover": ["Our questions", "for 2026"], "Empty": []}
    table = read(workbook(HEAD, ROW, before=before), lambda row: names_columns(row, leeds))
    assert (table.name, table.rows[0], table.others) == ("q:Mine", HEAD, ["Cover"])
    notes = [problem.what for problem in import_rows(table, leeds).problems]
    assert notes[-1] == "The sheet Mine was read, and not Cover." and "was read" not in "".join(problem.what for problem in import_rows(read(workbook(HEAD, ROW)), leeds).problems)
    assert read(workbook(["Nothing"], before=before), lambda row: names_columns(row, leeds)).name == "q:Cover", "what is said stands in the first one"


def test_a_merged_cell_is_told_where_its_words_are_missing(leeds):
    table = read(workbook(HEAD, ROW, ["What else?", None, *ROW[2:]], merged="B2:B3"))
    assert [problem.what for problem in import_rows(table, leeds).problems if problem.level == "problem"] == ["Cell B3: topic is empty; the words of a merged cell count for its first row only."]


def test_a_workbook_gives_texts_and_names_its_sheet():
    table = read(workbook(["text", "depth"], [" What? ", 3.0], [None, None], [True, 2.5]))
    assert (table.name, table.rows) == ("q:Mine", [["text", "depth"], ["What?", "3"], ["", ""], ["true", "2.5"]])


def test_formulas_and_dates_are_told_by_their_cells():
    table = read(workbook(["text", "depth"], ["=A1", date(2026, 1, 2)]))
    assert [problem.what for problem in table.problems] == ["Cell A2: this is a formula.", "Cell B2: this is a date."]


def test_a_date_in_a_title_is_no_matter_and_one_in_a_row_is_told_once(leeds):
    raw = workbook(["Ours", date(2026, 1, 2)], ["text", "topic", "part", "minutes"], ["=A1", "advise", "advice", date(2026, 1, 2)])
    assert [problem.what.split(".")[0] for problem in import_rows(read(raw), leeds).problems if problem.level == "problem"] == ["Cell A3: this is a formula", "Cell D3: this is a date", 'Cell B3: "advise" is not one of the choices for topic']


@pytest.mark.parametrize("raw, words", [
    (b"", "There is nothing in this sheet."), (b"\n\n,,\n", "There is nothing in this sheet."), (b"a\0b", "This is neither a .csv nor an .xlsx file."),
    (b"%PDF-1.4 hello\n", "This is neither a .csv nor an .xlsx file."), (b"\n<!doctype html>", "This is neither a .csv nor an .xlsx file."), (b'{"text": "What?"}', "This is neither a .csv nor an .xlsx file."), (b'[{"text": "What?"}]', "This is neither a .csv nor an .xlsx file."),
    (b"PK\x03\x04nothing", "This workbook cannot be opened."), (b"\xd0\xcf\x11\xe0old", "This is an old kind of spreadsheet."),
])  # fmt: skip
def test_a_file_that_is_no_table_is_told(raw, words):
    assert [problem.what for problem in read(raw).problems] == [words]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=200) | st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6).map(lambda rows: as_csv([["text", "topic", "part"], *rows])))
def test_no_table_makes_it_crash(leeds, raw):
    assert all(problem.line >= 1 and problem.column >= 1 for problem in import_rows(read(raw), leeds).problems)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", " =1"])
def test_no_cell_is_taken_for_a_formula_and_comes_back_as_it_was(text):
    raw = as_csv([["text"], [text]])
    assert b"'" in raw and read(raw).rows[1] == [text.strip()]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([["text"], [text]], "q"))).active
    assert sheet["A2"].data_type == "s" and read(as_xlsx([["text"], [text]], "q")).rows[1] == [text.strip()]


def test_cells_are_named_as_in_a_spreadsheet():
    assert [cell(0, 0), cell(2, 25), cell(9, 26), cell(0, 701), cell(0, 702)] == ["A1", "Z3", "AA10", "ZZ1", "AAA1"]


def test_imported_questions_are_written_and_never_over_others(tmp_path):
    folder = write(tmp_path / "leeds", {})
    checked = check(folder)
    put_questions(checked, took(checked, HEAD, ROW).overlay, merge=False)
    again = check(folder)
    assert again.problems == [] and "leeds-what-did-leeds-teach-you" in again.toolkit.kit.questions
    more = took(again, HEAD, ["How did Leeds help?", *ROW[1:]])
    with pytest.raises(Refused):
        put_questions(again, more.overlay, merge=False)
    put_questions(again, more.overlay, merge=True)
    assert check(folder).problems == [] and len(check(folder).entries["questions"]) == len(checked.toolkit.kit.questions) + 2
    assert (folder / "data" / "questions.yml~").is_file()


@pytest.fixture
def ours(tmp_path):
    """A checked edition that took one question from a sheet, and has a remark in its file."""
    folder = write(tmp_path / "leeds", {"data/questions.yml": "# Ours.\nquestions:\n  change:\n    first-month:\n      text: What came first?\n"})
    put_questions(check(folder), took(check(folder), HEAD, ROW).overlay, merge=True)
    return check(folder)


def test_a_sheet_taken_twice_says_nothing_new_whatever_its_spaces_and_capitals(ours):
    for text in (ROW[0], " what did  LEEDS teach you? ", "WHAT CAME FIRST?"):
        row = [text, *ROW[1:]] if "LEEDS" in text.upper() else [text, "", "", "", "", ""]
        found = took(ours, HEAD, row)
        assert (found.add, found.change, found.same, found.problems) == ([], {}, 1, []), text
    found = took(ours, ["id", *HEAD], ["q7", *ROW], ["q7", "Another question?", *ROW[1:]])
    assert [entry["id"] for entry in found.add] == ["leeds-q7"] and found.same == 1, "ids of a sheet's own may come again for other questions"


def test_a_known_question_that_differs_is_changed_where_it_stands(ours):
    first_month = ours.toolkit.kit.questions["first-month"]
    found = took(ours, HEAD, [*ROW[:3], "3", *ROW[4:]], ["what came first?", first_month.topic, first_month.part, "3", "", ""])
    assert (found.add, found.same, found.change) == ([], 0, {"leeds-what-did-leeds-teach-you": {"depth": 3}, "first-month": {"depth": 3}})
    put_questions(ours, found.overlay, merge=True)
    again = check(ours.edition.folder)
    assert again.problems == [] and again.edition.overlays["questions"].value["questions"]["change"] == {"first-month": {"text": "What came first?", "depth": 3}}
    assert again.toolkit.kit.questions["leeds-what-did-leeds-teach-you"].depth == 3


def test_an_id_of_ours_is_not_given_to_other_words(ours):
    assert told(ours, ["id", *HEAD], ["leeds-what-did-leeds-teach-you", "Another question?", *ROW[1:]])[0].startswith('Cell A2: "leeds-what-did-leeds-teach-you" is already a question of this edition, with other words.')


def test_the_file_with_remarks_is_kept_through_every_import(ours):
    folder = ours.edition.folder / "data"
    name, kept = put_questions(ours, took(ours, HEAD, ["How did Leeds help?", *ROW[1:]]).overlay, merge=True)
    assert (name, kept) == (f"{ours.edition.name}/data/questions.yml", "questions.yml2~")
    assert (folder / "questions.yml~").read_text(encoding="utf-8").startswith("# Ours.") and "# Ours." not in (folder / "questions.yml").read_text(encoding="utf-8")


def test_two_overlays_put_together_keep_both():
    assert merged({"change": {"a": {"x": 1, "y": 1}}, "hide": ["b"]}, {"change": {"a": {"y": 2}}, "hide": ["b", "c"], "add": [{"id": "d"}]}) == {"change": {"a": {"x": 1, "y": 2}}, "hide": ["b", "c"], "add": [{"id": "d"}]}


def test_a_workbook_that_swells_is_not_opened(monkeypatch):
    monkeypatch.setattr(tables, "LARGEST_INSIDE", 100)
    assert read(workbook(["text"])).problems[0].what == "This workbook is too large to be opened safely."
