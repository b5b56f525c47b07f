// What is kept as one file, and such a file back: checked as whatever comes from outside.
import * as v from 'valibot';
import { check, number, object } from '../../check.ts';
import { OUTCOMES } from '../../engine.ts';
import { jsonValue } from '../../fields/formats/json-text.ts';
import { quote } from '../../math/format.ts';
import { OPTIMIZER_KINDS } from '../../optimizers.ts';
import { integer, oneOf } from '../../schemas.ts';
import { DEFAULT_STATE, patched } from '../state/state.ts';
import type { Kept, PinnedRun, SavedView } from './keeping.ts';

/** What tells such a file from others. */
const IS = 'saved';
const VERSION = 1;

/** Entries, and characters of a picture, that are taken at most. */
const MOST = 1000;
const PICTURE = 200_000;

const text = (most: number) =>
  v.custom<string>(
    (value) => typeof value === 'string' && value.length > 0 && value.length <= most,
    () => `it is not a text of 1 to ${most} characters`,
  );
const picture = v.custom<string>(
  (value) =>
    typeof value === 'string' &&
    /^data:image\/(png|jpeg|webp);base64,[\w+/=]*$/.test(value) &&
    value.length <= PICTURE,
  () => `it is not a picture as data: of at most ${PICTURE} characters`,
);
const finite = number(-Number.MAX_VALUE, Number.MAX_VALUE);
const common = {
  id: text(80),
  at: v.custom<string>(
    (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
    (issue) => `${quote(issue.input)} is not a date, as 2026-11-22T10:00:00Z`,
  ),
  state: v.custom<object>(
    (value) => typeof value === 'object' && value !== null,
    () => 'it is not a state',
  ),
};
const list = <S extends v.GenericSchema>(item: S) =>
  v.pipe(
    v.array(item),
    v.maxLength(MOST, ({ received }) => `${received} entries are more than ${MOST}`),
  );

const schema = object({
  gradscape: v.literal(IS, (issue) => `${quote(issue.input)} is not "saved"`),
  version: v.literal(VERSION, (issue) => `${quote(issue.input)} is not the version 1`),
  views: list(object({ ...common, name: text(200), picture: v.optional(picture) })),
  runs: list(
    object({
      ...common,
      problem: text(200),
      optimizer: oneOf(OPTIMIZER_KINDS),
      settings: v.record(
        v.string(),
        v.union([finite, text(500)], () => 'it is not a number or a text'),
      ),
      start: v.nullable(v.array(finite)),
      steps: integer(0, 1e9),
      threshold: finite,
      outcome: integer(0, OUTCOMES.length - 1),
      solvedAt: v.nullable(integer(0, 1e9)),
      loss: v.nullable(finite),
    }),
  ),
});

/** The text of a file with all that is kept. */
export const fileOf = ({ views, runs }: Kept): string =>
  `${JSON.stringify({ gradscape: IS, version: VERSION, views, runs }, null, 1)}\n`;

/**
 * What a file keeps. Every problem must be loaded. Throws a RangeError that says where and what is wrong with it.
 */
export function keptOfFile(content: string): Kept {
  let value: unknown;
  try {
    value = jsonValue(content);
  } catch (error) {
    throw error instanceof RangeError ? error : new RangeError('it is not JSON');
  }
  const { views, runs } = check(schema, value, 'file');
  const whole = <T extends { state: object }>(entry: T, where: string) => {
    try {
      return { ...entry, state: patched(DEFAULT_STATE, entry.state) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`file.${where}.${error.message}`);
    }
  };
  return {
    views: views.map((view, i): SavedView => whole(view, `views.${i}`)),
    runs: runs.map((run, i): PinnedRun => whole(run, `runs.${i}`)),
  };
}

/** What is kept with what comes to it: the same entry takes the place of itself. */
export function joined(before: Kept, more: Kept): Kept {
  const both = <T extends { id: string }>(old: readonly T[], next: readonly T[]) => {
    const ids = new Set(next.map(({ id }) => id));
    return [...old.filter(({ id }) => !ids.has(id)), ...next];
  };
  return { views: both(before.views, more.views), runs: both(before.runs, more.runs) };
}

/** A table as CSV (RFC 4180); what would be a formula in a spreadsheet is text. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null) => {
    if (typeof value !== 'string') return value === null ? '' : String(value);
    const safe = /^[=+@-]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
