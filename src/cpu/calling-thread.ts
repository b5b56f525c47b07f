// The thread that calls, as the one lane for problems whose functions cannot be sent to workers.
import { inlinePool } from './inline-pool.ts';

export const callingThread = inlinePool({ pauses: true });
