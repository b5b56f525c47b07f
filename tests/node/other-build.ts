// Of which build a file says it is.
import { resolve } from 'node:path';
import { versionOf } from '../../scripts/version.mjs';

/** That of the built command line. */
export const VERSION = versionOf(resolve(import.meta.dirname, '../..'));
/** As a pattern: a + stands in it. */
export const quoted = (version: string) => `"${version.replace(/[.+]/g, '\\$&')}"`;

/** As another build of the same length would have written it. */
export const OTHER = VERSION.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
export const byOther = (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replaceAll(VERSION, OTHER), 'latin1');
