/** What is ours on a shelf where the browser keeps texts by key, and trying what it may refuse. Knows no page. */

/** The names on a shelf that are `own`, or begin with it and a colon. */
export function keysOf(shelf, own) {
  const names = Array.from({ length: shelf.length }, (_, index) => shelf.key(index));
  return names.filter((name) => name === own || name.startsWith(`${own}:`));
}

/** Removes all of them. */
export function sweep(shelf, own) {
  for (const name of keysOf(shelf, own)) shelf.removeItem(name);
}

/** What the work returns; undefined when the browser refuses it. */
export function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}
