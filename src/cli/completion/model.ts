// What a shell needs to know of the commands.

/** A flag as a shell needs it. */
export interface CompletedFlag {
  name: string;
  /** What it is for, in one line. */
  text: string;
  takesValue: boolean;
  /** Words that its value may be; none where it is free. */
  words: readonly string[];
  /** Whether the value may be a file. */
  file: boolean;
}

export interface CompletedCommand {
  name: string;
  text: string;
  flags: readonly CompletedFlag[];
  /** What stands beside the flags: words, or files. */
  words: readonly string[];
  file: boolean;
}
