// What problems there are.
import type { Command } from 'commander';
import type { NetworkModel } from '../problems/networks/model.ts';
import type { Problem } from '../problems/problem.ts';
import { describe, problems } from '../problems/registry.ts';
import { isMadeOfNetwork } from './network-flags.ts';

interface ProblemsFlags {
  json?: true;
}

export function addProblems(program: Command): void {
  program
    .command('problems')
    .description('the problems, with their parameters, known minima and data sets')
    .argument('[ids...]', 'only these')
    .option('--json', 'one line of JSON on stdout')
    .addHelpText(
      'after',
      `
With --json prints a list of {id, name, summary, parameters, trained, plane, window, thresholds, lossUnit,
minima, formula, network, data}. Minima are those of the default formula or data.

Examples:
  gradscape problems
  gradscape problems --json | jq '.[].id'`,
    )
    .action(list);
}

function list(ids: string[], { json }: ProblemsFlags): void {
  const unknown = ids.find((id) => !Object.hasOwn(problems, id));
  if (unknown !== undefined) {
    throw new RangeError(
      `problem ${JSON.stringify(unknown)} is not one of ${Object.keys(problems).join(', ')}`,
    );
  }
  const chosen = Object.values(problems).filter(({ id }) => ids.length === 0 || ids.includes(id));
  const text = json
    ? JSON.stringify(chosen.map(plainOf))
    : chosen.map((problem) => linesOf(problem).join('\n')).join('\n\n');
  process.stdout.write(`${text}\n`);
}

/** A problem as plain data. Of data sets only the sizes: `--data NAME` takes their rows. */
function plainOf(problem: Problem) {
  const { id, name, summary, parameters, window, thresholds, lossUnit, formula, network } = problem;
  const { theta, trained, plane } = describe({ id });
  return {
    id,
    name,
    summary,
    parameters,
    trained: theta.filter((_, c) => trained[c]),
    plane: plane.names,
    window,
    thresholds,
    lossUnit,
    minima: problem.minima ?? [],
    ...(formula === undefined ? {} : { formula }),
    ...(network && isMadeOfNetwork(problem) && { network: network.spec }),
    ...(problem.data
      ? { data: { columns: problem.data.columns, sets: sizesOf(problem.data) } }
      : {}),
  };
}

const sizesOf = ({ sets }: NonNullable<Problem['data']>) =>
  Object.fromEntries(Object.entries(sets).map(([name, rows]) => [name, rows.length]));

const short = (value: number) => String(Number(value.toPrecision(8)));

/** Parameters that are listed one by one. */
const LISTED = 12;

/** What a network is made of, a line for each flag that makes it another. */
function networkRows({ spec, names, train, test }: NetworkModel): [label: string, text: string][] {
  const { layers, activations, loss, initialisation, seed, batch, stopAt } = spec;
  return [
    ['layers', `${layers.join('-')}, ${spec.bias ? '' : 'no biases, '}${activations.join(', ')}`],
    ['loss', loss],
    ['start', `${initialisation}, seed ${seed}`],
    [
      'training',
      `${train.count} points, ${test.count} for testing, ${batch > 0 ? `batches of ${batch}` : 'full batch'}${stopAt === null ? '' : `, stops at ${stopAt}`}`,
    ],
    ['parameters', `${names.length}: ${names[0]} to ${names.at(-1)}, all trained`],
  ];
}

function linesOf(problem: Problem): string[] {
  const { id, summary, parameters, minima = [], data, formula } = problem;
  const network = isMadeOfNetwork(problem) ? problem.network : undefined;
  const few = network && parameters.length > LISTED ? [] : parameters;
  const width = Math.max(0, ...few.map(({ name }) => name.length));
  const row = (label: string, text: string) => `  ${label.padEnd(11)}${text}`;
  return [
    id,
    `  ${summary}`,
    ...(formula === undefined ? [] : [row('formula', formula)]),
    ...(network ? networkRows(network) : [])
      .filter(([label]) => label !== 'parameters' || few.length === 0)
      .map(([label, text]) => row(label, text)),
    ...few.map(({ name, default: value, min, max, description }, i) =>
      row(
        i === 0 ? 'parameters' : '',
        `${name.padEnd(width)}  ${short(value)} (${short(min)} to ${short(max)})  ${description}`,
      ),
    ),
    ...minima.map(({ at, loss }, i) => {
      const values = Object.entries(at).map(([name, value]) => `${name} = ${short(value)}`);
      return row(i === 0 ? 'minima' : '', `${short(loss)} at ${values.join(', ')}`);
    }),
    ...(data
      ? [
          row(
            'data',
            `${data.columns.join(', ')}: ${Object.entries(sizesOf(data))
              .map(([name, count]) => `${name} (${count})`)
              .join(', ')}, or --data FILE.csv`,
          ),
        ]
      : []),
  ];
}
