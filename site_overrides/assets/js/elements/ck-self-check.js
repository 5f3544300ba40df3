/** The self-check: counts the statements on the device, shows five bars, one next thing each, and what moved. */

import { Keeping } from "../keeping.js";
import { print } from "../printing.js";
import { HIGHEST, lastRound, movement, pointsOf } from "../scores.js";
import { wordsOf } from "../words.js";

const SHEET = "self-check";
const MOVED = { up: "check-up", down: "check-down", same: "check-same" };

export default class SelfCheck extends HTMLElement {
  static store;
  #keeping;
  #say;
  #stop;

  connectedCallback() {
    this.#say = wordsOf(this);
    this.#keeping = new Keeping(this, SelfCheck.store, this.#say, { place: (name) => this.#place(name) });
    this.#keeping.connect();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.querySelector("form").addEventListener("submit", () => this.#show(true), { signal });
    this.addEventListener("click", (event) => this.#act(event.target.closest("[data-action]")), { signal });
    if (this.#habits().every(({ points }) => points !== null)) this.#show(false);
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#keeping.disconnect();
  }

  #place(name) {
    return SelfCheck.store.place("me", "sheets", SHEET, name);
  }

  #habits() {
    return [...this.querySelectorAll("tbody tr")].map((row) => {
      const statements = [...this.querySelectorAll(`fieldset[data-habit="${row.dataset.habit}"]`)].map((field) => ({
        answer: Number(field.querySelector("input:checked")?.value ?? 0),
        reverse: field.hasAttribute("data-reverse"),
      }));
      return { id: row.dataset.habit, row, statements, points: pointsOf(statements) };
    });
  }

  /** asked: a person pressed the button, so the result is kept as a round of today and takes the focus. */
  #show(asked) {
    this.#keeping.save();
    const today = new Date().toLocaleDateString("sv"); // year-month-day, where the student is
    const kept = SelfCheck.store.snapshot().me.sheets[SHEET] ?? {};
    const habits = this.#habits();
    const before = lastRound(kept, today);
    for (const habit of habits) this.#draw(habit, before);
    this.#sayMoved(before);
    const open = habits.flatMap(({ statements }) => statements).filter(({ answer }) => !answer).length;
    this.querySelector(".ck-check-said").textContent = open ? this.#say("check-open", { n: open }) : this.#say("check-whole");
    const result = this.querySelector(".ck-check-result");
    result.hidden = false;
    if (!asked) return;
    SelfCheck.store.set(habits.filter(({ points }) => points !== null).map(({ id, points }) => [this.#place(`${today}.${id}`), String(points)]));
    result.focus();
  }

  #draw({ id, row, statements, points }, before) {
    const most = statements.length * HIGHEST;
    row.querySelector("[data-part=points]").textContent = points ?? this.#say("check-none");
    row.querySelector(".ck-bar > span").style.setProperty("--done", `${(100 * (points ?? 0)) / most}%`);
    const then = before?.points[id];
    const moved = points !== null && then !== undefined ? movement(then, points) : "";
    row.querySelector("[data-part=moved]").textContent = moved && this.#say(MOVED[moved], { n: Math.abs(points - then) });
    for (const next of this.querySelectorAll(`.ck-check-next[data-habit="${id}"]`)) {
      next.hidden = points === null || points < Number(next.dataset.from) || points > Number(next.dataset.to);
    }
  }

  #sayMoved(before) {
    for (const cell of this.querySelectorAll("[data-part=moved]")) cell.hidden = !before;
    if (before) this.querySelector("thead [data-part=moved]").textContent = this.#say("check-moved", { date: new Date(`${before.date}T12:00`).toLocaleDateString(undefined, { dateStyle: "long" }) });
  }

  #act(button) {
    const action = button?.dataset.action;
    if (action === "print" || action === "print-blank") print(this, action === "print-blank");
    if (action !== "clear") return;
    this.querySelector(".ck-check-result").hidden = true;
    this.#keeping.clear("check-cleared", this.querySelector("form button[type=submit]"));
  }
}
