// The theme fetches the whole search index with every page. Most visits never search, and a phone pays for it,
// so that one request waits until somebody opens the search.
{
  const waiting = new WeakSet();
  const { open, send } = XMLHttpRequest.prototype;
  const wanted = new Promise((resolve) => {
    if (new URLSearchParams(location.search).has("q")) resolve();
    for (const place of document.querySelectorAll("#__search, form[name=search]")) for (const sign of ["change", "focusin"]) place.addEventListener(sign, resolve, { once: true });
  });
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (String(address).endsWith("/search/search_index.json")) waiting.add(this);
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...rest) {
    if (waiting.has(this)) wanted.then(() => send.apply(this, rest));
    else send.apply(this, rest);
  };
  // The theme opens the search at a bare f, s or / and turns the page at p or n. Who dictates would set that off by talking.
  const alone = (event) => "fs/p,n.".includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
  addEventListener("keydown", (event) => { if (alone(event) && !event.target.closest?.("input, textarea, select, [contenteditable]")) event.stopImmediatePropagation(); }, true);
}
