/** The words of one element, from the JSON its HTML carries. */

/** Returns say(id, values): the words by id with their {parts} filled in; for n = 1 the twin ending in -one, when there is one. */
export function wordsOf(element) {
  const words = JSON.parse(element.dataset.words);
  return (id, values = {}) => {
    const text = (values.n === 1 && words[`${id}-one`]) || words[id] || "";
    return text.replace(/\{(\w+)\}/g, (part, name) => (Object.hasOwn(values, name) ? String(values[name]) : part));
  };
}
