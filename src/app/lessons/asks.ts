// "Predict, then see": a question, what was typed, and what is said of it. Nothing is graded.
import { judge, slipsOf } from '../../lessons/answers.ts';
import type { Ask } from '../../lessons/lesson.ts';
import { numberText } from '../../lessons/numbers.ts';
import type { WordKey } from '../../lessons/words/words.ts';
import { button, element } from '../../views/dom.ts';
import type { Answer } from './progress.ts';
import { type Reading, type Shown, say, textNodes } from './reading.ts';

/** What is kept of a step's answers. */
export interface Answers {
  of(ask: string): Answer | null;
  keep(ask: string, answer: Answer): void;
}

/** Whether a figure may be seen: it was found, or shown. */
export const isSolved = (answer: Answer | null): boolean =>
  answer !== null && answer.how !== 'wrong';

let made = 0;

export function askElement(reading: Reading, ask: Ask, answers: Answers): HTMLElement {
  const id = `ask-${made++}`;
  let shown: Shown | null = null;
  /** The right answer that something was said of; another one makes that untrue. */
  let saidOf: number | null = null;
  const right = () => shown?.figures[ask.figure] ?? Number.NaN;
  const question = element(
    'label',
    { htmlFor: id, className: 'ask-question' },
    ...textNodes(reading, ask.question),
  );
  const input = element('input', { id, type: 'text', autocomplete: 'off', spellcheck: false });
  input.placeholder = reading.words['view.answer'];
  const result = element('p', { className: 'ask-result' });
  result.setAttribute('role', 'status');

  /** `how` chooses its colour. */
  const tell = (how: Answer['how'] | 'hint', ...parts: readonly (Node | string)[]) => {
    result.dataset.how = how;
    result.replaceChildren(...parts);
    saidOf = right();
  };
  const words = (key: WordKey) => {
    const still = { ...reading, live: (update: (now: Shown) => void) => shown && update(shown) };
    return textNodes(still, key);
  };
  const because = () => (ask.because ? [' ', ...words(ask.because)] : []);
  /** What is to be said of what was typed. */
  const judged = () => {
    const slips = slipsOf(ask, shown!.figures);
    const { kind, says } = judge(input.value, right(), slips, reading.language);
    return kind === 'right' ? ({ how: 'right', says } as const) : ({ how: 'wrong', says } as const);
  };
  const tellJudged = ({ how, says }: ReturnType<typeof judged>) =>
    tell(how, ...words(says), ...(how === 'right' ? because() : []));
  const tellAnswer = () => {
    const answer = element('span', {
      className: 'figure',
      textContent: numberText(right(), reading.language, ask.digits),
    });
    answer.dataset.figure = ask.figure;
    const [before = '', after = ''] = reading.words['view.theAnswer'].split('{answer}');
    tell('shown', before, answer, after, ...because());
  };
  const check = () => {
    if (!shown || input.value.trim() === '') return input.focus();
    if (Number.isNaN(right())) return tell('hint', reading.words['view.computing']);
    const answer = judged();
    // Kept first: what is said of a right answer may name the figure.
    answers.keep(ask.id, { typed: input.value, how: answer.how });
    tellJudged(answer);
    offer();
  };
  const show = () => {
    if (Number.isNaN(right())) return tell('hint', reading.words['view.computing']);
    answers.keep(ask.id, { typed: input.value, how: 'shown' });
    tellAnswer();
    offer();
  };
  /** What was said in another visit, or another language, as far as it is still true. */
  const sayAgain = ({ typed, how }: Answer) => {
    if (how === 'shown') return tellAnswer();
    if (typed.trim() === '') return;
    const again = judged();
    if (again.how === how) tellJudged(again);
  };
  const submit = element('button', { type: 'submit', textContent: reading.words['view.check'] });
  const { hint } = ask;
  const help = hint && button(reading.words['view.hint'], () => tell('hint', ...words(hint)));
  const reveal = button(reading.words['view.show'], show);
  /** What is solved needs no help. */
  function offer() {
    const solved = isSolved(answers.of(ask.id));
    // The one with the focus must not vanish.
    if (solved && [help, reveal].some((each) => each === document.activeElement)) input.focus();
    if (help) help.hidden = solved;
    reveal.hidden = solved;
  }
  const before = answers.of(ask.id);
  if (before) input.value = before.typed;
  offer();

  const form = element(
    'form',
    { className: 'ask', noValidate: true },
    question,
    element('div', { className: 'ask-row' }, input, submit),
    element('div', { className: 'ask-row' }, ...(help ? [help] : []), reveal),
    result,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    check();
  });
  reading.live((next) => {
    const first = shown === null;
    shown = next;
    if (first && before) sayAgain(before);
    if (saidOf === null || Object.is(saidOf, right())) return;
    saidOf = null;
    result.replaceChildren();
  });
  return form;
}

/** The same on paper: the question, and what was answered. */
export function askOnPaper(reading: Reading, ask: Ask, answers: Answers): HTMLElement {
  const answer = answers.of(ask.id);
  const typed = answer?.typed.trim();
  const told = typed
    ? say(reading, 'view.answered', { answer: typed })
    : reading.words['view.unanswered'];
  const mark = answer?.how === 'right' ? ` ✓ ${reading.words['view.right']}` : '';
  const line = element('p', { className: 'paper-answer', textContent: told + mark });
  if (isSolved(answer) && answer?.how !== 'right') {
    const shown = element('span');
    reading.live(({ figures }) => {
      const value = numberText(figures[ask.figure] ?? Number.NaN, reading.language, ask.digits);
      shown.textContent = ` ${say(reading, 'view.theAnswer', { answer: value })}`;
    });
    line.append(shown);
  } else if (!typed) {
    line.classList.add('blank');
  }
  return element(
    'div',
    { className: 'ask' },
    element('p', { className: 'ask-question' }, ...textNodes(reading, ask.question)),
    line,
  );
}
