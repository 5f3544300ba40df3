/** Reading and writing the named controls of a form: text, dates, choices, ticks. */

/** The controls of a form by name, in order. */
export function controlsOf(form) {
  const named = new Map();
  for (const control of form.querySelectorAll("[name]")) named.set(control.name, [...(named.get(control.name) ?? []), control]);
  return named;
}

/** A tick is a checkbox without a value of its own; checkboxes with values are choices. */
const isTick = (control) => control.type === "checkbox" && !control.hasAttribute("value");
const isChoice = (control) => control.type === "radio" || control.type === "checkbox";

/** What the controls of one name hold: text, a list of choices, or true. */
export function read(controls) {
  const [first] = controls;
  if (isTick(first)) return first.checked;
  const chosen = controls.filter((control) => control.checked).map((control) => control.value);
  if (first.type === "checkbox") return chosen;
  return first.type === "radio" ? chosen[0] ?? "" : first.value;
}

/** Puts a value into the controls of one name; anything that does not fit leaves them empty. */
export function write(controls, value) {
  const [first] = controls;
  if (isTick(first)) {
    first.checked = value === true;
  } else if (isChoice(first)) {
    const chosen = [value].flat();
    for (const control of controls) control.checked = chosen.includes(control.value);
  } else {
    const text = typeof value === "string" ? value : "";
    if (first.value !== text) first.value = text;
  }
}

/** Whether a person is in one of these controls right now. */
export function isFocused(controls) {
  return controls.some((control) => control.matches(":focus"));
}

/** A form as plain text: each label with what was written, chosen or ticked. */
export function plainText(form) {
  const lines = [];
  for (const controls of controlsOf(form).values()) {
    const [first] = controls;
    const label = labelOf(first);
    if (isTick(first)) {
      lines.push(`${first.checked ? "[x]" : "[ ]"} ${label}`);
      continue;
    }
    const answer = isChoice(first) ? controls.filter((control) => control.checked).map(labelOf).join(", ") : first.value;
    if (answer) lines.push(`${[...titlesOf(first), isChoice(first) ? "" : label].filter(Boolean).join(", ")}\n${answer}\n`);
  }
  return lines.join("\n").trim();
}

const labelOf = (control) => control.labels?.[0]?.textContent.trim() ?? "";

function titlesOf(control) {
  const legend = control.closest("fieldset")?.querySelector("legend")?.textContent.trim();
  return [legend, control.closest("[role=group]")?.getAttribute("aria-label")];
}
