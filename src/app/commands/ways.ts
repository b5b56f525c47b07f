// Ways to all that the page has: the gallery and the command palette, each in its dialog.

import { createGallery } from '../gallery/gallery.ts';
import type { Say } from '../jobs/view.ts';
import { createCommands } from './commands.ts';
import type { Reached } from './list.ts';

/** Returns what opens the palette, the gallery (0), or one of its pictures, counted from 1. */
export function createWays(reached: Reached & { say: Say }): (way: 'commands' | number) => void {
  const dialog = (id: string) => document.getElementById(id) as HTMLDialogElement;
  const { store, set, say } = reached;
  const gallery = createGallery(dialog('gallery'), store, set, say);
  const commands = createCommands(dialog('commands'), reached);
  return (way) => (way === 'commands' ? commands() : gallery(way));
}
