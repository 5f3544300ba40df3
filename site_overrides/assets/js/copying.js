/** Text to the clipboard, or where a person can copy it themselves. */

/** Returns true when the text is on the clipboard; else it stands selected in a field at the end of `place`, named `name`. */
export async function copy(text, place, name) {
  place.querySelector(".ck-copy-all")?.remove();
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = Object.assign(place.ownerDocument.createElement("textarea"), { className: "ck-copy-all", readOnly: true, rows: 6, value: text });
    field.setAttribute("aria-label", name);
    place.append(field);
    field.focus();
    field.select();
    return false;
  }
}
