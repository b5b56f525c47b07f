// A step of a lesson, part by part: on the screen, or as it is printed.
import type { Part, Step } from '../../lessons/lesson.ts';
import { element } from '../../views/dom.ts';
import { activationElement } from './activation.ts';
import { type Answers, askElement, askOnPaper } from './asks.ts';
import {
  type Change,
  choicesElement,
  controlElement,
  controlOnPaper,
  weightFields,
} from './controls.ts';
import { drawingElement } from './drawing.ts';
import { plotElement } from './plot.ts';
import { formulaElement, type Reading, type Shown, textNodes } from './reading.ts';
import type { Bench } from './runner.ts';
import { runsElement } from './runs-table.ts';
import { tableElement } from './tables.ts';

/** What a step is read with; on paper nothing can be changed. */
export interface Desk {
  readonly answers: Answers;
  readonly change: Change | null;
  readonly bench: Bench;
}

export const stepElements = (reading: Reading, { parts }: Step, desk: Desk): HTMLElement[] =>
  parts.flatMap((part) => partElements(reading, part, desk));

/** A part that is there under a condition is filled only then: its figures may be missing otherwise. */
function partElements(reading: Reading, part: Part, desk: Desk): HTMLElement[] {
  const { where } = part;
  if (where === undefined) return madeOf(reading, part, desk);
  const isThere = ({ figures }: Shown) => Boolean(figures[where]);
  const gated: Reading = {
    ...reading,
    live: (update) => reading.live((shown) => isThere(shown) && update(shown)),
  };
  const made = madeOf(gated, part, desk);
  reading.live((shown) => {
    for (const each of made) each.hidden = !isThere(shown);
  });
  return made;
}

function madeOf(reading: Reading, part: Part, desk: Desk): HTMLElement[] {
  const { answers, change, bench } = desk;
  switch (part.kind) {
    case 'text':
      return [element('p', {}, ...textNodes(reading, part.text))];
    case 'list': {
      const items = part.items.map((key) => element('li', {}, ...textNodes(reading, key)));
      return [element('ul', {}, ...items)];
    }
    case 'formula': {
      const math = formulaElement(reading, part.formula) as unknown as HTMLElement;
      return [element('div', { className: 'lesson-wide lesson-formula' }, math)];
    }
    case 'table':
      return [tableElement(reading, part.table)];
    case 'network': {
      const drawing = drawingElement(reading, part.drawing);
      return change ? [drawing, weightFields(reading, part.drawing, change)] : [drawing];
    }
    case 'ask': {
      const ask = change ? askElement : askOnPaper;
      return [ask(reading, part.ask, answers)];
    }
    case 'control':
      return [
        change
          ? controlElement(reading, part.control, part.label, change)
          : controlOnPaper(reading, part.control, part.label),
      ];
    case 'plot':
      return [plotElement(reading, part.plot)];
    case 'activation':
      return change ? [activationElement(reading, part.label, part.of, change)] : [];
    case 'runs':
      return [runsElement(reading, part.plan, bench, change === null)];
    case 'choices':
      return change ? [choicesElement(reading, part.label, part.choices, change)] : [];
  }
}
