/** Day and hour of the talk on both clocks, and the calendar file for this person. */

import { aheadWith, asFile, asText, clocksInWords, talkOf } from "../calendar.js";
import { plainText } from "../answers.js";
import { copy } from "../copying.js";
import { canShareFile, isInsideApp } from "../device.js";
import { download, fileOf, share } from "../handing.js";
import { Keeping } from "../keeping.js";
import { nameOf } from "../people.js";
import { wordsOf } from "../words.js";
import { cityOf, dayInWords, ownZone, wallClock, zones } from "../zones.js";

const TYPE = "text/calendar;charset=utf-8";

export default class Dates extends HTMLElement {
  static store;
  #keeping;
  #rules;
  #say;
  #stop;

  connectedCallback() {
    const { store } = Dates;
    this.#say = wordsOf(this);
    this.#rules = JSON.parse(this.#part("rules").textContent);
    this.#offerZones();
    this.#keeping = new Keeping(this, store, this.#say, {
      place: (name, control) => store.place("person", "sheets", "time-and-place", name, control.dataset.record),
      changed: () => this.#showClocks(),
      text: () => plainText(this.#form),
    });
    this.querySelector(".ck-needs-script").hidden = true;
    this.#form.hidden = false;
    this.#keeping.connect();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const on = (action, act) => this.querySelector(`[data-action=${action}]`).addEventListener("click", ({ currentTarget }) => act(currentTarget), { signal });
    on("calendar", () => this.#give());
    on("share-calendar", () => this.#share());
    on("copy-dates", (button) => this.#copy(button));
    signal.addEventListener("abort", store.subscribe(() => this.#show()));
    this.#show();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#keeping.disconnect();
  }

  get #form() {
    return this.querySelector("form");
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #offerZones() {
    const { store } = Dates;
    const stored = Object.values(store.snapshot().people).flatMap(({ dates }) => [dates.chat_zone, dates.their_zone]);
    for (const select of this.querySelectorAll("select")) {
      const options = zones(ownZone(), ...stored).map(({ zone, city, area }) => new Option(area ? `${city} (${area})` : city, zone));
      select.append(...options);
    }
    const [mine] = this.querySelector("select").options;
    mine.textContent = this.#say("dates-here", { city: cityOf(ownZone()) });
  }

  /** Both clocks for what stands in the fields, and a word where a clock jumps. */
  #showClocks() {
    const dates = Object.fromEntries([...this.#form.elements].filter(({ name }) => name).map(({ name, value }) => [name, value]));
    const talk = talkOf({ dates }, ownZone(), 0);
    const said = talk ? [`${dayInWords(talk.day)}: ${clocksInWords(talk, this.#say)}.`] : [];
    if (talk?.odd === "skipped") said.push(this.#say("dates-skipped", { ...wallClock(talk.zone, talk.instant), city: cityOf(talk.zone) }));
    if (talk?.odd === "twice") said.push(this.#say("dates-twice", { city: cityOf(talk.zone) }));
    const line = this.#part("clocks");
    if (line.textContent !== said.join(" ")) line.textContent = said.join(" ");
  }

  get #person() {
    const { store } = Dates;
    return store.snapshot().people[store.person];
  }

  get #ahead() {
    const person = this.#person;
    const name = person && (person.person.first || nameOf(person) || this.#say("dates-them"));
    return person ? aheadWith(person, { rules: this.#rules, now: Date.now(), here: ownZone(), name, say: this.#say }) : [];
  }

  #show() {
    const { store } = Dates;
    const { chat, chat_time: time, chat_zone: zone } = this.#person?.dates ?? {};
    if (chat && time && !zone && store.keeps) return store.set([["person/dates/chat_zone", ownZone()]]); // the clock it was typed by; that calls this again
    const ahead = this.#ahead;
    this.#part("calendar").hidden = !ahead.length;
    this.#part("nothing").hidden = ahead.length > 0;
    const lines = ahead.map(({ day, title }) => Object.assign(this.ownerDocument.createElement("li"), { textContent: `${dayInWords(day)}: ${title}` }));
    this.#part("ahead").replaceChildren(...lines);
    if (ahead.length) this.querySelector("[data-action=share-calendar]").hidden = !canShareFile(globalThis, this.#file(ahead));
    return this.#showClocks();
  }

  #file(ahead) {
    const { store } = Dates;
    const link = (page) => (location.protocol.startsWith("http") ? new URL(page, this.baseURI).href : "");
    const text = asFile(ahead, { owner: store.person, site: store.site, now: Date.now(), link });
    return fileOf(`${store.site}-${this.#say("dates-file")}.ics`, text, TYPE);
  }

  #tell(id) {
    this.#part("dates-said").textContent = this.#say(id);
  }

  #give() {
    this.#keeping.save();
    download(this.#file(this.#ahead), this.ownerDocument);
    this.#tell(isInsideApp(globalThis) ? "dates-inside-app" : "dates-given");
  }

  async #share() {
    this.#keeping.save();
    const done = await share(this.#file(this.#ahead));
    this.#tell({ shared: "dates-shared", stopped: "dates-stopped", refused: "dates-inside-app" }[done]);
  }

  async #copy(button) {
    this.#keeping.save();
    const done = await copy(asText(this.#ahead), button);
    this.#tell(done ? "copied" : "copy-failed");
  }
}
