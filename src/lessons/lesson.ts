// What a lesson is: steps of text, formulas, tables and questions about a problem, whose figures are all computed.
import type { Trajectories, TrajectorySpec, Window } from '../engine.ts';
import type { NetworkModel } from '../problems/networks/model.ts';
import type { Activation, NetworkRef } from '../problems/networks/spec.ts';
import type { ProblemRef } from '../problems/problem.ts';
import type { Reference } from '../reference.ts';
import type { Plot } from './plot.ts';
import type { RunPlan } from './run-plan.ts';
import type { WordKey } from './words/words.ts';

/** Figures of a step by name, worked out in f64 from the state's own parameters: none is written down. */
export type Figures = Readonly<Record<string, number>>;

/** What figures depend on: whatever of it the student changes, changes them. */
export interface LessonState {
  /** All parameters of the problem by name; those that are trained stand where the runs start. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly optimizers: {
    readonly gd: { readonly learningRate: number };
    readonly adam: {
      readonly learningRate: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    };
  };
  /** Steps that the runs take. */
  readonly steps: number;
  /** What the problem is fitted to, row by row; none where it has no data. */
  readonly rows: readonly (readonly number[])[];
  /** Of a problem that is a network: what it is, and what was said of it. */
  readonly network?: { readonly model: NetworkModel; readonly said: NetworkRef | null } | undefined;
  /** What is in view, and the steps that each run of a map takes; left out, as the step sets them. */
  readonly map?: { readonly window: Window; readonly steps: number } | undefined;
}

/** What an engine made of some runs, by their names. */
export type Runs = Readonly<Record<string, Trajectories>>;

/** Runs that take too long to be made where their figures are shown: the page has its engines make them. */
export interface LongRuns {
  /** By name what is to be run for a state. */
  specs(state: LessonState): Readonly<Record<string, TrajectorySpec>>;
  /** They are made in f32 besides, where a GPU is in use. */
  readonly onGpu: boolean;
  /** Figures of the runs; `gpu` is null where they were not made on one. */
  figures(state: LessonState, cpu: Runs, gpu: Runs | null): Figures;
}

/** What there is to read from a map of runs. */
export interface MapReading {
  /** Of its runs those that were solved, 0 to 1. */
  readonly solved: number;
  /** Boxes that meet the border of the solved area, by their side in pixels; null of a map without one. */
  border(): {
    readonly sizes: readonly number[];
    readonly counts: readonly number[];
    /** The box-counting dimension. */
    readonly slope: number;
    readonly standardError: number | null;
  } | null;
}

/** What figures of the picture itself are taken with. */
export interface Lab {
  readonly problem: ProblemRef;
  /** The map beside the text, once all of it is computed; null where there is none. */
  map(): Promise<MapReading | null>;
  readonly reference: Pick<Reference, 'sweep' | 'trajectories' | 'curvatureAlong'>;
  /** The figures are not wanted any more. */
  readonly signal: AbortSignal;
}

/** Figures that come later than the rest, as they take what a page must not wait for. */
export interface Observation {
  /** Until they are there they are NaN. */
  readonly names: readonly string[];
  of(state: LessonState, lab: Lab): Promise<Figures>;
}

/**
 * A patch of the page's state, which the page checks as it does one from a link. A step's leaves the problem and its
 * parameters alone, so that what the student changed stays.
 */
export interface LessonSetUp {
  readonly [key: string]: unknown;
}

/** A slip that students make: what it gives, and what to say to whoever typed that. */
export interface Slip {
  readonly value: number;
  readonly hint: WordKey;
}

/** "Predict, then see": a figure to work out on paper before the page shows it. */
export interface Ask {
  /** One of its step's, for what is kept of it in the browser. */
  readonly id: string;
  readonly question: WordKey;
  /** The right answer, by name. */
  readonly figure: string;
  /** Further figures that give it away, by name: hidden until it is found or shown. */
  readonly hides?: readonly string[];
  /** Significant digits that it is shown with; default: DIGITS. */
  readonly digits?: number;
  /** Said with "right". */
  readonly because?: WordKey;
  /** What to think of, asked for before an answer. */
  readonly hint?: WordKey;
  /** Slips that give another answer than the right one. */
  slips(figures: Figures): readonly Slip[];
}

/** What stands in a table: words, a figure, or a formula. */
export type Cell =
  | { readonly text: WordKey }
  | { readonly figure: string; readonly digits?: number }
  | { readonly formula: string };

