/** What the planner says about each question: when, what for, what to ask next. Pure: knows no page. */

const FOLLOW_UP = 120; // as long as that field of the sheet
const GAP = /\[[^\]]+\]/;

export class PlanWords {
  #byId;
  #bank;
  #say;
  #checks;

  /** bank: questions, probes and words from the page. say: the labels. checks(text): what could be better, as sentences. */
  constructor(bank, say, checks) {
    [this.#bank, this.#say, this.#checks] = [bank, say, checks];
    this.#byId = new Map(bank.questions.map((question) => [question.id, question]));
  }

  questionOf(id) {
    return this.#byId.get(id);
  }

  /** The part of the talk a question belongs to; undefined for a question of one's own. */
  partOf(id) {
    return this.#byId.get(id)?.part;
  }

  /** A question of the bank as a row of the sheet, with its follow-ups. */
  itemFor(id) {
    const question = this.#byId.get(id);
    const probes = question.probes.map((probe) => this.#bank.probes[probe]);
    const both = probes.join(" ");
    return { id, text: question.text, follow: both.length > FOLLOW_UP ? probes[0] : both };
  }

  /** The closing words of the day: the questions that end the plan. */
  closing(items) {
    const last = items.filter(({ id }) => this.partOf(id) === "close").map(({ text }) => text);
    return last.length ? this.#say("plan-closing-words", { questions: last.join(" ") }) : "";
  }

  /** Everything around one row, by the name of its place. mark: at which minute. late: the ids that can be left out. */
  ofRow({ id, text, follow }, { start, mark, choices, late }) {
    const question = this.#byId.get(id);
    return {
      mark: start ? this.#say("plan-start") : this.#say("plan-at", { n: mark }),
      part: question ? this.#bank.words.parts[question.part] : this.#say("plan-own-part"),
      note: GAP.test(text) ? this.#say("plan-gap") : text === question?.text ? "" : this.#checks(text).join(" "),
      follow: follow && this.#say("plan-follow", { probes: follow }),
      why: [question && this.#why(question, choices), late.includes(id) && this.#say("plan-late")].filter(Boolean).join(" "),
    };
  }

  #why(question, { goals, who }) {
    if (question.needs_research) return this.#say("plan-why-found");
    if (question.part === "opening") return this.#say("plan-why-easy");
    if (question.part === "close") return this.#say("plan-why-close");
    const { words } = this.#bank;
    const goal = words.goals[goals.find((one) => question.goals.includes(one))];
    const suits = who !== "any" && question.audiences.includes(who);
    return goal ? this.#say(suits ? "plan-why-them" : "plan-why-goal", { goal: goal.toLowerCase(), who: words.audiences[who].toLowerCase() }) : "";
  }
}
