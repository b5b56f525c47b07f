// Which step a state is of, and what entering it makes of the state.
import { baseOf, type Lesson, type Step } from '../../lessons/lesson.ts';
import { difference, merge } from '../state/patch.ts';
import { problemState } from '../state/problem.ts';
import { DEFAULT_STATE, type State, type StatePatch } from '../state/state.ts';

/** A step with the lesson it is of, and its place there, counted from 0. */
export interface Place {
  readonly lesson: Lesson;
  readonly step: Step;
  readonly at: number;
  /** As the state has it: lesson.step. */
  readonly id: string;
}

/** All steps, in the order in which they are taken. */
export const placesOf = (lessons: readonly Lesson[]): Place[] =>
  lessons.flatMap((lesson) =>
    lesson.steps.map((step, at) => ({ lesson, step, at, id: `${lesson.id}.${step.id}` })),
  );

/** All steps of a step's lesson. */
export const lessonOf = (places: readonly Place[], { lesson }: Place): Place[] =>
  places.filter((place) => place.lesson === lesson);

/** The step of that name; of none the one left last, or the first, which also stands for a name that is unknown. */
export function placeNamed(
  places: readonly Place[],
  name: string,
  last: string | null,
): { place: Place; isKnown: boolean } {
  const of = (id: string | null) => places.find((place) => place.id === id);
  const found = of(name);
  if (found) return { place: found, isKnown: true };
  return { place: (name === '' && of(last)) || places[0]!, isKnown: name === '' };
}

/** Of which problem a step is. */
export const problemAt = ({ lesson, step }: Place): string => baseOf(lesson, step).problem;

/** Whether the picture is of the step's problem, made of what the step speaks of. */
export function isOf(
  { problem, data, network }: Pick<State, 'problem' | 'data' | 'network'>,
  { lesson, step }: Place,
): boolean {
  const base = baseOf(lesson, step);
  const asThere =
    !!lesson.anyNetwork || JSON.stringify(network) === JSON.stringify(base.network ?? null);
  return problem === base.problem && asThere && (data === null || !!lesson.anyData);
}

/** What stands beside a step that says nothing else. */
const PICTURE = {
  picture: 'landscape',
  view: { field: 'loss', edge: false, alongRuns: false, marks: true },
};

const pictured = ({ setUp }: Step) => merge(PICTURE, setUp) as StatePatch;

/** What entering a step changes: its picture and, coming from elsewhere, the lesson's problem. */
export function entering(state: State, place: Place): StatePatch {
  const { lesson, step, id } = place;
  const own = pictured(step);
  const setUp = isOf(state, place) ? own : merge(baseOf(lesson, step), own);
  return { ...(setUp as StatePatch), tab: 'lessons', lesson: id };
}

/** What starting a step over changes: everything is as the lesson has it. */
export function startingOver({ lesson, step, id }: Place): StatePatch {
  const base = baseOf(lesson, step);
  const { problem } = base;
  const { parameters, trained, plane, window } = problemState({ problem });
  const made = { formula: null, data: null, network: null, parameters, trained, plane, window };
  const own = { ...made, step: null, view: { hidden: [] } };
  const setUp = merge(merge(own, base), pictured(step)) as StatePatch;
  return { ...setUp, tab: 'lessons', lesson: id };
}

/** Parts of the state that say nothing of a step's picture. */
const BESIDE: readonly string[] = ['tab', 'lesson', 'picture', 'engine', 'view', 'step'];

/**
 * Whether a state names a step and leaves its picture to that: a link to it, or a change of nothing else. What a
 * student has changed stays.
 */
export function leavesPicture(state: State, before: State | null): boolean {
  const onlyBeside = (other: State, beside: readonly string[]) =>
    Object.keys((difference(state, other) as object | undefined) ?? {}).every((key) =>
      beside.includes(key),
    );
  return (
    onlyBeside(DEFAULT_STATE, BESIDE) || (before !== null && onlyBeside(before, ['tab', 'lesson']))
  );
}
