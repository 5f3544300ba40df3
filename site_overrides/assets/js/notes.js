/** How a text reads, drawn into the part "notes" of an element: what works, three things to look at, and everything. */

const STATES = { met: "draft-met", kept: "draft-kept", "to-do": "draft-to-do" };

export class Notes {
  #root;
  #say;
  #items = new Map();

  /** host: the element around the part. act(name, rule): "show" or "keep" was pressed. */
  constructor(host, say, act, signal) {
    [this.#root, this.#say] = [host.querySelector("[data-part=notes]"), say];
    this.template = host.querySelector("template[data-part=finding]");
    this.#root.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-action]");
      if (button) act(button.dataset.action, button.closest("[data-rule]").dataset.rule);
    }, { signal });
  }

  /** Before there is a draft, nothing is said of it. */
  hide() {
    this.#root.hidden = true;
  }

  /** Says in words that nothing can be checked here. */
  cannot() {
    this.#root.hidden = false;
    this.#part("look").textContent = this.#say("draft-no-checks");
  }

  /** read: see reading() in builder.js. words: title, reason and example by rule. */
  show(read, words) {
    this.#root.hidden = false;
    this.#part("works").textContent = read.works.length ? `${this.#say("draft-works")} ${read.works.join(" ")}` : "";
    const look = read.open ? this.#say("draft-look", { n: read.open }) : this.#say("draft-fine");
    if (this.#part("look").textContent !== look) this.#part("look").textContent = look;
    this.#part("more").textContent = read.more ? this.#say("draft-more", { n: read.more }) : "";
    this.#showFindings(read.change, words);
    const line = ({ rule, state, message }) => Object.assign(this.#root.ownerDocument.createElement("li"), { textContent: `${words[rule].title}: ${this.#say(STATES[state])}. ${message}` });
    this.#part("everything").querySelector("ul").replaceChildren(...read.all.map(line));
  }

  /** After a note went away, the focus stays nearby. */
  focus() {
    (this.#part("findings").querySelector("button") ?? this.#root.querySelector("h2")).focus();
  }

  /** Moves each note down to the line it is about, where it stands beside it. topOf(rule): how far down the window that line is. */
  level(topOf) {
    const list = this.#part("findings");
    const gap = Number.parseFloat(getComputedStyle(list).rowGap) || 0;
    let end = list.getBoundingClientRect().top;
    for (const item of list.children) {
      const above = Math.max(0, (topOf(item.dataset.rule) ?? 0) - end);
      item.style.setProperty("--above", `${above}px`);
      end += above + item.offsetHeight + gap;
    }
  }

  /** Notes that stay keep their place in the page, and so the focus and what is open. */
  #showFindings(findings, words) {
    const list = this.#part("findings");
    const wanted = findings.map(({ rule }) => rule);
    for (const [rule, item] of this.#items) if (!wanted.includes(rule)) this.#drop(rule, item);
    for (const [place, { rule, message, spans, level }] of findings.entries()) {
      const item = this.#items.get(rule) ?? this.#make(rule, words[rule]);
      if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
      item.dataset.level = level;
      item.querySelector("[data-part=message]").textContent = message;
      item.querySelector("[data-action=show]").hidden = !spans.length;
    }
  }

  #make(rule, { why, example }) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    item.dataset.rule = rule;
    item.querySelector("[data-part=why]").textContent = why;
    item.querySelector("[data-part=example]").textContent = example;
    this.#items.set(rule, item);
    return item;
  }

  #drop(rule, item) {
    item.remove();
    this.#items.delete(rule);
  }

  #part(name) {
    return this.#root.querySelector(`[data-part=${name}]`);
  }
}
