// The completion of zsh.
import type { CompletedCommand, CompletedFlag } from './model.ts';

/** The script for zsh, as a file of a folder in fpath or sourced after compinit. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef gradscape
# zsh completion of gradscape: gradscape completion zsh > "\${fpath[1]}/_gradscape"
_gradscape() {
  local -a commands
  commands=(
${commands.map(({ name, text }) => `    ${quoted(`${name}:${text}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  (( CURRENT-- ))
  shift words
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
if [[ $funcstack[1] == _gradscape ]]; then _gradscape "$@"; else compdef _gradscape gradscape; fi
`;
}

function commandCase({ name, flags, words, file }: CompletedCommand): string {
  const rest = file ? ['*:file:_files'] : words.length > 0 ? [`*:name:(${words.join(' ')})`] : [];
  const specs = [...flags.map(flagSpec), ...rest].map((spec) => `        ${quoted(spec)}`);
  return `    ${name})
      _arguments \\
${specs.join(' \\\n')}
      ;;`;
}

/** One specification of _arguments: --flag=[text]:what:values. */
function flagSpec({ name, text, takesValue, words, file }: CompletedFlag): string {
  const explained = `[${text.replace(/[[\]:\\]/g, '\\$&')}]`;
  if (!takesValue) return `*${name}${explained}`;
  const values = file ? '_files' : words.length > 0 ? `(${words.join(' ')})` : ' ';
  return `*${name}=${explained}:value:${values}`;
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
