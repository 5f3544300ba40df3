"""What WeasyPrint leaves undone: names in a hierarchy, words for screen readers, boxes that can be ticked, ruled lines, decoration.

The only file that knows pikepdf.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from macros.paper.blanks import ONE_OF, TICK, Blank, Form

MM, PIXEL = 72 / 25.4, 72 / 96
RULE = 8 * MM
SIZES = (11, 10, 9, 8)
WIDE, HIGH = 0.53, 1.362  # of the text face: a letter's usual width and a line's height, of its size
MULTILINE, NO_SPELLING = 1 << 12, 1 << 22
FONT = re.compile(rb"/(\S+) [\d.]+ Tf")


def mend(raw: bytes, form: Form) -> bytes:
    """A PDF whose form can be filled in everywhere. The same input gives the same bytes.

    Raises ValueError when the fields in the PDF are not those of `form`: the template and blanks.py disagree.
    """
    with Pdf.open(io.BytesIO(raw)) as pdf:
        _put_decoration_aside(pdf)
        if form.blanks:
            widgets = _widgets(pdf)
            if widgets.keys() != {blank.name for blank in form.blanks}:
                raise ValueError(f"Fields of the document and of the data differ: {sorted(widgets.keys() ^ {blank.name for blank in form.blanks})}")
            _order(pdf, widgets, form)
            _mend_fields(pdf, widgets, form)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, recompress_flate=True)
    return out.getvalue()


def _widgets(pdf: Pdf) -> dict[str, list[Object]]:
    """The boxes on the pages by the name WeasyPrint gave them; a choice of one has several."""
    found: dict[str, list[Object]] = {}
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if annotation.get("/Subtype") == Name.Widget:
                x0, y0, x1, y1 = (float(edge) for edge in annotation.Rect)
                annotation.Rect = Array([round(edge, 2) for edge in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))])
                found.setdefault(str(annotation.T), []).append(annotation)
    return found


def _order(pdf: Pdf, widgets: dict[str, list[Object]], form: Form) -> None:
    """The boxes of each page in reading order, after its links."""
    ranks = {widget.objgen: rank for rank, widget in enumerate(widget for blank in form.blanks for widget in widgets[blank.name])}
    for page in pdf.pages:
        if "/Annots" in page:
            page.Annots = Array(sorted(page.Annots, key=lambda annotation: ranks.get(annotation.objgen, -1)))


def _mend_fields(pdf: Pdf, widgets: dict[str, list[Object]], form: Form) -> None:
    acroform = pdf.Root.AcroForm
    font = _font(widgets)
    tree = _Tree(pdf, form.groups)
    for blank in form.blanks:
        boxes = widgets[blank.name]
        if blank.kind == ONE_OF:
            field = boxes[0].Parent
            _mend_choice(pdf, field, boxes, blank)
        else:
            (field,) = boxes
            _mend_tick(pdf, field, "Yes") if blank.kind == TICK else _mend_text(pdf, field, blank, font)
        field.TU = String(blank.tip)
        tree.put(blank.name, field)
    acroform.Fields = Array(tree.roots)
    acroform.DA = String(f"/{font} 11 Tf 0 g")
    del acroform["/NeedAppearances"]


def _font(widgets: dict[str, list[Object]]) -> str:
    """What the text face is called in the resources."""
    return next(FONT.search(bytes(box.DA)).group(1).decode() for boxes in widgets.values() for box in boxes if "/DA" in box)


class _Tree:
    """Fields by their dotted names: a part of a name must hold no full stop."""

    def __init__(self, pdf: Pdf, groups: dict[str, str]):
        self._pdf, self._groups = pdf, groups
        self._nodes: dict[str, Object] = {}
        self.roots: list[Object] = []

    def put(self, name: str, field: Object) -> None:
        """Hangs a field below its groups."""
        above, _, own = name.rpartition(".")
        field.T = String(own)
        if above:
            field.Parent = self._group(above)
            field.Parent.Kids.append(field)
        else:
            self.roots.append(field)

    def _group(self, name: str) -> Object:
        if name not in self._nodes:
            node = self._nodes[name] = self._pdf.make_indirect(Dictionary(Kids=Array()))
            self.put(name, node)
            if name in self._groups:
                node.TU = String(self._groups[name])
        return self._nodes[name]


def _mend_text(pdf: Pdf, field: Object, blank: Blank, font: str) -> None:
    width, height = _size(field)
    field.DA = String(f"/{font} {_letter_size(width, height, blank)} Tf 0 g")
    field.Ff = MULTILINE | NO_SPELLING if blank.lines else NO_SPELLING
    if blank.max:
        field.MaxLen = blank.max
    elif "/MaxLen" in field:
        del field["/MaxLen"]
    rules = "".join(f"0 {height - RULE * n:.2f} m {width:.2f} {height - RULE * n:.2f} l S\n" for n in range(1, blank.lines) if RULE * n < height - 1)
    lines = f"q 0.33 G 0.71 w\n{rules}Q\n" if rules else ""
    field.AP = Dictionary(N=_appearance(pdf, width, height, f"{lines}/Tx BMC EMC"))


def _letter_size(width: float, height: float, blank: Blank) -> int:
    """The largest size at which the longest answer fits its box; 0, the viewer's own choice, when even the smallest is too large."""
    for size in SIZES:
        rows = max(1, int((height - 2) / (size * HIGH))) if blank.lines else 1
        if blank.max * WIDE * size <= (width - 4) * rows:
            return size
    return 0


