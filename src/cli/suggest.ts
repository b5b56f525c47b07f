// What a refusal offers: the word that was probably meant, and where the flags are explained.
import { nearest } from '../math/nearest.ts';

/** How refusals quote a word beside all that are allowed; the checks of specs, files and flags say it alike. */
const REFUSALS: readonly RegExp[] = [
  /"([^"]+)" is (?:not|neither a file nor) one of ([^;()]+)/,
  /argument '([^']+)' is invalid\. Allowed choices are ([^;()]+)\./,
  /"([^"=]+)=[^"]*" is not NAME=VALUE with a NAME of ([^;()]+)/,
];

/** The message, and "did you mean" where one of the words that it lists is near the one that it refuses. */
export function withSuggestion(message: string): string {
  if (/did you mean/i.test(message)) return message;
  for (const refusal of REFUSALS) {
    const [, word, names] = refusal.exec(message) ?? [];
    if (word === undefined || names === undefined) continue;
    const near = nearest(word, names.trim().split(', '));
    if (near !== null) return `${ended(message)} Did you mean ${near}?`;
  }
  return message;
}

/** The message of a wrong command line, and where its flags are explained. */
export function withHelp(message: string, command: string | undefined): string {
  const name = command === undefined ? 'gradscape' : `gradscape ${command}`;
  return `${ended(message)} See ${name} --help`;
}

const ended = (message: string) => (/[.?]\)?$/.test(message) ? message : `${message}.`);