export interface Row {
  readonly head: Cell;
  readonly cells: readonly Cell[];
  /** Of the picture or of formulas: what lights up with it, as `\part` of formulas.tex names it. */
  readonly part?: string;
  /** It is there only while its head's figure is: there are as many rows as examples. */
  readonly optional?: true;
}

export interface Table {
  readonly caption: WordKey;
  /** Heads of the columns, that of the rows' heads first. */
  readonly columns: readonly Cell[];
  readonly rows: readonly Row[];
}

/** A unit of the network's drawing, in a box 0 to 1 wide and high. */
export interface DrawnUnit {
  readonly id: string;
  /** Name of an inline formula. */
  readonly formula: string;
  readonly x: number;
  readonly y: number;
  /** Name of its bias, a parameter. */
  readonly bias?: string;
  /** What the text calls that, where it is something else. */
  readonly biasSymbol?: string;
  /** What it gives for a sample: the figure's name is `${id}.${sample}`. */
}

/** A weight of the drawing: `name` is the parameter's, and the figure's. */
export interface DrawnWeight {
  readonly name: string;
  /** What the text calls it, where it is something else. */
  readonly symbol?: string;
  readonly from: string;
  readonly to: string;
  readonly trained: boolean;
}

/** The network with its weights, and with what its units give for one of the samples. */
export interface Drawing {
  readonly caption: WordKey;
  readonly units: readonly DrawnUnit[];
  readonly weights: readonly DrawnWeight[];
  /** Suffixes of the units' figures: see DrawnUnit. */
  readonly samples: readonly string[];
}

/** A setting of the page beside the text. */
export type Control = 'gd.learningRate' | 'adam.learningRate' | 'steps';

/** A button that changes the page: another start, another rate, nearer to the picture. */
export interface Choice {
  readonly label: WordKey;
  /** As a step's setUp is one. */
  readonly patch: LessonSetUp;
}

/** A part with `where` is there only while that figure is there and not 0. */
export type Part = { readonly where?: string } & PartKind;

type PartKind =
  | { readonly kind: 'text'; readonly text: WordKey }
  | { readonly kind: 'list'; readonly items: readonly WordKey[] }
  /** By its name in formulas.tex; shown as a display of its own. */
  | { readonly kind: 'formula'; readonly formula: string }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'network'; readonly drawing: Drawing }
  | { readonly kind: 'ask'; readonly ask: Ask }
  | { readonly kind: 'control'; readonly control: Control; readonly label: WordKey }
  | { readonly kind: 'plot'; readonly plot: Plot }
  /** Chooses the activation of the hidden layers. */
  | { readonly kind: 'activation'; readonly label: WordKey; readonly of: readonly Activation[] }
  /** A table of runs that fills as they are made. */
  | { readonly kind: 'runs'; readonly plan: RunPlan }
  | { readonly kind: 'choices'; readonly label: WordKey; readonly choices: readonly Choice[] };

export interface Step {
  /** Its link is `lesson.step`. */
  readonly id: string;
  readonly title: WordKey;
  /** What the picture is to show, without the problem, which is the lesson's. */
  readonly setUp: LessonSetUp;
  /** Of another problem than the lesson's: what entering it from elsewhere sets up first. */
  readonly of?: LessonSetUp & { readonly problem: string };
  readonly observed?: Observation;
  figures(state: LessonState): Figures;
  /** Further figures come of these. */
  readonly long?: LongRuns;
  readonly parts: readonly Part[];
}

export interface Lesson {
  readonly id: string;
  readonly title: WordKey;
  /** Entering it from another problem, or starting it over. */
  readonly setUp: LessonSetUp & { readonly problem: string };
  /** Its figures are of whatever data the problem has. */
  readonly anyData?: true;
  /** It speaks of networks of any shape, or sets its own up in its steps. */
  readonly anyNetwork?: true;
  readonly steps: readonly Step[];
}

/** What entering a step from another problem sets up first. */
export const baseOf = (lesson: Lesson, step: Step): Lesson['setUp'] => step.of ?? lesson.setUp;

/** All figures of a step, with those of the picture that are known. */
export const figuresOf = (step: Step, state: LessonState, known: Figures = {}): Figures => ({
  ...Object.fromEntries((step.observed?.names ?? []).map((name) => [name, Number.NaN])),
  ...step.figures(state),
  ...known,
});

/** Significant digits of a figure where nothing else is said. */
export const DIGITS = 6;
