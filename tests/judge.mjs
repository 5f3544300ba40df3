// Judges texts with the browser's engine: [{ text, kind, form, context }] as JSON on standard input, findings on standard output.
import { bookFor } from "../site_overrides/assets/js/books.js";
import { judge } from "../site_overrides/assets/js/rules.js";

let given = "";
for await (const piece of process.stdin.setEncoding("utf8")) given += piece;
const found = [];
for (const { text, kind, form, context } of JSON.parse(given)) {
  const start = performance.now();
  found.push({ findings: judge(text, kind, form, await bookFor(kind), context), time: performance.now() - start });
}
process.stdout.write(JSON.stringify(found));
