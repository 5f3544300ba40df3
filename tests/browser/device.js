/** A device for tests: storage as the Storage interface promises it, with a limit, and tabs that hear of one another. */

import { webcrypto } from "node:crypto";

export class Shelf {
  #items = new Map();

  constructor(limit = Infinity) {
    this.limit = limit;
    this.changed = () => {};
  }

  get length() {
    return this.#items.size;
  }

  key(index) {
    return [...this.#items.keys()][index] ?? null;
  }

  getItem(key) {
    return this.#items.get(key) ?? null;
  }

  setItem(key, value) {
    const others = [...this.#items].filter(([name]) => name !== key).reduce((size, [name, text]) => size + name.length + text.length, 0);
    if (others + key.length + value.length > this.limit) throw new DOMException("No room.", "QuotaExceededError");
    this.#items.set(key, String(value));
    this.changed({ key, newValue: value });
  }

  removeItem(key) {
    if (this.#items.delete(key)) this.changed({ key, newValue: null });
  }

  clear() {
    this.#items.clear();
    this.changed({ key: null, newValue: null });
  }
}

/** One browser profile: a shelf that its tabs share, and a shelf of its own for each tab. */
export class Device {
  tabs = [];

  constructor(limit) {
    this.shared = new Shelf(limit);
  }

  /** What a page in a tab sees of the browser. Give the tab of an earlier page to open the next page there. */
  page(tab = new Shelf()) {
    const listeners = new Map();
    const shared = this.shared;
    const facade = new Proxy(shared, {
      get: (target, name) => {
        if (name === "length") return target.length;
        return (...given) => this.#as(page, () => target[name](...given));
      },
    });
    const page = { crypto: webcrypto, localStorage: facade, sessionStorage: tab, addEventListener: (name, act) => listeners.set(name, act), fire: (name, event = {}) => listeners.get(name)?.(event) };
    this.tabs.push(page);
    return page;
  }

  #as(page, work) {
    this.shared.changed = (event) => this.tabs.filter((other) => other !== page).forEach((other) => other.fire("storage", event));
    try {
      return work();
    } finally {
      this.shared.changed = () => {};
    }
  }
}
