/** Parts of bodies that nobody has checked yet. */

/** Fields by their names; those that are not there are undefined. */
export type Node = Readonly<Record<string, unknown>>;

/** The fields of a value; what is no object has none. */
export function nodeOf(value: unknown): Node {
  // Nothing is said of an object but that it has fields.
  return typeof value === 'object' && value !== null ? (value as Node) : {};
}

/** The items of a list; what is no list has none. */
export function nodesIn(value: unknown): Node[] {
  return Array.isArray(value) ? value.map(nodeOf) : [];
}
