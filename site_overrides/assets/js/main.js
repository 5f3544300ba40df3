/** Finds our elements on the page and brings only those to life. The only file that registers elements. */

const ELEMENTS = {
  "ck-bank": () => import("./elements/ck-bank.js"),
  "ck-builder": () => import("./elements/ck-builder.js"),
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
  "ck-planner": () => import("./elements/ck-planner.js"),
  "ck-timer": () => import("./elements/ck-timer.js"),
  "ck-worksheet": () => import("./elements/ck-worksheet.js"),
};

const present = Object.keys(ELEMENTS).filter((tag) => document.querySelector(tag));
const keeping = present.filter((tag) => tag !== "ck-bank");

for (const tag of present) if (!keeping.includes(tag)) bringToLife(tag);
if (keeping.length) {
  if (keeping.join() !== "ck-next") fetchAhead(); // the home page has nothing to type
  const { open } = await import("./store.js");
  const store = open(document.querySelector("meta[name=ck-site]")?.content || "coffee-chat-kit");
  for (const tag of keeping) bringToLife(tag, store);
}

/** What the elements share, asked for at once: found one behind another, each would cost a slow phone one more round trip. */
function fetchAhead() {
  for (const early of [import("./answers.js"), import("./copying.js"), import("./keeping.js"), import("./line.js"), import("./words.js")]) early.catch(() => {});
}

/** One that fails leaves the plain page it stood on, and never stops another. */
async function bringToLife(tag, store) {
  try {
    const { default: element } = await ELEMENTS[tag]();
    element.store = store;
    customElements.define(tag, element);
  } catch (problem) {
    console.error(`${tag} could not start.`, problem);
  }
}

// An element asks for paper; the page as a whole is dressed for it here.
document.addEventListener("ck-print", ({ detail }) => {
  document.body.classList.toggle("ck-print-blank", detail.blank);
  print();
});
addEventListener("afterprint", () => document.body.classList.remove("ck-print-blank"));
