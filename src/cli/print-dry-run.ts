// What `--dry-run` prints.
import type { Engine, LandscapeSpec, SpectrumSpec, SweepSpec } from '../engine.ts';
import type { Format, FormatOptions } from '../fields/formats/index.ts';
import { cellBytes, type GridSource } from '../fields/formats/source.ts';
import { amount } from '../math/format.ts';
import { type CommonFlags, print } from './common.ts';
import { type Besides, bytesOfFile, estimateOf, sampleOf, type Trial } from './dry-run.ts';

export interface DryRun {
  engine: Engine;
  spec: LandscapeSpec | SweepSpec | SpectrumSpec;
  shape: Omit<GridSource, 'read'>;
  trial: Trial;
  files: readonly { file: string; format: Format; options: FormatOptions }[];
  besides?: Besides;
  /** Pictures with axes, whose bytes depend on what is in them. */
  figures: readonly string[];
  /** Cells whose results are in memory at once; default: all. */
  inMemory?: number;
}

/** Prints what a job would be, and does nothing else: no file is written, and none looked at. */
export async function printDryRun(flags: CommonFlags, of: DryRun): Promise<void> {
  const { engine, spec, shape, trial, files } = of;
  const { name, adapter, precision } = engine.info;
  const { width, height } = shape;
  const each = shape.fields.reduce((sum, field) => sum + cellBytes(field), 0);
  const bytes = each * (of.inMemory ?? width * height);
  const estimate = await estimateOf(trial);
  let sample: Promise<GridSource> | undefined;
  const sizes = [];
  for (const { file, format, options } of files) {
    const size = await bytesOfFile(shape, format, options, () => {
      sample ??= sampleOf(engine, spec, of.besides);
      return sample;
    });
    sizes.push({ file, ...size });
  }
  print(
    { json: flags.json },
    {
      dryRun: true,
      spec,
      engine: name,
      adapter,
      precision,
      size: { width, height, cells: width * height, bytesEach: each },
      memory: { bytes, text: `${amount(bytes, 'B')} of results at once` },
      files: sizes,
      ...(of.figures.length > 0 && { figures: of.figures }),
      estimate,
    },
  );
}
