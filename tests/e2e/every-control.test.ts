// Every control of every view, panel, dialog and menu: found on the page itself, reached by Tab or large enough for a
// finger, worked by its keys or by a tap, and seen to do something.
import type { BrowserContextOptions, Page } from 'playwright';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { type Control, listing, opening, working } from './controls-in-page.ts';
import { asKnown, listen, ready, set, settled, theBrowser, useChromium } from './page.ts';
import { EXCEPTIONS, FEW, ROOMS, type Room, type Way } from './rooms.ts';

useChromium();

/** Of controls that are called the same but for a figure, as those of each parameter, two are worked. */
const TWIN = /, ([3-9]|\d\d)$/;

/** Keys that a control of a kind may be worked by; one of them at least has to do something. */
const KEYS: Readonly<Record<Control['kind'], readonly string[]>> = {
  button: ['Enter'],
  choice: ['End', 'Home'],
  box: [' ', 'ArrowDown'],
  range: ['ArrowLeft', 'ArrowRight'],
  text: ['ArrowUp', 'ArrowDown', '3', 'Enter'],
  option: ['Enter'],
  plot: ['ArrowRight', '+', 'Enter', ' '],
  scroll: ['ArrowDown', 'ArrowRight', 'End', 'Enter'],
};

const CONTEXTS: Readonly<Record<Way, BrowserContextOptions>> = {
  keys: { viewport: { width: 1024, height: 640 } },
  fingers: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};
/** What a page of these tests is in the course of. */
interface Trial {
  way: Way;
  page: Page;
  /** What leaves the page by a control: a file, another window, a question for a file. */
  left: string;
  said: string[];
  /** Controls that were found to work, here or in another room. */
  done: Set<string>;
}
let trial: Trial | null = null;

