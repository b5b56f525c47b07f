// Loads the problems that a page does not begin with.
import { once } from '../once.ts';
import { problems } from './registry.ts';

/** Registers all problems; again after a failure. */
export const loadProblems: () => Promise<void> = once(async () => {
  await import('./catalogue.ts');
});

/** Whether a problem is not registered yet: loadProblems may know it. */
export const isUnloaded = (id: unknown): id is string =>
  typeof id === 'string' && !Object.hasOwn(problems, id);
