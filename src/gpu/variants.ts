// Shaders of runs with what few specs ask for: adjusted steps (weight decay, schedules, noise), and further results. Lines of
// the usual shaders are added or replaced, so that those are as they are: what is not asked for costs nothing.
import adjusted from '../../shaders/adjusted.wgsl?raw';
import noise from '../../shaders/noise.wgsl?raw';
import type { Features } from './features.ts';
import type { Kernel } from './kernels/kernel.ts';
import { unrolled } from './kernels/theta.ts';
import type { JobName } from './shaders.ts';
import {
  type Edit,
  networkEdits,
  networkText,
  pairEdits,
  pairText,
  thetaEdits,
  thetaText,
} from './variant-shaders.ts';

/** The text with its lines changed. Throws an Error for a line that is not there: a shader was changed without this. */
export function edited(text: string, edits: readonly Edit[]): string {
  const found = new Set<string>();
  const byLine = new Map(edits);
  const lines = text.split('\n').map((line) => {
    const code = line.replace(/\/\/.*$/, '').trim();
    const becomes = byLine.get(code);
    if (becomes === undefined) return line;
    found.add(code);
    return becomes.replaceAll('{}', code);
  });
  const lacking = edits.find(([line]) => !found.has(line));
  if (lacking) throw new Error(`no shader has a line "${lacking[0]}"`);
  return lines.join('\n');
}

/** Changes of the jobs' own shaders. */
function jobEdits(job: JobName, { adjusted: adjusts, divergedAt, gradient }: Features): Edit[] {
  const axis = (of: 'columns' | 'rows', at: string) => `${of}[pixels[r] ${at} job.width].x`;
  const edits: Edit[] = [];
  if (job === 'trajectories') {
    const settings = 'let settings = Settings(PlanePoint(), job.hyper, ratesOf());';
    return adjusts
      ? [
          [settings, `{}\nadjustRun(adjustment.firstRun + r, 0, 0);`],
          ['ready(&run, settings);', '{}\nreadyAdjusted();'],
        ]
      : [];
  }
  if (adjusts) {
    edits.push([
      'let settings = settingsOf(r);',
      `{}\nadjustRun(pixels[r], ${axis('columns', '%')}, ${axis('rows', '/')});`,
    ]);
  }
  const ready = [
    adjusts ? 'readyAdjusted();' : '',
    divergedAt ? 'divergedStep = select(states[r].divergedStep, NEVER, doneBefore(r) == 0);' : '',
  ].join('\n');
  edits.push(['ready(&run, settings);', `{}\n${ready}`]);
  if (divergedAt) {
    edits.push(
      ['rises: u32,', '{}\ndivergedStep: u32,'],
      ['states[r].done = done;', '{}\nstates[r].divergedStep = divergedStep;'],
    );
  }
  if (job === 'watched') edits.push(...resultEdits(adjusts, divergedAt, gradient));
  return edits;
}

/** Words of a result: the weights, loss, steps, outcome, the measure; then the step of divergence and the gradient. */
function resultEdits(adjusts: boolean, divergedAt: boolean, gradient: boolean): Edit[] {
  const more = `${Number(divergedAt)}u + ${gradient ? 'SIZE' : '0u'}`;
  const lines = [
    'let further = result + weights + select(3u, 4u, measures);',
    ...(divergedAt
      ? ['results[further] = select(NEVER, min(divergedStepOf(run), job.steps), lost);']
      : []),
    ...(gradient
      ? [
          'let hole = slope.merit <= -UNDEFINED || loss >= UNDEFINED;',
          'for (var i = 0u; i < SIZE; i++) {',
          `results[further + ${Number(divergedAt)}u + i] =`,
          'bitcast<u32>(select(gradientOf(run, there, slope, i), UNDEFINED, hole));',
          '}',
        ]
      : []),
  ].join('\n');
  return [
    ...(divergedAt || gradient
      ? ([
          [
            'let result = r * (weights + select(3u, 4u, measures));',
            `let result = r * (weights + select(3u, 4u, measures) + ${more});`,
          ],
          ['results[result + weights + 2] = outcome;', `{}\n${lines}`],
        ] satisfies Edit[])
      : []),
    ...(adjusts
      ? ([
          [
            'let outcome = outcomeOf(lost, select(steepness(run, slope), 0, stopped(run)), loss, rises);',
            'let outcome = outcomeOf(lost, select(adjustedSteepness(run, slope), 0, stopped(run)), loss, rises);',
          ],
        ] satisfies Edit[])
      : []),
  ];
}

/** Which of the ways to write a kernel its text is of. */
function kernelParts(text: string, features: Features, { size }: Kernel) {
  if (text.includes('alias Part = vec2f;')) {
    return { edits: pairEdits(features), more: pairText(features) };
  }
  if (text.includes('alias Part = vec4f;')) {
    return { edits: networkEdits(features), more: networkText(features, size) };
  }
  return { edits: thetaEdits(features), more: unrolled(thetaText(features), size) };
}

/** The shader of a job on runs, `text` being the usual one, with some features. */
export function variantSource(
  text: string,
  job: JobName,
  kernel: Kernel,
  features: Features,
): string {
  const { edits, more } = kernelParts(text, features, kernel);
  return [
    edited(text, [...jobEdits(job, features), ...edits]),
    ...(features.divergedAt ? ['var<private> divergedStep: u32;'] : []),
    ...(features.adjusted ? [`const NOISY = ${features.noisy};`, noise, adjusted] : []),
    more,
  ].join('\n');
}
