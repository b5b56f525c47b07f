// Korean words of the lessons; see en.ts.
import homework from './ko/homework.ts';
import matrices from './ko/matrices.ts';
import paper from './ko/paper.ts';
import room from './ko/room.ts';
import view from './ko/view.ts';
import type { Words } from './words.ts';

const words: Words = { ...view, ...room, ...homework, ...matrices, ...paper };
export default words;
