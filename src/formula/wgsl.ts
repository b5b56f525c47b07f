// f32 twin of src/formula/evaluate.ts: writes the instructions as WGSL, one name for each. Nothing of a user's text is in
// it. What they call stands in shaders/formula.wgsl and elementary.wgsl.
import { differentiate } from './derivative.ts';
import type { Instruction, Representation } from './ir.ts';
import { isSure, magnitudesOf } from './magnitude.ts';
import { LARGEST_ANGLE, type Operation } from './operations.ts';

/** Where an input comes from: a component of θ by its place in a run, or a number of the kernel's constants. */
export interface Source {
  readonly from: 'weight' | 'constant';
  readonly place: number;
  /** Its largest size at which a slope is asked for, but for the slopes of runs that are frozen. */
  readonly bound: number;
}

/** Calls of functions of elementary.wgsl and of WGSL itself. */
const CALLS: Partial<Record<Operation, string>> = {
  exp: 'expOf',
  log: 'logOf',
  abs: 'abs',
  pow: 'powOf',
};

const SIGNS: Partial<Record<Operation, string>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
};

/** An f32 literal. */
function literal(value: number): string {
  const text = String(Math.fround(value));
  return `${text}f`;
}

/**
 * slopeOf(run) and lossOf(run) of a representation: the derivatives are those by the inputs that are weights. The
 * loss is tested whatever the inputs are. Slopes are for runs, which are frozen where a weight is beyond its
 * bound: what can only be too large beyond is not tested there, and a slope without a merit need not be a number.
 */
export function formulaWgsl(
  representation: Representation,
  output: number,
  sources: readonly Source[],
): string {
  const all = representation.copy();
  const weights = sources.flatMap(({ from }, i) => (from === 'weight' ? [i] : []));
  const slopes = differentiate(all, output, weights);
  const { instructions } = all;
  const nameOf = (place: number) => {
    const value = all.valueOf(place);
    // A part of a derivative that is undefined whatever the variables are: see statements.
    if (value !== null && Number.isNaN(value)) return '0f';
    return value === null ? `t${place}` : value < 0 ? `(${literal(value)})` : literal(value);
  };
  const anywhere = magnitudesOf(
    all,
    sources.map(() => Number.POSITIVE_INFINITY),
  );
  const withinBounds = magnitudesOf(
    all,
    sources.map(({ bound }) => bound),
  );
  const context = { instructions, sources, nameOf };
  const ofLoss = statements({ ...context, magnitudes: anywhere }, output + 1, [output]);
  const ofSlope = statements({ ...context, magnitudes: withinBounds }, instructions.length, [
    output,
    ...slopes,
  ]);
  return `
fn lossOf(run: ptr<function, Run>) -> f32 {
${ofLoss}
  return select(UNDEFINED, ${nameOf(output)}, ok);
}

fn slopeOf(run: ptr<function, Run>) -> Slope {
${ofSlope}
  var slope: Slope;
${slopes.map((slope, i) => `  slope.gradient[${sources[weights[i]!]!.place}] = ${nameOf(slope)};`).join('\n')}
  slope.merit = select(-UNDEFINED, -${nameOf(output)}, ok);
  return slope;
}
`;
}

/** The instructions before `end`, and whether they and the results are defined, as `ok`. */
function statements(context: Context, end: number, results: readonly number[]): string {
  const { instructions, magnitudes, nameOf } = context;
  const lines: string[] = [];
  const defined = new Set(results);
  const tests = new Set<string>();
  for (const [place, instruction] of instructions.slice(0, end).entries()) {
    if (instruction.operation === 'constant') {
      if (Number.isNaN(instruction.value)) tests.add('false');
      continue;
    }
    const { shared, text } = expressionOf(instruction, context);
    // What several instructions take of one argument is computed once.
    if (shared && !lines.includes(shared)) lines.push(shared);
    lines.push(`  let t${place} = ${text};`);
    const guards = guardsOf(instruction, place, context);
    for (const operand of guards.defined) defined.add(operand);
    for (const test of guards.tests) tests.add(test);
  }
  for (const place of defined) {
    if (!isSure(magnitudes[place]!)) tests.add(`isDefined(${nameOf(place)})`);
  }
  return [...lines, `  let ok = ${[...tests].join(' & ') || 'true'};`].join('\n');
}

