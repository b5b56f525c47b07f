// Saving what is on show, and showing a file. What knows the formats is loaded when first used.
import { loadProblems } from '../../problems/load.ts';
import { t, translated } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';
import type { FileActions } from '../panel/sections/files.ts';
import type { Studio } from '../share/picture.ts';
import type { StatePatch } from '../state/state.ts';

export function createFileActions(
  studio: Studio,
  set: (patch: StatePatch) => void,
  say: Say,
): FileActions {
  const { store } = studio;
  return {
    async save(format) {
      try {
        const results = await studio.finished();
        if (results.length === 0) return say(t('There is nothing to save yet.'));
        const { saveResults } = await import('./files.ts');
        await saveResults(studio, results, format);
      } catch (error) {
        say(t('This view cannot be saved: {why}', { why: translated((error as Error).message) }));
      }
    },
    async open(file) {
      try {
        const [{ showFile }] = await Promise.all([import('./opened-file.ts'), loadProblems()]);
        await showFile(file, store, set, say);
      } catch (error) {
        say(
          t('{name} cannot be shown: {why}', {
            name: file.name,
            why: translated((error as Error).message),
          }),
        );
      }
    },
  };
}

/** A file dropped anywhere on the page is opened. */
export function openDropped({ open }: FileActions): void {
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void open(file);
  });
}