def _mend_tick(pdf: Pdf, box: Object, state: str) -> None:
    width, height = _size(box)
    tick = f"q 1.6 w 1 J 1 j {width * 0.2:.2f} {height * 0.52:.2f} m {width * 0.42:.2f} {height * 0.26:.2f} l {width * 0.82:.2f} {height * 0.8:.2f} l S Q"
    _mend_button(pdf, box, state, tick, "4")


def _mend_choice(pdf: Pdf, group: Object, boxes: list[Object], blank: Blank) -> None:
    """One of several: each box is called as its option is in the data."""
    if len(boxes) != len(blank.options):
        raise ValueError(f"{blank.name} has {len(boxes)} boxes for {len(blank.options)} options")
    for box, option in zip(boxes, blank.options):
        width, height = _size(box)
        _mend_button(pdf, box, option.value, _dot(width / 2, height / 2, min(width, height) * 0.3), "l")
        box.Parent = group
        box.TU = String(option.tip)
        for key in ("/T", "/FT", "/Ff", "/V"):
            if key in box:
                del box[key]
    group.Kids = Array(boxes)
    group.V = Name.Off
    if "/Opt" in group:
        del group["/Opt"]


def _mend_button(pdf: Pdf, box: Object, state: str, drawn: str, sign: str) -> None:
    width, height = _size(box)
    box.AP = Dictionary(N=Dictionary({f"/{state}": _appearance(pdf, width, height, drawn), "/Off": _appearance(pdf, width, height, "")}))
    box.AS = Name.Off
    box.MK = Dictionary(CA=String(sign))
    box.DA = String("/ZaDb 0 Tf 0 g")
    if "/V" in box:
        box.V = Name.Off


def _dot(x: float, y: float, r: float) -> str:
    """A filled circle, as four curves."""
    k = r * 0.5523
    points = [(r, k, k, r, 0, r), (-k, r, -r, k, -r, 0), (-r, -k, -k, -r, 0, -r), (k, -r, r, -k, r, 0)]
    curves = "".join(f"{x + a:.2f} {y + b:.2f} {x + c:.2f} {y + d:.2f} {x + e:.2f} {y + f:.2f} c " for a, b, c, d, e, f in points)
    return f"q {x + r:.2f} {y:.2f} m {curves}f Q"


def _appearance(pdf: Pdf, width: float, height: float, drawn: str) -> Object:
    return pdf.make_stream(drawn.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, round(width, 2), round(height, 2)]), Resources=Dictionary())


def _size(box: Object) -> tuple[float, float]:
    x0, y0, x1, y1 = (float(edge) for edge in box.Rect)
    return x1 - x0, y1 - y0


def _put_decoration_aside(pdf: Pdf) -> None:
    """Drawings without words, and what stands in the margins of a page, leave the structure and become artifacts."""
    kept = set()
    for element in list(_elements(pdf.Root.StructTreeRoot.K[0])):
        element.K = Array([kid for kid in element.K if not _is_decoration(kid)])
        kept.add(element.objgen)
        if element.S == Name.Figure:
            x0, y0, x1, y1 = (float(edge) * PIXEL for edge in element.A.BBox)  # given in pixels from the top
            top = float(element.Pg.MediaBox[3])
            element.A.BBox = Array([round(edge, 2) for edge in (x0, top - y1, x1, top - y0)])
    places = pdf.Root.StructTreeRoot.ParentTree.Nums
    for page, marks in zip(pdf.pages, (places[n] for n in range(1, len(places), 2))):
        aside = {number for number, element in enumerate(marks) if element is not None and element.objgen not in kept}
        if aside:
            for number in aside:
                marks[number] = None
            page.Contents = pdf.make_stream(_without(page, aside))


def _is_decoration(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/S") == Name.Figure and "/Alt" not in kid


def _elements(element: Object) -> Iterator[Object]:
    yield element
    for kid in element.K:
        if isinstance(kid, Dictionary) and "/S" in kid and not _is_decoration(kid):
            yield from _elements(kid)


def _without(page: pikepdf.Page, aside: set[int]) -> bytes:
    """The drawing of a page with the marks of those numbers changed to artifacts."""
    instructions = list(pikepdf.parse_content_stream(page))
    for place, (operands, operator) in enumerate(instructions):
        if str(operator) == "BDC" and isinstance(operands[1], Dictionary) and int(operands[1].get("/MCID", -1)) in aside:
            instructions[place] = pikepdf.ContentStreamInstruction([Name.Artifact], pikepdf.Operator("BMC"))
    return pikepdf.unparse_content_stream(instructions)
