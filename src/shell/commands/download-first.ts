// `curl … -o file && sh file` for `curl … | sh`.

import { fileName } from '../file-name.ts';
import type { Command, ShellWord } from '../tree.ts';
import type { FetchedProgram } from './fetched-programs.ts';
import { addFail, type Fetch, hostOf } from './fetchers.ts';
import { interpreterOf } from './interpreters.ts';

/** Where the output goes, curl's and wget's. */
const OUTPUT_OPTIONS = new Set(['-o', '-O', '--output', '--output-document']);

/**
 * The two commands to write instead of `command`, which runs what `source` writes, with the words that are there; `text` is
 * that of the Dockerfile.
 */
export function downloadAndRun(command: Command, { fetch, source }: FetchedProgram, text: string): string {
  const url = textsOf(fetch.urls).join(' ');
  const name = fileName(url);
  const isHost = fetch.urls.some((word) => name === hostOf(word));
  const file = `/tmp/${/^[\w.-]+$/.test(name) && !isHost ? name : 'install'}`;
  const generic = fetch.tool === 'curl' ? `curl -fsSL ${url} -o ${file}` : `wget -qO ${file} ${url}`;
  return `${downloadTo(file, fetch, source) ?? generic} && ${runFile(command, file, text)}`;
}

/** The command as it stands, with `file` for the standard output; undefined where it says that in an unusual way. */
function downloadTo(file: string, fetch: Fetch, { words, nameWord, assignments }: Command): string | undefined {
  const output = fetch.options.options.find(({ name }) => OUTPUT_OPTIONS.has(name))?.valueWord;
  const isPlain = output === undefined ? fetch.tool === 'curl' : output.text.endsWith('-');
  if (!isPlain || assignments.length > 0) return undefined;
  const fail = fetch.failsOnHttpError ? undefined : addFail(fetch, { nameWord });
  const texts = words.map((word) => {
    const at = fail === undefined ? 0 : fail.span.start - word.span.start;
    const isFailHere = at > 0 && at <= word.text.length;
    const own = isFailHere ? `${word.text.slice(0, at)}${fail?.text}${word.text.slice(at)}` : word.text;
    return word === output ? `${own.slice(0, -1)}${/^-\w/.test(own) ? ' ' : ''}${file}` : own;
  });
  return [...texts, ...(output === undefined ? ['-o', file] : [])].join(' ');
}

function runFile({ nameWord, span, ...command }: Command, file: string, text: string): string {
  const interpreter = interpreterOf(command);
  if (interpreter === undefined || nameWord === undefined) return `. ${file}`;
  const { language, program, options } = interpreter;
  const first = options.operands[0]?.value;
  const namesStdin = program.kind === 'stdin' && (first === '-' || first === '/dev/stdin');
  // Behind the text of a shell script stands its `$0`.
  const inText = language === 'shell' ? 2 : 0;
  const skipped = program.kind === 'argument' ? inText : Number(namesStdin || program.kind === 'file');
  return [text.slice(span.start, nameWord.span.end), file, ...textsOf(options.operands.slice(skipped))].join(' ');
}

function textsOf(words: readonly ShellWord[]): readonly string[] {
  return words.map(({ text }) => text);
}
