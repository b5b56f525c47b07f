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
      const results = await studio.finished();
      const { saveResults } = await import('./files.ts');
      if (results.length === 0) return say(t('There is nothing to save yet.'));
      try {
        await saveResults(studio, results, format);
      } catch (error) {
        say(t('This view cannot be saved: {why}', { why: translated((error as Error).message) }));
      }
    },
    async open(file) {
      try {
        const bytes = new Uint8Array(await file.arrayBuffer());
        if (hasWeights(bytes, file.name)) {
          const [{ openWeights }] = await Promise.all([
            import('../problem/network/weights-dialog.ts'),
            loadProblems(),
          ]);
          return await openWeights(file, store, say);
        }
        const [{ patchOfFile }] = await Promise.all([import('./files.ts'), loadProblems()]);
        set(patchOfFile(bytes, file.name));
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

/** Whether a file is of a network's weights, by its name or, of JSON, by what it has: layers with weights, or a tensor. */
export function hasWeights(bytes: Uint8Array, name: string): boolean {
  if (/\.(safetensors|pt|pth)$/i.test(name)) return true;
  if (!/\.json$/i.test(name)) return false;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value !== 'object' || value === null) return false;
    const { layers } = value as { layers?: unknown };
    const inLayers = Array.isArray(layers) && typeof layers[0] === 'object';
    return inLayers || Object.keys(value).some((key) => /(^|\.)weight$/.test(key));
  } catch {
    return false;
  }
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
