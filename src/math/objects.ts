// What plain data are.

export type JsonObject = Record<string, unknown>;

/** Whether a value is an object with names, and no list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
