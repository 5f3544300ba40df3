/** How an element asks for paper. */

/** Prints the page, with or without what was written. How the page looks is main.js's and the stylesheet's business. */
export function print(element, blank) {
  element.dispatchEvent(new CustomEvent("ck-print", { bubbles: true, detail: { blank } }));
}
