// What computes, where and how precisely, why it is not the GPU, and the choice of another.

import type { ProblemRef } from '../../problems/problem.ts';
import { type Name, t, translated } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { reasonInWords } from './cpu-words.ts';
import { f32InWords } from './f32-words.ts';
import { closePopover, togglePopover } from './popover.ts';

const CHOICES: Readonly<Record<State['engine'], Name>> = {
  auto: 'automatic',
  gpu: 'GPU (WebGPU, f32)',
  cpu: 'CPU (workers, f64)',
};

const element = (tag: string, text: string): HTMLElement =>
  Object.assign(document.createElement(tag), { textContent: text });

export function openEngine(
  badge: HTMLElement,
  engines: Engines,
  store: Store,
  set: (patch: StatePatch) => void,
  problem: ProblemRef,
): void {
  const { why } = engines;
  const { name, adapter, precision } = engines.current.info;
  const content = document.createElement('div');
  const list = document.createElement('dl');
  const row = (term: string, value: string) =>
    list.append(element('dt', term), element('dd', value));
  row(t('engine'), t(CHOICES[name]));
  row(t('adapter'), translated(adapter));
  row(
    t('precision'),
    precision === 'f32' ? t('f32, 24 bits: about 7 digits') : t('f64, 53 bits: about 16 digits'),
  );
  if (why) row(t('why no GPU'), reasonInWords(why));
  content.append(element('h2', t('Engine')), list);
  const bound = precision === 'f32' ? f32InWords(problem) : '';
  if (bound) content.append(element('p', bound));
  const choices = document.createElement('div');
  choices.className = 'choices';
  for (const [engine, label] of Object.entries(CHOICES) as [State['engine'], Name][]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = t(label);
    button.setAttribute('aria-pressed', String(store.state.engine === engine));
    button.addEventListener('click', () => {
      closePopover();
      set({ engine });
    });
    choices.append(button);
  }
  content.append(choices);
  togglePopover(badge, t('Engine'), content);
}
