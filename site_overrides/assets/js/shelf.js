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

/** Moves a text that cannot be read from its key to one beside it. Returns whether that worked; if not, it is back in its place. */
export function setAside(shelf, key, text) {
  const name = `${key}:set-aside`;
  const moved = attempt(() => {
    shelf.removeItem(key); // first, because the shelf may not have room for it twice
    shelf.setItem(shelf.getItem(name) === null ? name : `${name}-${Date.now()}`, text);
    return true;
  });
  if (!moved) attempt(() => shelf.setItem(key, text));
  return Boolean(moved);
}

/** Every text set aside. */
export function textsSetAside(shelf, key) {
  return keysOf(shelf, key).filter((name) => name.startsWith(`${key}:set-aside`)).map((name) => shelf.getItem(name));
}
