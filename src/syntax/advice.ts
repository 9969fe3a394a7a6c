// What to do about an error of the builder, where its own text does not say so.

import type { Node } from './node.ts';
import { isOfTemplate } from './recovery.ts';

/** Keyed by how the message starts. */
const ADVICE: readonly (readonly [start: string, advice: string])[] = [
  ["'from' doesn't support", 'Give the image a stage of its own, FROM <image> AS <name>, and write from=<name>.'],
  ['ADD cannot accept', 'Name the destination behind the heredoc: ADD <<EOF <destination>.'],
  ['ADD requires', 'Name at least one source and the destination: ADD <source>… <destination>.'],
  ['COPY cannot accept', 'Name the destination behind the heredoc: COPY <<EOF <destination>.'],
  ['COPY requires', 'Name at least one source and the destination: COPY <source>… <destination>.'],
  ['Chaining ONBUILD', 'Write the instruction itself behind ONBUILD.'],
  ['ENV must have two arguments', 'Write ENV name=value.'],
  ['FROM requires', 'Write FROM <image> or FROM <image> AS <name>.'],
  ['LABEL must have two arguments', 'Write LABEL name=value.'],
  ['Missing command', 'Name the command that tells whether the container is healthy, or write HEALTHCHECK NONE.'],
  ['SHELL requires', 'Write the shell and its options as a JSON array: SHELL ["/bin/bash", "-c"].'],
  ["Syntax error - can't find =", 'Write every pair as name=value, and quote values that contain blanks.'],
  ['dockerfile line greater', 'Break the line with the escape character, or copy the text from a file.'],
  ['file with no instructions', 'A Dockerfile starts with FROM <image>.'],
  ['invalid network mode', 'Write default, none or host.'],
  ['no build stage', 'Move it below a FROM; only ARG may stand before the first FROM.'],
  ['only one ', 'Remove one of the two lines.'],
  ['security ', 'Write sandbox or insecure.'],
  ['strconv.ParseInt', 'Write a whole number: --retries=3.'],
  ['time: ', 'Write a number and a unit: 30s, 1m30s, 500ms.'],
  ['unterminated heredoc', 'Close it with a line that holds nothing but its name.'],
  ['when using JSON array syntax', 'Put every element in double quotes.'],
];

/** One sentence, or nothing where the message is enough. `node` is the instruction that it is about. */
export function adviceFor(message: string, node?: Node): string | undefined {
  if (node && isOfTemplate(node)) return 'This is a template: look at the Dockerfile that is made of it instead.';
  if (message.startsWith('unknown instruction') && !message.endsWith('?)')) {
    return 'If the line continues the instruction above it, end the line above with the escape character.';
  }
  return ADVICE.find(([start]) => message.startsWith(start))?.[1];
}

/** A shift such as `$((1 << 4))` is a heredoc to BuildKit, too. */
export function adviceOnHeredoc(name: string): string | undefined {
  if (!name.endsWith('))')) return adviceFor('unterminated heredoc');
  return 'BuildKit takes this shift for a heredoc: write it without blanks, as in $((1<<4)).';
}
