/** Finds our elements on the page and brings only those to life. The only file that registers elements. */

const ELEMENTS = {
  "ck-bank": () => import("./elements/ck-bank.js"),
  "ck-builder": () => import("./elements/ck-builder.js"),
  "ck-compare": () => import("./elements/ck-compare.js"),
  "ck-checklist": () => import("./elements/ck-checklist.js"),
  "ck-message": () => import("./elements/ck-message.js"),
  "ck-self-check": () => import("./elements/ck-self-check.js"),
  "ck-find": () => import("./elements/ck-find.js"),
  "ck-next": () => import("./elements/ck-next.js"),
  "ck-people": () => import("./elements/ck-people.js"),
  "ck-person": () => import("./elements/ck-person.js"),
  "ck-dates": () => import("./elements/ck-dates.js"),
  "ck-receipt": () => import("./elements/ck-receipt.js"),
  "ck-saved": () => import("./elements/ck-saved.js"),
  "ck-pack": () => import("./elements/ck-pack.js"),
  "ck-planner": () => import("./elements/ck-planner.js"),
  "ck-timer": () => import("./elements/ck-timer.js"),
  "ck-worksheet": () => import("./elements/ck-worksheet.js"),
};

const WITHOUT_FORM = ["ck-next", "ck-people", "ck-saved"];

const started = new Set();
let store;

const begun = start(found(namesSomebody() ? ":not([data-late=near])" : ":not([data-late])"));
for (const late of document.querySelectorAll("[data-late=near]")) whenNear(late, () => start([late.localName]));
const withPeople = found("[data-late=people]");
if (withPeople.length) begun.then(() => whenSomebody(() => start(withPeople)));

function found(where) {
  return Object.keys(ELEMENTS).filter((tag) => document.querySelector(tag + where));
}

async function start(tags) {
  const fresh = tags.filter((tag) => !started.has(tag));
  for (const tag of fresh) started.add(tag);
  const keeping = fresh.filter((tag) => tag !== "ck-bank");
  if (fresh.length > keeping.length) bringToLife("ck-bank");
  if (!keeping.length) return;
  fetchAhead(keeping);
  const { open } = await import("./store.js");
  store ??= open(document.querySelector("meta[name=ck-site]")?.content || "coffee-chat-kit");
  for (const tag of keeping) bringToLife(tag);
}

/** An element below a long text gets its code when it is nearly in view, or in use. What was ticked until then counts: see keeping.js. */
function whenNear(element, begin) {
  const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && come(), { rootMargin: "50%" });
  const come = () => {
    watch.disconnect();
    begin();
  };
  watch.observe(element);
  element.addEventListener("focusin", come, { once: true });
}

/** What only shows people comes when there is one, or when the address names one. */
function whenSomebody(begin) {
  const stop = new AbortController();
  const look = () => {
    if (!namesSomebody() && !Object.keys(store.snapshot().people).length) return;
    stop.abort();
    begin();
  };
  addEventListener("hashchange", look, { signal: stop.signal });
  stop.signal.addEventListener("abort", store.subscribe(look));
  look();
}

function namesSomebody() {
  return location.hash.length > 1;
}

/** What the elements share, asked for at once: found one behind another, each would cost a slow phone one more round trip. */
function fetchAhead(tags) {
  if (tags.join() === "ck-next") return; // the home page has nothing to type
  const shared = [import("./copying.js"), import("./line.js"), import("./words.js")];
  if (tags.some((tag) => !WITHOUT_FORM.includes(tag))) shared.push(import("./answers.js"), import("./keeping.js"));
  for (const early of shared) early.catch(() => {});
}

/** One that fails leaves the plain page it stood on, and never stops another. */
async function bringToLife(tag) {
  try {
    const { default: element } = await ELEMENTS[tag]();
    element.store = store;
    customElements.define(tag, element);
  } catch (problem) {
    console.error(`${tag} could not start.`, problem);
  }
}

// An element asks for paper; the page as a whole is dressed for it here.
const dress = (blank) => document.body.classList.toggle("ck-print-blank", blank);
document.addEventListener("ck-print", ({ detail }) => {
  dress(detail.blank);
  print();
});
addEventListener("afterprint", () => dress(false));
document.addEventListener("input", () => dress(false)); // where afterprint never comes, the next print still holds what is written

/** Large print is a switch beside the print buttons; it also holds for the browser's own print. */
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-action=large-print]")) return;
  for (const other of document.querySelectorAll("[data-action=large-print]")) other.checked = target.checked;
  document.body.classList.toggle("ck-large", target.checked);
});

/** The name of the sheet, or of page and site, for the margin of each printed page. */
addEventListener("beforeprint", () => {
  const title = document.querySelector("main [data-title]")?.dataset.title ?? document.title;
  document.documentElement.style.setProperty("--paper-name", JSON.stringify(title));
});
