// What plain data are.

export type JsonObject = Record<string, unknown>;

/** Whether a value is an object with names, and no list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is a typed array of numbers: not of bigints, and no DataView. */
export const isNumbers = (value: unknown): value is ArrayLike<number> =>
  ArrayBuffer.isView(value) &&
  !(value instanceof DataView) &&
  !(value instanceof BigInt64Array || value instanceof BigUint64Array);
