// The options of a shell that decide what a failing command does: `set -e`, `set -o pipefail`.

export interface SetOptions {
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

export const NO_OPTIONS: SetOptions = { errexit: false, pipefail: false };

/**
 * The options in force after `set` with `args`, or in a shell that starts with them; an argument that is not known
 * changes nothing.
 */
export function withOptions(before: SetOptions, args: readonly (string | undefined)[]): SetOptions {
  const options = { errexit: before.errexit, pipefail: before.pipefail };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const isOn = arg.startsWith('-');
    if (arg === '--' || arg === '-' || !(isOn || arg.startsWith('+'))) break;
    if (arg.startsWith('--')) continue;
    if (arg.includes('e')) options.errexit = isOn;
    if (!arg.endsWith('o')) continue;
    const name = args[++at];
    if (name === 'errexit' || name === 'pipefail') options[name] = isOn;
  }
  return options;
}
