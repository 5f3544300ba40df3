/** What paper needs that a screen does not: answers whole and at full length, ruled lines where nothing is written. */

const FITS_A_LINE = 90;
const LONG = 900;
const LINES_A_RULE = 0.67; // an answer is set closer than the ruled lines stand
const SPARE = 16; // ruled lines for what is left of the page, cut off where it ends

/** Writes each text field of a form once more, for paper only: a field shows no more than fits its box. */
export function mirror(form, blank) {
  for (const field of form.querySelectorAll("textarea, input:is([name], [data-date]):not([type=radio], [type=checkbox], [type=hidden])")) {
    const copy = mirrorOf(field);
    const isLine = field.localName === "input";
    const text = blank ? "" : shown(field);
    copy.classList.toggle("is-line", isLine);
    copy.classList.toggle("is-empty", !text);
    copy.classList.toggle("is-long", text.length > LONG);
    copy.replaceChildren(...(text ? [made(field, "answer", text)] : []), ...(isLine ? [] : room(field, text)));
  }
}

/** Keeps such copies while the page is being printed, and only then. */
export function mirrorInPrint(place, signal) {
  addEventListener("beforeprint", () => mirror(place, false), { signal });
  addEventListener("afterprint", () => removeMirrors(place), { signal });
}

/** Takes the copies away again, so that nothing cleared lingers in the page. */
export function removeMirrors(form) {
  for (const copy of form.querySelectorAll(".ck-mirror")) copy.remove();
}

function mirrorOf(field) {
  if (field.nextElementSibling?.classList.contains("ck-mirror")) return field.nextElementSibling;
  const copy = made(field, "ck-mirror", "", "div");
  copy.setAttribute("aria-hidden", "true");
  field.after(copy);
  return copy;
}

/** The ruled lines an answer leaves free, and those that the page may have room for besides. */
function room(field, text) {
  const free = Math.max(0, field.rows - Math.ceil(linesOf(field, text) * LINES_A_RULE));
  const rules = Array.from({ length: free + SPARE }, () => made(field, "rule"));
  const spare = made(field, "spare");
  spare.append(...rules.splice(free));
  return [...rules, spare];
}

function made(field, className, textContent = "", tag = "span") {
  return Object.assign(field.ownerDocument.createElement(tag), { className, textContent });
}

/** About how many lines an answer takes, in a column of a row fewer letters each. */
function linesOf(field, text) {
  const fits = FITS_A_LINE / (field.closest(".ck-row")?.querySelectorAll(".ck-cell").length ?? 1);
  return text ? text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / fits)), 0) : 0;
}

/** Text as a person reads it: a date in their own form. */
function shown(field) {
  if (field.type !== "date" || !field.valueAsDate) return field.value.trimEnd();
  return field.valueAsDate.toLocaleDateString(undefined, { dateStyle: "long", timeZone: "UTC" });
}
