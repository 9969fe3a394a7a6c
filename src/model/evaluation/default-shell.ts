// How shell form becomes words to execute (dockerfile2llb: withShell).

import type { CommandLine } from '../../syntax/ast.ts';
import type { Image } from '../image.ts';

/** The shell that reads shell form. */
export function shellOf({ shell, os }: Image): readonly string[] {
  if (shell !== undefined && shell.length > 0) return shell;
  return os === 'windows' ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c'];
}

/** The words of a command; shell form behind its shell. */
export function commandWords(command: CommandLine, image: Image): readonly string[] {
  if (command.form === 'exec') return command.words.map(({ text }) => text);
  return [...shellOf(image), command.text.text];
}