interface Context {
  readonly instructions: readonly Instruction[];
  readonly sources: readonly Source[];
  /** See magnitudesOf. */
  readonly magnitudes: Float64Array;
  nameOf(place: number): string;
}

/** An instruction's value, and a statement that it needs before. */
function expressionOf(
  instruction: Instruction,
  context: Context,
): { readonly text: string; readonly shared?: string } {
  const { operation, of } = instruction;
  const [u = ''] = of.map(context.nameOf);
  const wave = { shared: `  let wave_${of[0]} = waveOf(${u});` };
  const logistic = (name: string, argument: string) => ({
    shared: `  let ${name} = logisticOf(${argument});`,
  });
  switch (operation) {
    case 'input': {
      const { from, place } = context.sources[instruction.value]!;
      if (from === 'constant') return { text: `constantOf(${place}u)` };
      const part = (name: string) =>
        `let ${name.toLowerCase()}_${place} = (*run)[${name} + ${place}u];`;
      return { shared: `  ${part('HI')} ${part('LO')}`, text: `hi_${place} + lo_${place}` };
    }
    case 'sin':
      return { ...wave, text: `wave_${of[0]}.x` };
    case 'cos':
      return { ...wave, text: `wave_${of[0]}.y` };
    case 'tan':
      return { ...wave, text: `wave_${of[0]}.x / wave_${of[0]}.y` };
    case 'tanh': {
      const name = `twice_${of[0]}`;
      return { ...logistic(name, `2 * ${u}`), text: `tanhOf(${u}, ${name})` };
    }
    case 'sigmoid':
      return { ...logistic(`logistic_${of[0]}`, u), text: `logistic_${of[0]}.value` };
    case 'slope': {
      const half = halfOf(of[0]!, context.instructions);
      const name = half === null ? `logistic_${of[0]}` : `twice_${half}`;
      const argument = half === null ? u : `2 * ${context.nameOf(half)}`;
      return { ...logistic(name, argument), text: `${name}.slope` };
    }
  }
  return { text: plainExpressionOf(instruction, context) };
}

/** What an instruction is twice of, if it is: the derivative of tanh u takes the logistic of 2u, as tanh does. */
function halfOf(place: number, instructions: readonly Instruction[]): number | null {
  const { operation, of } = instructions[place]!;
  if (operation !== 'multiply') return null;
  const [a, b] = of as [number, number];
  const isTwo = (i: number) =>
    instructions[i]!.operation === 'constant' && instructions[i]!.value === 2;
  return isTwo(a) ? b : isTwo(b) ? a : null;
}

function plainExpressionOf({ operation, of }: Instruction, context: Context): string {
  const { nameOf } = context;
  const [u = '', v = '', p = '', q = ''] = of.map(nameOf);
  const sign = SIGNS[operation];
  const reciprocal = reciprocalOf(operation, context.instructions[of[1]!]);
  if (reciprocal !== null) return `${u} * (${literal(reciprocal)})`;
  if (sign) return shiftedWeight(sign, of, context) ?? `${u} ${sign} ${v}`;
  const call = CALLS[operation];
  switch (operation) {
    case 'negate':
      return `-${u}`;
    case 'sqrt':
      return `sqrt(max(${u}, 0))`;
    case 'sign':
      return `sign(${u})`;
    case 'min':
      return `select(${v}, ${u}, ${u} <= ${v})`;
    case 'max':
      return `select(${u}, ${v}, ${u} <= ${v})`;
    case 'pick':
      return `select(${q}, ${p}, ${u} <= ${v})`;
    case 'pow': {
      const root = rootOf(u, context.instructions[of[1]!]!);
      if (root) return root;
    }
  }
  return `${call}(${[u, v].slice(0, of.length).join(', ')})`;
}

