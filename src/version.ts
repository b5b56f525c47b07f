declare const __VERSION__: string;

/**
 * The version of this program and the commit that it was built from, as in 0.1.0+1a2b3c4; the builds put
 * it in (scripts/version.mjs).
 */
export const VERSION: string = __VERSION__;
