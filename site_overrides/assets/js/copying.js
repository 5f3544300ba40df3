/** Text to the clipboard, or where a person can copy it themselves. */

/** Returns true when the text is on the clipboard; else it stands selected in a field behind the button that was pressed, named like it. */
export async function copy(text, button) {
  const place = button.parentElement;
  place.querySelector(".ck-copy-all")?.remove();
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = Object.assign(place.ownerDocument.createElement("textarea"), { className: "ck-copy-all", readOnly: true, rows: 6, value: text });
    field.setAttribute("aria-label", button.textContent.trim());
    place.append(field);
    field.focus();
    field.select();
    return false;
  }
}
