/** Asks for checks of a text: in a worker, else in the page itself. The rules are fetched with the first question. */

export class Checking {
  #worker;
  #turn = 0;
  #waiting = new Map();

  /** { findings, words } for { text, kind, form, context }; null when something newer was asked meanwhile, or when nothing can be checked here. */
  async ask(question) {
    const turn = (this.#turn += 1);
    try {
      const found = await (this.#start() ? this.#send({ ...question, turn }) : this.#here(question));
      return turn === this.#turn ? found : null;
    } catch {
      return turn === this.#turn ? { findings: null } : null;
    }
  }

  stop() {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #start() {
    try {
      this.#worker ??= this.#listen(new Worker(new URL("./checks-worker.js", import.meta.url), { type: "module" }));
    } catch {
      this.#worker = null;
    }
    return this.#worker;
  }

  #listen(worker) {
    worker.addEventListener("message", ({ data }) => this.#waiting.get(data.turn)?.resolve(data));
    worker.addEventListener("error", () => {
      this.#worker = null;
      for (const { question, resolve, reject } of this.#waiting.values()) this.#here(question).then(resolve, reject);
    });
    return worker;
  }

  #send(question) {
    return new Promise((resolve, reject) => {
      this.#waiting.clear(); // nobody waits for an older answer
      this.#waiting.set(question.turn, { question, resolve, reject });
      this.#worker.postMessage(question);
    });
  }

  async #here(question) {
    const { answer } = await import("./answering.js");
    return answer(question);
  }
}
