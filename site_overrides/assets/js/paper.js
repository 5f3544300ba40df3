/** What paper needs that a screen does not: answers whole and at full length, ruled lines where nothing is written. */

const FITS_A_LINE = 90;
const LONG = 900;

/** Prints the page, with or without what was written. How the page looks is main.js's and the stylesheet's business. */
export function print(element, blank) {
  element.dispatchEvent(new CustomEvent("ck-print", { bubbles: true, detail: { blank } }));
}

/** Writes each text field of a form once more, for paper only: a field shows no more than fits its box. */
export function mirror(form, blank) {
  for (const field of form.querySelectorAll("textarea, input[name]:not([type=radio], [type=checkbox], [type=hidden])")) {
    const copy = mirrorOf(field);
    const isLine = field.localName === "input";
    const text = blank ? "" : shown(field);
    const free = isLine ? 0 : Math.max(0, field.rows - linesOf(text));
    copy.classList.toggle("is-line", isLine);
    copy.classList.toggle("is-empty", !text);
    copy.classList.toggle("is-long", text.length > LONG);
    copy.replaceChildren(text, ...Array.from({ length: free }, () => rule(field)));
  }
}

/** Takes the copies away again, so that nothing cleared lingers in the page. */
export function removeMirrors(form) {
  for (const copy of form.querySelectorAll(".ck-mirror")) copy.remove();
}

function mirrorOf(field) {
  if (field.nextElementSibling?.classList.contains("ck-mirror")) return field.nextElementSibling;
  const copy = Object.assign(field.ownerDocument.createElement("div"), { className: "ck-mirror" });
  copy.setAttribute("aria-hidden", "true");
  field.after(copy);
  return copy;
}

function rule(field) {
  return Object.assign(field.ownerDocument.createElement("span"), { className: "rule" });
}

function linesOf(text) {
  return text ? text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / FITS_A_LINE)), 0) : 0;
}

/** Text as a person reads it: a date in their own form. */
function shown(field) {
  if (field.type !== "date" || !field.valueAsDate) return field.value.trimEnd();
  return field.valueAsDate.toLocaleDateString(undefined, { dateStyle: "long", timeZone: "UTC" });
}
