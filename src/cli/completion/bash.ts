// The completion of bash.
import type { CompletedCommand, CompletedFlag } from './model.ts';

/** The script for bash, from version 3.2 on. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const flags = new Map<string, CompletedFlag>();
  for (const flag of commands.flatMap((command) => command.flags)) {
    // Of commands that have a flag alike one may know its values better.
    const known = flags.get(flag.name);
    if (!known || flag.words.length > known.words.length) flags.set(flag.name, flag);
  }
  const valued = [...flags.values()].filter(({ takesValue }) => takesValue);
  return `# bash completion of gradscape: source <(gradscape completion bash)
_gradscape_reply() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$@")
}

_gradscape() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} flags='' words='' files=''
  COMPREPLY=()
  # Of --flag=value bash makes three words.
  if [[ $cur == '=' ]]; then cur=''
  elif [[ $prev == '=' ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  if (( COMP_CWORD == 1 )); then
    _gradscape_reply -W '${names} --help --version' -- "$cur"
    return
  fi
  case $prev in
${valued.map(valueCase).join('\n')}
  esac
  case \${COMP_WORDS[1]} in
${commands.map(commandCase).join('\n')}
  esac
  if [[ $cur == -* ]]; then _gradscape_reply -W "$flags" -- "$cur"; return; fi
  _gradscape_reply -W "$words" -- "$cur"
  if [[ $files ]]; then
    compopt -o filenames 2>/dev/null
    _gradscape_reply -f -- "$cur"
  fi
}
complete -F _gradscape gradscape
`;
}

/** What follows a flag. A value that is free is left to the user. */
function valueCase({ name, words, file }: CompletedFlag): string {
  const parts = [
    ...(words.length > 0 ? [`_gradscape_reply -W '${words.join(' ')}' -- "$cur"`] : []),
    ...(file ? ['compopt -o filenames 2>/dev/null', '_gradscape_reply -f -- "$cur"'] : []),
    'return',
  ];
  return `    ${name}) ${parts.join('; ')} ;;`;
}

function commandCase({ name, flags, words, file }: CompletedCommand): string {
  const names = flags.map((flag) => flag.name).join(' ');
  return `    ${name}) flags='${names}' words='${words.join(' ')}'${file ? ' files=yes' : ''} ;;`;
}
