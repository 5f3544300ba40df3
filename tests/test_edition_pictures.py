"""The kit's pictures in a centre's colour: the same drawing, another ink."""

import io

import pytest
from PIL import Image

from macros.edition.frame import PICTURES
from macros.edition.pictures import GROUNDS, INK, in_ink
from tests.machine import ROOT

PNGS = {name: (ROOT / "site_overrides" / name).read_bytes() for name in PICTURES}


def pixels(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def share_of(picture: Image.Image, colour: str) -> float:
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    return sum(count for count, found in picture.getcolors(1 << 24) if found == wanted) / (picture.width * picture.height)


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("ink", ["#0B3D91", "#9B1B30", "#14532D"])
def test_what_was_ink_is_in_the_new_colour_and_nothing_else_is(name, ink):
    before, after = pixels(PNGS[name]), pixels(in_ink(PNGS[name], ink))
    assert share_of(after, ink) == pytest.approx(share_of(before, INK), abs=0.003) and share_of(before, INK) > 0.03
    assert share_of(after, INK) == 0
    for ground in GROUNDS:
        assert share_of(after, ground) == pytest.approx(share_of(before, ground), abs=0.003)


@pytest.mark.parametrize("name", PICTURES)
def test_in_the_kits_own_ink_a_picture_stays_as_it_is(name):
    before, after = pixels(PNGS[name]).tobytes(), pixels(in_ink(PNGS[name], INK)).tobytes()
    assert max(abs(one - other) for one, other in zip(before, after)) <= 12, "edges are mixtures of ink and ground"
