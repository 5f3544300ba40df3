/** A quiet timer for a talk on video or by phone: it makes no sound, can be paused and hidden, and says once when to close. */

import { begin, extend, goOn, look, pause, read, untilNext, write } from "../timer.js";
import { wordsOf } from "../words.js";

const TIMER = "person/sheets/on-the-day/timer";
const MINUTES = "person/sheets/question-plan/minutes";
const CLOSING = "person/sheets/on-the-day/closing";

export default class Timer extends HTMLElement {
  static store;
  #say;
  #stop;
  #timer = null;
  #waiting;
  #hidden = false;

  connectedCallback() {
    this.#say = wordsOf(this);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("click", (event) => this.#act(event.target.closest("[data-action]")?.dataset.action), { signal });
    // A tab that slept, or a page brought back, has missed its minutes.
    this.ownerDocument.addEventListener("visibilitychange", () => this.#draw(), { signal });
    for (const name of ["pageshow", "focus"]) addEventListener(name, () => this.#draw(), { signal });
    signal.addEventListener("abort", Timer.store.subscribe((reason) => this.#heard(reason)));
    this.#minutes.value = Number(Timer.store.get(MINUTES)) || this.dataset.usual;
    this.#timer = read(Timer.store.get(TIMER), Date.now());
    this.querySelector(".ck-timer-inner").hidden = false;
    this.#draw();
  }

  disconnectedCallback() {
    clearTimeout(this.#waiting);
    this.#stop.abort();
  }

  get #minutes() {
    return this.querySelector("input");
  }

  #button(name) {
    return this.querySelector(`[data-action=${name}]`);
  }

  #act(action) {
    const now = Date.now();
    if (action === "start") {
      const minutes = Math.round(Number(this.#minutes.value));
      if (!this.#minutes.checkValidity() || !minutes) return this.#minutes.reportValidity();
      this.#set(begin(minutes, now));
      return this.#button("pause").focus();
    }
    if (action === "pause") this.#set(this.#timer.since ? pause(this.#timer, now) : goOn(this.#timer, now));
    if (action === "more") this.#set(extend(this.#timer, Number(this.dataset.more), now));
    if (action === "hide") {
      this.#hidden = !this.#hidden;
      this.#draw();
    }
    if (action === "reset") {
      this.#set(null);
      this.#button("start").focus();
    }
    return undefined;
  }

  #set(timer) {
    this.#timer = timer;
    Timer.store.set([[TIMER, timer ? write(timer) : undefined]]);
    this.#draw();
  }

  /** Another tab may have started or paused; clearing everything ends it. */
  #heard(reason) {
    if (reason !== "here") this.#timer = read(Timer.store.get(TIMER), Date.now());
    this.#draw();
  }

  #draw() {
    clearTimeout(this.#waiting);
    const now = Date.now();
    const on = this.#timer !== null;
    const { state, left, closing } = on ? look(this.#timer, now, Number(this.dataset.cue)) : { state: "", closing: false };
    for (const name of ["pause", "more", "hide", "reset"]) this.#button(name).hidden = !on || (state === "over" && ["pause", "hide"].includes(name));
    this.#button("start").hidden = on;
    this.#minutes.closest(".ck-field").hidden = on;
    this.#button("pause").textContent = this.#say(state === "paused" ? "timer-on" : "timer-pause");
    this.#button("hide").textContent = this.#say(this.#hidden ? "timer-show" : "timer-hide");
    this.#button("hide").setAttribute("aria-pressed", String(this.#hidden));
    this.#write("left", on ? this.#words(state, left) : "");
    this.#write("cue", closing ? this.#say(state === "over" ? "timer-over" : "timer-cue") : "");
    this.#write("lines", closing && state !== "over" ? Timer.store.get(CLOSING) || this.#say("timer-lines") : "");
    this.classList.toggle("is-closing", closing);
    const wait = on ? untilNext(this.#timer, now) : Infinity;
    if (wait < Infinity) this.#waiting = setTimeout(() => this.#draw(), wait + 20); // a little later, so that the minute is over
  }

  #words(state, left) {
    if (state === "over") return "";
    if (state === "paused") return this.#say("timer-paused", { n: left });
    return this.#hidden ? this.#say("timer-hidden") : this.#say("timer-left", { n: left });
  }

  /** Only what is new is written: a status that is written again is read out again. */
  #write(name, words) {
    const place = this.querySelector(`[data-part=${name}]`);
    if (place.textContent !== words) place.textContent = words;
    if (name !== "cue") place.hidden = !words;
  }
}
