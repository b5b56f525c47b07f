// Loads the problems that a page does not begin with.
import { problems } from './registry.ts';

let loading: Promise<unknown> | null = null;

/** Registers all problems; again after a failure. */
export async function loadProblems(): Promise<void> {
  loading ??= import('./catalogue.ts');
  try {
    await loading;
  } catch (error) {
    loading = null;
    throw error;
  }
}

/** Whether a problem is not registered yet: loadProblems may know it. */
export const isUnloaded = (id: unknown): id is string =>
  typeof id === 'string' && !Object.hasOwn(problems, id);
