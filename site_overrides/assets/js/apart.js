/** Data that a built page keeps in a script beside it, so that it comes only when somebody needs it. See macros/light.py. */

/** The data of an element: from its script or, in a preview, from the element itself. Fails where the script cannot be had. */
export async function dataOf(element) {
  if (!element.dataset.file) return JSON.parse(element.textContent);
  return (await import(new URL(element.dataset.file, element.baseURI))).default;
}
