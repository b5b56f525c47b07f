// The completion of fish.
import type { CompletedCommand, CompletedFlag } from './model.ts';

/** The script for fish. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, text, flags, words, file }) => {
    const here = `complete -c gradscape -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c gradscape -f -n __fish_use_subcommand -a ${name} -d ${quoted(text)}`,
      ...(words.length > 0 ? [`${here} -f -a ${quoted(words.join(' '))}`] : []),
      `${here} ${file ? '-F' : '-f'}`,
      ...flags.map((flag) => `${here} ${flagPart(flag)}`),
    ];
  });
  return `# fish completion of gradscape: gradscape completion fish | source
${lines.join('\n')}
`;
}

function flagPart({ name, text, takesValue, words, file }: CompletedFlag): string {
  const value = takesValue ? (file ? ' -r -F' : ' -x') : '';
  const values = words.length > 0 ? ` -a ${quoted(words.join(' '))}` : '';
  return `-l ${name.slice(2)}${value}${values} -d ${quoted(text)}`;
}

const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
