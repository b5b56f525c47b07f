import GUI from 'lil-gui';
import { expect, test } from 'vitest';
import { createPanelKit } from '../../src/app/panel/kit.ts';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';
import { createStore } from '../../src/app/state/store.ts';

test('a section that is disposed of leaves no folder, and its rows ask for nothing any more', () => {
  const root = document.body.appendChild(document.createElement('div'));
  const store = createStore(DEFAULT_STATE);
  const kit = createPanelKit(new GUI({ container: root }), store, () => {});
  const asked = { kept: 0, gone: 0 };
  const add = (name: keyof typeof asked) => {
    const section = kit.section(name);
    section.number({
      label: 'steps',
      min: 1,
      max: 10,
      get() {
        asked[name]++;
        return kit.state.steps;
      },
      set: (steps) => kit.put({ steps }),
    });
    section.choice(
      'isolines',
      () => kit.state.view.isolines,
      () => {},
    );
    section.always(() => void asked[name]++);
    return section;
  };
  add('kept');
  const gone = add('gone');
  expect(root.querySelectorAll('.lil-gui:not(.lil-root)').length).toBe(2);
  gone.dispose();
  expect(root.querySelectorAll('.lil-gui:not(.lil-root)').length).toBe(1);
  const before = { ...asked };
  kit.update();
  expect(asked.gone).toBe(before.gone);
  expect(asked.kept).toBeGreaterThan(before.kept);
  root.remove();
});
