/** "Keep a copy" wherever it stands: the whole record as a file by the share sheet, else as a download, else as text. See _keep_copy.html. */

import { copy } from "./copying.js";
import { bestWay, daysSince } from "./device.js";
import { download, fileOf, share } from "./handing.js";

export class KeepCopy {
  #host;
  #store;
  #say;

  /** host: the element whose part keep-copy it is. */
  constructor(host, store, say) {
    [this.#host, this.#store, this.#say] = [host.querySelector("[data-part=keep-copy]"), store, say];
  }

  /** Shows it and starts listening. signal: ends it. */
  connect(signal) {
    const on = (action, act) => this.#host.querySelector(`[data-action=${action}]`).addEventListener("click", act, { signal });
    on("save-copy", () => this.#keep());
    on("copy-copy", (event) => this.#copy(event.currentTarget));
    signal.addEventListener("abort", this.#store.subscribe(() => this.#showAge()));
    this.#host.hidden = false;
    this.#showAge();
  }

  #showAge() {
    const days = daysSince(this.#store.snapshot().saved_copy, Date.now());
    const words = days === null ? "copy-age-never" : days ? "copy-age" : "copy-age-today";
    this.#host.querySelector("[data-part=copy-age]").textContent = this.#say(words, { n: days });
  }

  #tell(id, values) {
    this.#host.querySelector("[data-part=copy-said]").textContent = this.#say(id, values);
  }

  async #keep() {
    const { name, text } = this.#store.exportCopy(false);
    const file = fileOf(name, text, "application/json");
    const way = bestWay(globalThis, file);
    if (way === "copy") return this.#copy(this.#host.querySelector("[data-action=copy-copy]"));
    const done = way === "share" ? await share(file) : "refused";
    if (done === "stopped") return this.#tell("copy-stopped");
    if (done === "refused") download(file, this.#host.ownerDocument);
    this.#store.exportCopy();
    return this.#tell(done === "shared" ? "copy-shared" : "copy-downloaded", { name });
  }

  async #copy(button) {
    const done = await copy(this.#store.exportCopy().text, button);
    this.#tell(done ? "copy-copied" : "store-copy-failed");
  }
}