async function begin(way: Way): Promise<Trial> {
  const context = await theBrowser().newContext({
    ...CONTEXTS[way],
    deviceScaleFactor: 0.25,
    // What is unfolded is there at once.
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.addInitScript(asKnown);
  await page.addInitScript(listing);
  await page.addInitScript(opening);
  await page.addInitScript(working);
  const made: Trial = { way, page, left: '', said: listen(page), done: new Set() };
  page.on('download', () => {
    made.left = 'a file';
  });
  page.on('filechooser', () => {
    made.left = 'a question for a file';
  });
  page.on('popup', (other) => {
    made.left = 'another window';
    void other.close();
  });
  await load(page);
  return made;
}
async function load(page: Page) {
  await page.goto(inject('url'));
  await ready(page);
}

const stateIn = (room: Room) => patched(patched(DEFAULT_STATE, FEW), room.state ?? {});

/** Shows a room, as it is at first. */
async function enter({ page }: Trial, room: Room) {
  await page.evaluate(() => window.controls.close());
  await set(page, stateIn(room));
  await page.evaluate(() => window.controls.reached());
  for (const selector of room.open ?? []) {
    await page.evaluate((each) => document.querySelector<HTMLElement>(each)!.click(), selector);
    await page.waitForFunction(() => window.controls.isOver());
  }
  await settled(page);
  await page.evaluate(() => window.controls.unfold());
  const controls = await page.evaluate(() => window.controls.list());
  return { controls, opened: await page.evaluate(() => window.controls.opened()) };
}

/** The controls that neither Tab nor arrows from one beside them come to. */
async function unreached({ page }: Trial, controls: readonly Control[]): Promise<Control[]> {
  // What was opened has given the focus to one of them already.
  const first = await page.evaluate(() => window.controls.reached());
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const cdp = await page.context().newCDPSession(page);
  const walk = async (key: string, code: number, times: number) => {
    const down = { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: code } as const;
    // All at once: an answer to each takes longer than the walk.
    await Promise.all(
      Array.from({ length: times }, () => cdp.send('Input.dispatchKeyEvent', down)),
    );
    await cdp.send('Input.dispatchKeyEvent', { ...down, type: 'keyUp' });
    return page.evaluate(() => window.controls.reached());
  };
  const reached = new Set([...first, ...(await walk('Tab', 9, controls.length + 12))]);
  const wanted = controls.filter(({ kind, disabled }) => !disabled && kind !== 'option');
  for (const { id } of wanted) {
    if (reached.has(id)) continue;
    const of = [id, [...reached]] as const;
    const mate = await page.evaluate(([each, from]) => window.controls.mate(each, from), of);
    if (!mate) continue;
    await page.evaluate((each) => window.controls.find(each)?.focus(), mate);
    for (const found of await walk('ArrowRight', 39, 24)) reached.add(found);
    for (const found of await walk('ArrowDown', 40, 24)) reached.add(found);
  }
  await cdp.detach();
  return wanted.filter(({ id }) => !reached.has(id));
}

/** What a control does; '' for nothing. */
async function effectOf(
  trial: Trial,
  room: Room,
  { id, kind }: Control,
  opened: string,
  isPatient: boolean,
): Promise<string> {
  const { page, way } = trial;
  const tries = way === 'keys' ? KEYS[kind] : kind === 'range' ? [0.2, 0.8] : [0.5];
  for (const each of tries) {
    trial.left = '';
    const given = [id, way === 'keys', isPatient] as const;
    const at = await page.evaluate((of) => window.controls.begin(...of), given);
    if (!at) return 'gone by what another has done';
    if (typeof each === 'string') await page.keyboard.press(each);
    // A browser swipes by itself, and a phone's own list answers with a choice.
    else if (kind === 'scroll') return 'swiped';
    else if (kind === 'choice') await page.evaluate((of) => window.controls.choose(of), id);
    else await page.touchscreen.tap(at.x + (each - 0.5) * at.width, at.y);
    const ms = (isPatient ? 2000 : 250) / tries.length;
    const { effect, isBack } = await page.evaluate((of) => window.controls.end(...of), [
      ms,
      opened,
      stateIn(room),
    ] as const);
    if (!isBack) await enter(trial, room);
    if (effect || trial.left) return effect || trial.left;
  }
  return '';
}

/** Works a control. Returns what it did; the page is as it was before. */
async function work(trial: Trial, room: Room, control: Control, opened: string) {
  const { page } = trial;
  try {
    const effect = await effectOf(trial, room, control, opened, false);
    if (effect) return effect;
    // What shows in a text alone, once nothing else changes there; the page shown anew, for it says that already.
    await set(page, { problem: room.state?.problem ? 'xor' : 'quadratic' });
    await enter(trial, room);
    return await effectOf(trial, room, control, opened, true);
  } catch (error) {
    // In another language the page is another one.
    if (!/navigation|Execution context|of undefined/.test(String(error))) throw error;
    await page.waitForFunction(() => window.gradscape !== undefined);
    await page.evaluate(() => localStorage.removeItem('gradscape.language'));
    await load(page);
    await enter(trial, room);
    return 'another page';
  }
}

/** What is wrong with the controls of a room. */
async function visit(way: Way, room: Room): Promise<string[]> {
  trial ??= await begin(way);
  const { page, done } = trial;
  const faults: string[] = [];
  const note = ({ id }: Control, what: string | undefined) => {
    const known = EXCEPTIONS.some(({ of, fault }) => of.test(id) && fault.test(what ?? ''));
    if (what && !known) faults.push(`${id} ${what}`);
  };
  const { controls, opened } = await enter(trial, room);
  expect(controls.length).toBeGreaterThan(0);
  for (const control of controls) note(control, control.named ? '' : 'has no name');
  if (way === 'keys') {
    for (const control of await unreached(trial, controls)) note(control, 'is not reached by Tab');
    await enter(trial, room);
  } else {
    const ids = controls.map(({ id, kind }) => (kind === 'scroll' ? '' : id));
    const aims = await page.evaluate((of) => of.map((id) => window.controls.aim(id)?.fault), ids);
    for (const [i, control] of controls.entries()) note(control, aims[i]);
  }
  const due = controls.filter(
    ({ id, kind, disabled, idle }) =>
      // What is chosen from a list by keys is chosen in its field.
      !(done.has(id) || idle || disabled || TWIN.test(id) || (kind === 'option' && way === 'keys')),
  );
  for (const control of due) {
    if (await work(trial, room, control, opened)) done.add(control.id);
    else note(control, 'does nothing');
  }
  expect(trial.said.splice(0)).toEqual([]);
  return faults;
}

/** A dialog whose second button nothing listens to, whose third is covered, and whose fourth Tab passes by. */
const breakThree = () => {
  const dialog = Object.assign(document.createElement('dialog'), { id: 'broken' });
  const [, , covered, passed] = ['sound', 'deaf', 'covered', 'passed'].map((name) => {
    const button = Object.assign(document.createElement('button'), { id: name, textContent: name });
    button.style.cssText = 'display: block; width: 80px; height: 60px';
    button.ariaPressed = 'false';
    if (name !== 'deaf') {
      button.onclick = () => {
        button.ariaPressed = String(button.ariaPressed !== 'true');
      };
    }
    dialog.append(button);
    return button;
  });
  const cover = document.createElement('div');
  cover.style.cssText = 'position: relative; width: 80px; height: 60px; margin-top: -60px';
  covered!.after(cover);
  passed!.tabIndex = -1;
  const open = Object.assign(document.createElement('button'), { id: 'broken-open', hidden: true });
  open.onclick = () => dialog.showModal();
  document.body.append(open, dialog);
};
const BROKEN: Room = { name: 'broken', open: ['#broken-open'] };
const NAMED: Readonly<Record<Way, readonly string[]>> = {
  keys: ['“#passed passed” in broken is not reached by Tab', '“#deaf deaf” in broken does nothing'],
  fingers: [
    '“#covered covered” in broken is covered by <div style="position: relative; width: 80px; height: 60px; m',
    '“#deaf deaf” in broken does nothing',
    '“#covered covered” in broken does nothing',
  ],
};

describe.each(['keys', 'fingers'] as const)(
  'by %s alone every control is reached and works',
  (way) => {
    afterAll(async () => {
      await trial?.page.context().close();
      trial = null;
    });
    const whole = async (room: Room) => {
      try {
        return await visit(way, room);
      } catch (error) {
        // Whatever a failure has left open must not be in the way of the next.
        await trial?.page.context().close();
        trial = null;
        throw error;
      }
    };
    test.each(ROOMS.filter(({ by = way }) => by === way))('$name', async (room) =>
      expect(await whole(room)).toEqual([]),
    );
    test('one that does not work is named', async () => {
      trial ??= await begin(way);
      await trial.page.evaluate(breakThree);
      expect(await whole(BROKEN)).toEqual(NAMED[way].map((fault) => `button ${fault}`));
    });
  },
);
