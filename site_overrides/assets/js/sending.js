/** A message on its way: copied, or handed to another program; then noted, with the day of what comes next. */

import { dayOf, mailOf, sentChanges } from "./builder.js";
import { copy } from "./copying.js";
import { KeepCopy } from "./keepcopy.js";
import { nextOf, todayIs } from "./next.js";
import { newPerson } from "./record.js";

const UNDER_KEYBOARD = 0.75; // of the window is left when a keyboard is up

export class Sending {
  #host;
  #store;
  #say;
  #message;
  #before;

  /** host: the element around the parts foot and sent. message(): { subject, body, kind, sets, isMail } as they are now. before(): called before it is noted. */
  constructor(host, store, say, { message, before }, signal) {
    [this.#host, this.#store, this.#say, this.#message, this.#before] = [host, store, say, message, before];
    const on = (action, act) => host.querySelector(`[data-action=${action}]`).addEventListener("click", act, { signal });
    on("copy", (event) => this.#copy(event.currentTarget));
    on("send", () => this.#send());
    on("sent", () => this.#note());
    on("not-yet", () => this.rest());
    globalThis.visualViewport?.addEventListener("resize", () => this.#part("foot").classList.toggle("is-under-keyboard", visualViewport.height < innerHeight * UNDER_KEYBOARD), { signal });
    if (this.#part("keep-copy")) new KeepCopy(host, store, say).connect(signal);
  }

  /** There is something to send, or not; by mail, or where the device can hand it on. */
  show(ready, isMail) {
    this.#part("foot").hidden = !ready;
    this.#host.querySelector("[data-action=send]").hidden = !isMail && !navigator.share;
    if (ready && this.#part("sent").hidden && this.#isNoted) this.#tellNoted();
  }

  /** The words changed: what was said of the last ones no longer holds. */
  forget() {
    this.#part("said").textContent = "";
    if (!this.#part("noted").hidden) this.rest();
  }

  /** Another message is here: nothing to ask about it yet. */
  rest() {
    this.#part("sent").hidden = true;
  }

  async #copy(button) {
    const { subject, body } = this.#message();
    const done = await copy([subject, body].filter(Boolean).join("\n\n"), button);
    this.#part("said").textContent = this.#say(done ? "draft-copied" : "draft-not-copied");
    this.#ask();
  }

  async #send() {
    const { subject, body, isMail } = this.#message();
    if (isMail) {
      const link = this.#host.ownerDocument.createElement("a");
      link.href = mailOf({ subject, body });
      link.dataset.part = "mail";
      this.#part("foot").querySelector("[data-part=mail]")?.remove();
      link.hidden = true;
      this.#part("foot").append(link);
      link.click();
    } else {
      const shared = await navigator.share({ text: body }).then(() => true, () => false);
      if (!shared) return;
    }
    this.#ask();
  }

  #ask() {
    this.#part("asked").hidden = false;
    this.#part("noted").hidden = true;
    this.#part("sent").hidden = false;
    this.#part("sent").scrollIntoView({ block: "nearest" });
  }

  #note() {
    const { kind, sets } = this.#message();
    this.#before();
    this.#store.set(sentChanges({ kind, sets, text: this.#text }, this.#person, todayIs()).map(([place, value]) => [`person/${place}`, value]));
    this.#tellNoted();
    this.#host.querySelector("#did-you-send").focus();
  }

  get #person() {
    return this.#store.snapshot().people[this.#store.person] ?? newPerson();
  }

  get #text() {
    const { subject, body } = this.#message();
    return [subject, body].filter(Boolean).join("\n\n");
  }

  /** It is noted, word for word, so what comes next can be told on another day too. */
  get #isNoted() {
    const { kind } = this.#message();
    const text = this.#text;
    return (this.#store.get("person/messages") || []).some((sent) => sent.kind === kind && sent.text === text);
  }

  #tellNoted() {
    const { sets } = this.#message();
    this.#part("sent").hidden = false;
    this.#part("page").hash = this.#store.person;
    this.#part("asked").hidden = true;
    this.#part("noted").hidden = false;
    this.#part("onward").hidden = !sets.includes("sent");
    const waiting = sets.includes("sent") && nextOf(this.#person, [JSON.parse(this.#part("remind").textContent)], todayIs());
    const next = waiting ? this.#say("draft-remind", { date: dayOf(waiting.day) }) : this.#say("draft-next-page");
    this.#part("next").textContent = this.#say("draft-noted", { next });
  }

  #part(name) {
    return this.#host.querySelector(`[data-part=${name}]`);
  }
}
