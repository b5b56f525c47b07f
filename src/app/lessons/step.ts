// A step of a lesson, part by part: on the screen, or as it is printed.
import type { Part, Step } from '../../lessons/lesson.ts';
import { element } from '../../views/dom.ts';
import { type Answers, askElement, askOnPaper } from './asks.ts';
import { type Change, controlElement, weightFields } from './controls.ts';
import { drawingElement } from './drawing.ts';
import { formulaElement, type Reading, textNodes } from './reading.ts';
import { tableElement } from './tables.ts';

/** What a step is read with; on paper nothing can be changed. */
export interface Desk {
  readonly answers: Answers;
  readonly change: Change | null;
}

export const stepElements = (reading: Reading, { parts }: Step, desk: Desk): HTMLElement[] =>
  parts.flatMap((part) => partElements(reading, part, desk));

function partElements(reading: Reading, part: Part, { answers, change }: Desk): HTMLElement[] {
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
      return change ? [controlElement(reading, part.control, part.label, change)] : [];
  }
}
