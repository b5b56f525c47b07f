// Scripts that complete the command line in bash, zsh and fish, written from the flags that the commands have.
import { Argument, type Command, type Option } from 'commander';
import { OPTIMIZER_KINDS } from '../../optimizers.ts';
import { ACTIVATIONS, DRAWS, LOSSES } from '../../problems/networks/spec.ts';
import { problems } from '../../problems/registry.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import type { CompletedCommand, CompletedFlag } from './model.ts';
import { zshScript } from './zsh.ts';

const SHELLS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;
type Shell = keyof typeof SHELLS;

/** Values that commands check on their own. */
const WORDS: Readonly<Record<string, () => readonly string[]>> = {
  '--problem': () => Object.keys(problems),
  '--optimizer': () => OPTIMIZER_KINDS,
  '--init': () => DRAWS,
  '--activation': () => ACTIVATIONS,
  '--output': () => ACTIVATIONS,
  '--loss': () => LOSSES,
  '--data': () => [
    ...new Set(Object.values(problems).flatMap(({ data }) => Object.keys(data?.sets ?? {}))),
  ],
};

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('prints a script that completes commands, flags and values in a shell')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(Object.keys(SHELLS)))
    .addHelpText(
      'after',
      `
Examples:
  source <(gradscape completion bash)
  gradscape completion bash > ~/.local/share/bash-completion/completions/gradscape
  gradscape completion zsh > "\${fpath[1]}/_gradscape"
  gradscape completion fish > ~/.config/fish/completions/gradscape.fish`,
    )
    .action((shell: Shell) => {
      process.stdout.write(SHELLS[shell](program.commands.map(completed)));
    });
}

function completed(command: Command): CompletedCommand {
  const [argument] = command.registeredArguments;
  const name = command.name();
  return {
    name,
    text: command.description(),
    flags: command.createHelp().visibleOptions(command).map(completedFlag),
    words: argument?.argChoices ?? (name === 'problems' ? Object.keys(problems) : []),
    file: /file/.test(argument?.name() ?? ''),
  };
}

function completedFlag({
  long,
  description,
  flags,
  required,
  optional,
  argChoices,
}: Option): CompletedFlag {
  const name = long!;
  return {
    name,
    text: description.split('\n')[0]!,
    takesValue: required || optional,
    words: argChoices ?? WORDS[name]?.() ?? [],
    file: /[<[][^>\]]*\bfile/.test(flags),
  };
}