/** By what to multiply rather than divide by a number: within two roundings of the quotient, which WGSL is, too. */
function reciprocalOf(operation: Operation, divisor: Instruction | undefined): number | null {
  if (operation !== 'divide' || divisor?.operation !== 'constant') return null;
  const { value } = divisor;
  return Math.abs(value) > 1e-37 && Math.abs(value) < 1e37 ? 1 / value : null;
}

/**
 * A weight plus or minus a number: from its hi, which is a multiple of 1/1024, so that what is left where the two
 * are equal keeps the digits of lo.
 */
function shiftedWeight(
  sign: string,
  of: readonly number[],
  { instructions, sources, nameOf }: Context,
): string | null {
  const [a, b] = of.map((place) => instructions[place]!) as [Instruction, Instruction];
  if (sign !== '+' && sign !== '-') return null;
  const part = ({ operation, value }: Instruction, which: string) =>
    operation === 'input' && sources[value]!.from === 'weight'
      ? `${which}_${sources[value]!.place}`
      : null;
  const [u, v] = of.map(nameOf) as [string, string];
  if (b.operation === 'constant' && part(a, 'hi')) {
    return `(${part(a, 'hi')} ${sign} ${v}) + ${part(a, 'lo')}`;
  }
  if (a.operation === 'constant' && part(b, 'hi')) {
    return `(${u} ${sign} ${part(b, 'hi')}) ${sign} ${part(b, 'lo')}`;
  }
  return null;
}

/** u^(n + ½) for small whole n ≥ 0, as a product with its root. */
function rootOf(u: string, exponent: Instruction): string | null {
  const n = exponent.value - 0.5;
  if (exponent.operation !== 'constant' || !Number.isInteger(n) || n < 0 || n > 4) return null;
  return [`sqrt(max(${u}, 0))`, ...Array<string>(n).fill(u)].join(' * ');
}

/** What must hold for an instruction to be defined, beside what its result tells by not being a number. */
function guardsOf(
  { operation, of }: Instruction,
  place: number,
  { instructions, magnitudes, nameOf }: Context,
): { defined: readonly number[]; tests: readonly string[] } {
  const [u = '', v = ''] = of.map(nameOf);
  const isZero = (i: number) => {
    const { operation: what, value } = instructions[i]!;
    return what === 'constant' && value === 0;
  };
  switch (operation) {
    // Of these three an undefined operand leaves no trace in the result, or a driver may take none to be there.
    case 'divide':
      if (reciprocalOf(operation, instructions[of[1]!]) !== null) break;
      return { defined: [], tests: [`isDivisor(${v})`] };
    case 'multiply':
      return { defined: of.some(isZero) ? of : [], tests: [] };
    case 'subtract':
      return { defined: of[0] === of[1] ? of : [], tests: [] };
    case 'exp':
      return { defined: [of[0]!, place], tests: [] };
    case 'log':
      return { defined: [], tests: [`isPositive(${u})`] };
    case 'sqrt':
      return { defined: of, tests: [`(${u} >= 0)`] };
    case 'sin':
    case 'cos':
    case 'tan':
      return {
        defined: [],
        tests: magnitudes[of[0]!]! <= LARGEST_ANGLE ? [] : [`isAngle(${u})`],
      };
    case 'tanh':
    case 'sigmoid':
    case 'slope':
    case 'sign':
    case 'min':
    case 'max':
      return { defined: of, tests: [] };
    case 'pick':
      return { defined: of.slice(2), tests: [] };
    case 'pow':
      return { defined: [place], tests: [`isPower(${u}, ${v})`] };
  }
  return { defined: [], tests: [] };
}
