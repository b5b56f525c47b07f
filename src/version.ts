declare const __VERSION__: string;

/** The version of this program, as in package.json; the builds put it in. */
export const VERSION: string = __VERSION__;
