/** The people of a record: who is there, adding somebody, taking somebody away. Knows no page. */

import { leaves } from "./places.js";
import { newId } from "./record.js";

/** Everybody, as [id, person] pairs, in the order they were added. */
export function contactsOf(store) {
  return Object.entries(store.snapshot().people);
}

/** Adds somebody, chooses them and returns their id. values: path below the person, such as "person/first" -> words. */
export function addContact(store, values) {
  const id = newId(crypto);
  store.choose(id);
  store.set(Object.entries(values).map(([path, value]) => [`people/${id}/${path}`, value]));
  return id;
}

/** Takes somebody away with every word; returns what `store.undo` needs. */
export function removeContact(store, id) {
  const token = store.clear([...leaves(store.snapshot())].map(([path]) => path).filter((path) => path.startsWith(`people/${id}/`)));
  if (store.person === id) store.choose(contactsOf(store)[0]?.[0] ?? "");
  return token;
}
