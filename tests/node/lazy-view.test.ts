import { expect, test } from 'vitest';
import { allLoaded, counted, countedOnce, createLazyView } from '../../src/app/jobs/lazy-view.ts';
import type { View } from '../../src/app/jobs/view.ts';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';

const spectrum = { ...DEFAULT_STATE, tab: 'spectrum' as const };

/** A view that notes what is asked of it. */
function noting() {
  const asked: string[] = [];
  const view: View = {
    request: ({ tab }) => void asked.push(`request ${tab}`),
    resize: () => void asked.push('resize'),
    results: () => [],
    settled: async () => void asked.push('settled'),
    cancel: () => void asked.push('cancel'),
  };
  return { asked, view };
}

test('a view is loaded when it is first opened, once, and then shows the newest state', async () => {
  const { asked, view } = noting();
  let loads = 0;
  const lazy = createLazyView(
    ({ tab }) => tab === 'spectrum',
    async () => {
      loads++;
      return view;
    },
    () => {},
  );
  lazy.request(DEFAULT_STATE);
  lazy.resize();
  lazy.cancel();
  await lazy.settled();
  expect([loads, asked]).toEqual([0, []]);
  lazy.request(spectrum);
  lazy.request(DEFAULT_STATE);
  await lazy.settled();
  expect([loads, asked]).toEqual([1, ['request landscape', 'settled']]);
  lazy.request(spectrum);
  lazy.resize();
  lazy.cancel();
  expect(asked.slice(2)).toEqual(['request spectrum', 'resize', 'cancel']);
});

test('a failure to load is told, settles, and the next request tries again', async () => {
  const { asked, view } = noting();
  const errors: string[] = [];
  let failing = true;
  const load = countedOnce(async () => {
    if (failing) throw new Error('offline');
    return view;
  });
  const lazy = createLazyView(
    () => true,
    load,
    ({ message }) => errors.push(message),
  );
  lazy.request(spectrum);
  await lazy.settled();
  expect([errors, asked]).toEqual([['offline'], []]);
  failing = false;
  lazy.request(spectrum);
  await lazy.settled();
  expect([errors, asked]).toEqual([['offline'], ['request spectrum', 'settled']]);
});

test('what is loaded once is shared by all who ask', async () => {
  let loads = 0;
  const load = countedOnce(async () => ++loads);
  expect(await Promise.all([load(), load()])).toEqual([1, 1]);
  expect(await load()).toBe(1);
});

test('whoever waits until all is loaded has it in view, also where loading loads more, and after a failure', async () => {
  const done: string[] = [];
  const load = countedOnce(async () => 'a dialog');
  const opened = load().then(async (name) => {
    done.push(name);
    await counted(new Promise((resolve) => setTimeout(resolve, 5)));
    done.push('its picture');
  });
  counted(Promise.reject(new Error('offline'))).catch(({ message }) => done.push(message));
  await allLoaded();
  expect(done.toSorted()).toEqual(['a dialog', 'its picture', 'offline']);
  await opened;
});
