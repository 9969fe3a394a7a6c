// curl https://example.com/install.sh | sh

import { defineRule } from '../src/lint/rule.ts';
import { pipefailLine } from '../src/lint/pipefail-advice.ts';
import { type FetchedProgram, fetchedProgram } from '../src/shell/commands/fetched-programs.ts';
import { hostOf } from '../src/shell/commands/fetchers.ts';
import { interpreterOf } from '../src/shell/commands/interpreters.ts';
import { fileName } from '../src/shell/file-name.ts';
import { isNeededLater } from '../src/shell/later-use.ts';
import { pipefail, statusFate } from '../src/shell/status.ts';
import type { Command, ShellWord } from '../src/shell/tree.ts';

export default defineRule({
  summary: 'A script is run while it is downloaded, and nobody notices when the download fails.',
  why:
    'An interpreter that gets nothing has nothing to do and succeeds; one that gets half of a script runs that half. ' +
    'The build goes on without what the script installs, and the step is cached: building again does not try again. ' +
    'A pipe counts the failure where `set -o pipefail` is in force, otherwise download to a file first. Programs that ' +
    'check what they read, such as tar and gpg, need neither, and neither does a script whose program the same RUN uses.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['DL4006'],
  bad: [
    `
    FROM debian:13
    RUN curl -fsSL https://deb.nodesource.com/setup_24.x | bash - \\
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from deb.nodesource.com goes unnoticed: bash gets nothing to run and succeeds
     && apt-get install -y nodejs
    `,
    `
    FROM alpine:3.22
    RUN sh -c "$(wget -qO- https://example.com/install.sh)"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from example.com goes unnoticed: sh gets nothing to run and succeeds
    `,
  ],
  good: [
    `
    FROM debian:13
    SHELL ["/bin/bash", "-o", "pipefail", "-c"]
    RUN curl -fsSL https://deb.nodesource.com/setup_24.x | bash -
    `,
    `
    FROM alpine:3.22
    RUN wget -qO /tmp/install.sh https://example.com/install.sh && sh /tmp/install.sh
    `,
    `
    FROM debian:13
    RUN curl -fsSL https://example.com/app.tar.gz | tar xz -C /opt
    `,
  ],
  create: ({ analysis, report }) => ({
    Command(command, { instruction, script }) {
      const program = script.complete ? fetchedProgram(command) : undefined;
      if (program === undefined || (program.by === 'pipe' && pipefail(program.source, script))) return;
      if (statusFate(command, script) === 'handled') return;
      const [url] = program.fetch.urls;
      if (url === undefined || isNeededLater(programsOf(url), command.span.end, script)) return;
      const host = hostOf(url);
      const from = host === undefined ? '' : ` from ${host}`;
      const name = command.name === '.' ? 'source' : command.name;
      report({
        at: { start: Math.min(program.source.span.start, command.span.start), end: command.span.end },
        message: `a failed download${from} goes unnoticed: ${name} gets nothing to run and succeeds`,
        help: advice(command, program, pipefailLine(analysis, instruction)),
      });
    },
  }),
});

/** Words of URLs that are no names of programs. */
const COMMON = /^(?:https?|www|com|org|net|io|git|raw|main|master|latest|stable|get|bash|install|installer|setup|sh)$/;

/** What a script may install: `https://bootstrap.pypa.io/get-pip.py` has `pip` in it. */
function programsOf({ text }: ShellWord): readonly string[] {
  const words = [...text.split(/[^\w-]+/), ...text.split(/[^a-zA-Z]+/)].filter((word) => !COMMON.test(word));
  const names = words.flatMap((word) => (word.startsWith('get') ? [word, word.slice('get'.length)] : [word]));
  return names.includes('rustup') ? [...names, 'cargo', 'rustc'] : names;
}

function advice(command: Command, program: FetchedProgram, line: string | undefined): string {
  const download = `Download it first: ${downloadAndRun(command, program)}`;
  if (program.by === 'substitution' || line === undefined) return download;
  const fail = program.fetch.failsOnHttpError ? '' : ' and give curl "-f"';
  return `${download}; or write ${line} above this RUN${fail}.`;
}

/** The two commands to write instead. */
function downloadAndRun(command: Command, { fetch }: FetchedProgram): string {
  const url = textsOf(fetch.urls).join(' ');
  const name = fileName(url);
  const isHost = fetch.urls.some((word) => name === hostOf(word));
  const file = `/tmp/${/^[\w.-]+$/.test(name) && !isHost ? name : 'install'}`;
  const download = fetch.tool === 'curl' ? `curl -fsSL ${url} -o ${file}` : `wget -qO ${file} ${url}`;
  return `${download} && ${runFile(command, file)}`;
}

function runFile(command: Command, file: string): string {
  const interpreter = interpreterOf(command);
  if (interpreter === undefined) return `. ${file}`;
  const { words, args } = command;
  const { language, program, options } = interpreter;
  const first = options.operands[0]?.value;
  const namesStdin = program.kind === 'stdin' && (first === '-' || first === '/dev/stdin');
  // Behind the text of a shell script stands its `$0`.
  const inText = language === 'shell' ? 2 : 0;
  const skipped = program.kind === 'argument' ? inText : Number(namesStdin || program.kind === 'file');
  const before = words.slice(0, words.length - args.length);
  return [...textsOf(before), file, ...textsOf(options.operands.slice(skipped))].join(' ');
}

function textsOf(words: readonly ShellWord[]): readonly string[] {
  return words.map(({ text }) => text);
}
