// How much work may begin without a click: what others have written down must not keep a machine busy.

/** Steps of training that a link, or a file, may start by itself. */
export const UNASKED_STEPS = 1e10;

/** Steps that a job may have without being asked about, at present: the page's one value, which views read. */
export interface Unasked {
  steps: number;
}

export const createUnasked = (): Unasked => ({ steps: Number.POSITIVE_INFINITY });
