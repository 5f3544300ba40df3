/** A table as comma-separated text that a spreadsheet opens and never runs. Pure: knows no page and no storage. */

/** rows: lists of cells. A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvOf(rows) {
  return rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(value) {
  const text = String(value ?? "").replace(/\r\n?/g, "\n");
  const safe = /^[\s\u0000\u200b\ufeff]*[=+\-@\uff0b\uff0d\uff1d\uff20|%]|^[\t\n]/u.test(text) ? `'${text}` : text;
  return /[",\n;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
