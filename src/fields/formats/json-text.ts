// JSON from files that anyone may have written.

/**
 * The value of a JSON text. Throws a RangeError for what is no JSON, and for an object that says a key twice, of which
 * readers keep different ones. `what` is what the message calls it.
 */
export function parseJson(text: string, what: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RangeError(`${what} is not valid JSON`);
  }
  const twice = repeatedKey(text);
  if (twice !== null) throw new RangeError(`${what} has ${shortly(twice)} twice`);
  return value;
}

/** The first key that an object in a valid JSON text has twice. */
function repeatedKey(json: string): string | null {
  // Keys of the objects that are open; a list has none.
  const open: (Set<string> | null)[] = [];
  for (let i = 0; i < json.length; i++) {
    const character = json[i]!;
    if ('{['.includes(character)) open.push(character === '{' ? new Set() : null);
    if ('}]'.includes(character)) open.pop();
    if (character !== '"') continue;
    const start = i;
    i = endOfText(json, start);
    if (!isColonNext(json, i + 1)) continue;
    const key = JSON.parse(json.slice(start, i + 1)) as string;
    const keys = open.at(-1)!;
    if (keys.has(key)) return key;
    keys.add(key);
  }
  return null;
}

/** Where the quote stands that ends the text which begins at a quote. */
function endOfText(json: string, start: number): number {
  let i = start + 1;
  while (json[i] !== '"') i += json[i] === '\\' ? 2 : 1;
  return i;
}

function isColonNext(json: string, from: number): boolean {
  let i = from;
  while (i < json.length && ' \t\r\n'.includes(json[i]!)) i++;
  return json[i] === ':';
}

/**
 * A value for a message: in one line, and short. A list or an object by its kind alone: one may be nested deeper
 * than JSON.stringify goes.
 */
export function shortly(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  // Of a key that is not there.
  if (value === undefined) return 'missing';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
}
