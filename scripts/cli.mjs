// The command line from a checkout: builds lib/ when it is stale, then runs it.
import { ensureBuilt } from './build-lib.mjs';

await ensureBuilt();
// npm runs scripts in the package's folder; file names are meant from where the user is.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
// Built just now, so it is not there for the type checker.
const entry = new URL('../lib/cli/main.js', import.meta.url);
await import(entry.href);
