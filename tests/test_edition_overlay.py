"""The overlay itself: change, hide, add, order on entries with ids; and the colour that an edition may have. Pure functions."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.document import Document
from macros.edition.colour import CARD, DARK_CARD, DARK_PAPER, ENOUGH, PAPER, contrast, is_readable, nearest_readable
from macros.edition.merging import merged
from macros.edition.overlay import VERBS, kind_of, lay, provenance
from macros.edition.tracked import Origin, Tracked
from macros.edition.writing import yaml_of
from macros.load import load_text

BASE = [{"id": name, "text": f"Words of {name}.", "tags": ["x"], "act": {"text": "Do.", "minutes": 2}, "items": [{"id": "one", "text": "One."}, {"id": "two", "text": "Two."}]} for name in ("a", "b", "c", "d")]


def base(values=BASE) -> list[Tracked]:
    return kind_of([Document("data/things.yml", {"things": values})], "things")


def laid(overlay: dict, entries=None, layer: str = "leeds"):
    return lay(base() if entries is None else entries, overlay, Origin(layer, Document(f"editions/{layer}/data/things.yml", {"things": overlay}), ("things",)))


def values(overlay: dict, entries=None) -> list[dict]:
    return [entry.value for entry in laid(overlay, entries).entries]


def ids(overlay: dict) -> list[str]:
    return [entry["id"] for entry in values(overlay)]


def test_change_replaces_only_the_fields_it_names():
    assert values({"change": {"b": {"text": "Other words.", "tags": ["y", "z"]}}})[1] == {**BASE[1], "text": "Other words.", "tags": ["y", "z"]}


def test_change_of_a_group_of_fields_leaves_its_other_fields():
    assert values({"change": {"b": {"act": {"minutes": 5}}}})[1]["act"] == {"text": "Do.", "minutes": 5}


@pytest.mark.parametrize("nothing", ["", []])
def test_an_empty_text_or_list_takes_a_field_away(nothing):
    assert "tags" not in values({"change": {"a": {"tags": nothing}}})[0]


def test_a_list_of_entries_inside_an_entry_takes_the_same_four_verbs():
    overlay = {"change": {"a": {"items": {"change": {"two": {"text": "Other."}}, "hide": ["one"], "add": [{"id": "leeds-x", "text": "New."}], "order": ["leeds-x"]}}}}
    assert values(overlay)[0]["items"] == [{"id": "leeds-x", "text": "New."}, {"id": "two", "text": "Other."}]
    assert list(laid(overlay).hidden) == [("a", "items", "one")]


def test_a_list_of_entries_inside_an_entry_may_be_written_anew():
    assert values({"change": {"a": {"items": [{"id": "three", "text": "Three."}]}}})[0]["items"] == [{"id": "three", "text": "Three."}]


def test_hide_takes_entries_out_and_remembers_where_that_was_written():
    found = laid({"hide": ["c", "a"]})
    assert [entry.value["id"] for entry in found.entries] == ["b", "d"]
    assert {path: origin.path for path, origin in found.hidden.items()} == {("a",): ("things", "hide", 1), ("c",): ("things", "hide", 0)}


def test_added_entries_come_last_and_order_puts_the_named_ones_first():
    assert ids({"add": [{"id": "leeds-x"}, {"id": "leeds-y"}]}) == ["a", "b", "c", "d", "leeds-x", "leeds-y"]
    assert ids({"add": [{"id": "leeds-x"}], "order": ["leeds-x", "c"]}) == ["leeds-x", "c", "a", "b", "d"]


def test_an_old_name_means_the_entry_that_had_it():
    entries = base([{**BASE[0], "id": "new", "renamed_from": ["a"]}, *BASE[1:]])
    assert [entry["id"] for entry in values({"change": {"a": {"text": "Mine."}}, "order": ["d", "a"]}, entries)] == ["d", "new", "b", "c"]
    assert values({"change": {"a": {"text": "Mine."}}}, entries)[0]["text"] == "Mine."
    assert list(laid({"hide": ["a"]}, entries).hidden) == [("new",)]


def test_every_field_knows_who_wrote_it_and_where():
    first = laid({"change": {"a": {"text": "One.", "act": {"text": "Try."}}}, "add": [{"id": "one-x", "text": "X."}]}, layer="one").entries
    both = laid({"change": {"a": {"text": "Two.", "act": {"minutes": 9}}, "one-x": {"text": "Y."}}}, first, layer="two").entries
    named = {entry.value["id"]: provenance(entry, ["one", "two"]) for entry in both}
    assert named == {"a": {"text": "two", "act": "two"}, "b": {}, "c": {}, "d": {}, "one-x": {"*": "one", "text": "two"}}
    assert both[0].at(("text",)).document.name == "editions/two/data/things.yml" and both[0].at(("act", "minutes")).path == ("things", "change", "a", "act", "minutes")
    assert both[0].at(("act", "text")).document.name == "editions/one/data/things.yml" and both[1].at(("act", "text")).document.name == "data/things.yml"


names = st.sampled_from(["a", "b", "c", "d"])
fields = st.fixed_dictionaries({}, optional={"text": st.text(max_size=9), "tags": st.lists(st.text(max_size=3), max_size=3), "act": st.fixed_dictionaries({"minutes": st.integers(0, 9)})})


@st.composite
def overlays(draw, prefix: str = "leeds"):
    hidden = draw(st.lists(names, unique=True, max_size=3))
    changed = draw(st.dictionaries(names.filter(lambda name: name not in hidden), fields, max_size=3))
    added = [{"id": f"{prefix}-{number}", "text": text} for number, text in enumerate(draw(st.lists(st.text(max_size=9), max_size=3)))]
    order = draw(st.lists(st.sampled_from(["a", "b", "c", "d", *(entry["id"] for entry in added)]).filter(lambda name: name not in hidden), unique=True, max_size=4))
    whole = {"change": changed, "hide": hidden, "add": added, "order": order}
    return {verb: value for verb, value in whole.items() if value}


@given(overlays())
def test_the_order_in_a_file_does_not_matter(overlay):
    assert len({str(values({verb: overlay[verb] for verb in verbs if verb in overlay})) for verbs in itertools.permutations(VERBS)}) == 1


@given(overlays())
def test_nothing_below_is_ever_changed(overlay):
    before = str(BASE)
    entries = base()
    laid(overlay, entries)
    assert str(BASE) == before and [entry.value for entry in entries] == BASE


def test_an_empty_overlay_changes_nothing():
    assert values({}) == BASE


@given(overlays())
def test_laying_the_same_overlay_again_changes_nothing_more(overlay):
    once = laid(overlay).entries
    assert values(overlay, once) == [entry.value for entry in once]


@given(st.dictionaries(names, fields, max_size=4), st.dictionaries(names, fields, max_size=4))
def test_two_layers_are_the_layer_that_they_make_together(one, two):
    """Changes of whole fields; of two changes of a field, the later one counts."""
    flat = [{name: {key: value for key, value in parts.items() if key != "act"} for name, parts in layer.items()} for layer in (one, two)]
    together = merged({"change": flat[0]}, {"change": flat[1]})
    assert values({"change": flat[1]}, laid({"change": flat[0]}).entries) == values(together)


@given(overlays("one"), overlays("two"), overlays("three"))
def test_layers_are_laid_one_after_another_however_they_are_grouped(one, two, three):
    low = laid(two, laid(one, layer="one").entries, layer="two").entries
    assert values(three, low) == values(three, laid(two, laid(one).entries).entries)
    written = {entry.value["id"]: provenance(entry, ["one", "two", "three"]) for entry in laid(three, low, layer="three").entries}
    for name, parts in three.get("change", {}).items():
        for field in (field for field, value in parts.items() if name in written and value not in ("", [])):
            assert written[name][field] == "three", "the last writer wins"


plain = st.recursive(st.text(max_size=30) | st.integers(-10**6, 10**6) | st.booleans(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True), inner, min_size=1, max_size=3), max_leaves=12)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), plain, min_size=1))
def test_what_is_written_is_read_back_unchanged(value):
    document, problems = load_text(yaml_of(value), "x.yml")
    texts = [problem for problem in problems if "curly" not in problem.what.lower() and "character" not in problem.what and "depth" not in problem.what]
    if not problems:
        assert document.value == value
    else:
        assert texts == [], [problem.what for problem in texts]


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#FFFFFF") == 21 and contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_readable_neighbour_on_paper_and_on_dark_screens(number):
    colour = f"#{number:06X}"
    for dark, grounds in ((False, (PAPER, CARD)), (True, (DARK_PAPER, DARK_CARD))):
        near = nearest_readable(colour, dark)
        assert re.fullmatch("#[0-9A-F]{6}", near) and all(contrast(near, ground) >= ENOUGH for ground in grounds)
        assert near == colour or not is_readable(colour, dark)


@pytest.mark.parametrize("colour", ["#0B3D91", "#A51C30", "#1B5E20"], ids=["navy", "crimson", "green"])
def test_usual_colours_of_universities_stay_as_they_are(colour):
    assert nearest_readable(colour) == colour
