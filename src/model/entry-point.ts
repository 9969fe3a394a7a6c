// What an ENTRYPOINT does with the words of CMD: takes them as its own arguments, or starts them.

import { fileName } from '../shell/file-name.ts';
import { literalWord } from '../shell/literal-word.ts';
import { unwrap } from '../shell/wrappers.ts';
import { startOf } from './first-process.ts';

/** What people call the programs and scripts that start what they are given. */
const STARTER =
  /entry-?point|launch|wrap|^(?:boot|entry|exec|init|run|start|with)(?![a-z])|[-_](?:exec|init|run)(?![a-z])/;

/** Programs that start what they are given. */
const STARTERS: ReadonlySet<string> = new Set([
  ...['busybox', 'catatonit', 'chamber', 'chroot', 'direnv', 'docker-init', 'doppler', 'dotenv', 'dumb-init', 'env'],
  ...['exec', 'fixuid', 'gosu', 'nice', 'nohup', 'npx', 'pnpx', 'pid1', 's6-svscan', 'setpriv', 'setsid', 'stdbuf'],
  ...['su', 'su-exec', 'sudo', 'tini', 'tini-static', 'time', 'timeout', 'uvx', 'vault-env', 'xargs'],
]);

/** What follows is a command: `poetry run`, `bundle exec`; at the end also `sh -c`, `tini --`. */
const INTRODUCES = /^(?:exec|run)$/;
const INTRODUCES_AT_END = /^(?:--|-[a-z]*c|-e|-m|-s)$/;

/**
 * The name of the program that takes what stands behind these words as its own arguments; undefined where they may start it
 * instead, as an init does and many a script, and where nobody knows.
 */
export function ownProgram(entrypoint: readonly string[]): string | undefined {
  if (entrypoint.length === 0) return undefined;
  const { first } = startOf(entrypoint, undefined);
  if (first.kind !== 'program' && first.kind !== 'init') return undefined;
  const { program } = first;
  const words = wordsBehindInit(entrypoint);
  const starts =
    words.some((word, index) => STARTER.test(fileName(word)) || (index > 0 && INTRODUCES.test(word))) ||
    INTRODUCES_AT_END.test(words.at(-1) ?? '');
  return program === undefined || program === '' || STARTERS.has(program) || starts ? undefined : program;
}

/** The words without `tini --` and other programs that start the rest in their own place. */
export function wordsBehindInit(words: readonly string[]): readonly string[] {
  return words.slice(unwrap(words.map((word) => literalWord(word, { start: 0, end: 0 }))).index);
}

/** These words start nothing by themselves: `tini --`, `gosu app`. */
export function isBareStarter(entrypoint: readonly string[]): boolean {
  const [program = '', ...rest] = entrypoint;
  const name = fileName(program);
  if (name === 'gosu' || name === 'su-exec') return rest.length === 1;
  return (INITS.has(name) || name === 'env') && rest.every((word) => word.startsWith('-'));
}

const INITS: ReadonlySet<string> = new Set(['catatonit', 'dumb-init', 'tini', 'tini-static']);
