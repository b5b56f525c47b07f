import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chromiumPlaces } from '../../scripts/browser.mjs';
import { attemptsOn, getChromium } from '../../scripts/get-chromium.mjs';

/** getChromium on a machine where the attempt `brings` puts a Chromium at /new. */
function on(machine: { isRoot: boolean; hasApt: boolean }, brings: string, there: string[] = []) {
  const places = [...there];
  const lines: string[] = [];
  const attempts = attemptsOn(machine);
  const path = getChromium({
    places: () => places,
    starts: (place) => place !== '/stub',
    attempts,
    run(program, args, seconds) {
      const { says } = attempts.find((attempt) => attempt.args === args)!;
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(600);
      expect(program).not.toBe('');
      if (says === brings) places.push('/new');
      return says === brings || says === 'apt-get update';
    },
    say: (line) => lines.push(line),
  });
  return { path, lines };
}

const trying = (says: string, minutes: number) =>
  `No Chromium that starts: trying ${says} (at most ${minutes} min)`;
const PLAYWRIGHT = 'npx playwright install chromium';

test('a Chromium that starts is taken without a word, and one that does not is passed over', () => {
  const machine = { isRoot: true, hasApt: true };
  expect(on(machine, '', ['/stub', '/old'])).toEqual({ path: '/old', lines: [] });
});

test('Playwright’s download comes first; apt-get only for root where there is one', () => {
  const user = { isRoot: false, hasApt: true };
  const root = { isRoot: true, hasApt: true };
  expect(on(root, PLAYWRIGHT)).toEqual({ path: '/new', lines: [trying(PLAYWRIGHT, 10)] });
  expect(on(root, 'apt-get install chromium', ['/stub'])).toEqual({
    path: '/new',
    lines: [
      trying(PLAYWRIGHT, 10),
      `${PLAYWRIGHT}: failed`,
      trying('apt-get update', 2),
      trying('apt-get install chromium', 10),
    ],
  });
  const failed = { path: null, lines: [trying(PLAYWRIGHT, 10), `${PLAYWRIGHT}: failed`] };
  expect(on(user, 'apt-get install chromium')).toEqual(failed);
  expect(on({ isRoot: true, hasApt: false }, 'apt-get install chromium')).toEqual(failed);
});

test('the program of Playwright’s download is there', () => {
  const [playwright] = attemptsOn({ isRoot: false, hasApt: false });
  expect(playwright!.args.slice(1)).toEqual(['install', 'chromium']);
  expect(existsSync(playwright!.args[0]!)).toBe(true);
});

test('CHROMIUM_PATH alone decides where it is set; one that names no program is refused, quoting it', () => {
  expect(chromiumPlaces({ CHROMIUM_PATH: process.execPath, PATH: '/bin' })).toEqual([
    process.execPath,
  ]);
  expect(() => chromiumPlaces({ CHROMIUM_PATH: '/none' })).toThrow(/"\/none".*not a program/);
});
