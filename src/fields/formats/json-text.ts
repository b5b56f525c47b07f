// JSON from files that anyone may have written.

/** Bytes of memory that the values of a text may take: those of 10,000 points of 784 numbers take half of it. */
const ROOM = 128_000_000;
/** What a number takes in its list, and at most what a list, an object or a text takes besides its characters. */
const [PLACE, PART] = [8, 128];
/** Entries of one list or object: V8 holds them three times while it reads on. */
const ENTRIES = 2 ** 20;
/** Lists and objects within each other. */
const DEPTH = 1000;

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
/** [ and {, ] and }, which are 32 apart. */
const [OPEN, CLOSE, OTHER] = [0x5b, 0x5d, 0x20];

/** Whether a text's values have room, told from its signs: a text of 60 MB may be a list of 20 million lists. */
function hasRoom(json: string): boolean {
  let room = ROOM;
  /** Entries of the lists and objects that are open. */
  const entries = [0];
  for (let i = 0; i < json.length && room > 0; i++) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) {
      room -= PART;
      i = endOfText(json, i);
    } else if (code === COMMA) {
      room -= PLACE;
      if (++entries[entries.length - 1]! >= ENTRIES) return false;
    } else if ((code & ~OTHER) === OPEN) {
      room -= PART;
      if (entries.push(0) > DEPTH) return false;
    } else if ((code & ~OTHER) === CLOSE && entries.length > 1) entries.pop();
  }
  return room > 0;
}

/**
 * The value of a JSON text. Throws a RangeError, before anything is made of it, for one that would take more memory than
 * any file of ours, and a SyntaxError for what is no JSON.
 */
export function jsonValue(json: string): unknown {
  if (hasRoom(json)) return JSON.parse(json);
  throw new RangeError('its JSON holds more than is ever read');
}

/**
 * The value of a JSON text. Throws a RangeError for what is no JSON or too much of it, and for an object that says a key
 * twice, of which readers keep different ones. `what` is what the message calls it.
 */
export function parseJson(text: string, what: string): unknown {
  let value: unknown;
  try {
    value = jsonValue(text);
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${what}: ${error.message}`);
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

/** Where the quote stands that ends the text which begins at a quote; of one that has no end, its end. */
function endOfText(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) return i;
    if (code === BACKSLASH) i++;
  }
  return json.length;
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
