// curl https://example.com/install.sh | sh

import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { pipefailLine } from '../src/knowledge/stage-shell.ts';
import { defineRule } from '../src/lint/rule.ts';
import { runMentions } from '../src/model/later-runs.ts';
import { downloadAndRun } from '../src/shell/commands/download-first.ts';
import { type FetchedProgram, fetchedProgram } from '../src/shell/commands/fetched-programs.ts';
import { hostOf } from '../src/shell/commands/fetchers.ts';
import { previousInPipeline } from '../src/shell/flow.ts';
import { isNeededBehind, isNeededLater } from '../src/shell/later-use.ts';
import { pipefail, statusFate } from '../src/shell/status.ts';
import type { Command, ShellScript, ShellWord } from '../src/shell/tree.ts';
import type { Instruction } from '../src/syntax/ast.ts';

export default defineRule({
  summary: 'A script is run while it is downloaded, and nobody notices when the download fails.',
  why:
    'An interpreter that gets nothing has nothing to do and succeeds; one that gets half of a script runs that half. ' +
    'The build goes on without what the script installs, and the step is cached: building again does not try again. ' +
    'A pipe counts the failure where `set -o pipefail` is in force, otherwise download to a file first. Programs that ' +
    'check what they read, such as tar and gpg, need neither, and neither does a script whose program the same RUN uses; ' +
    'where a later RUN does, the build ends there, and the finding is a matter of style.',
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
  create({ analysis, report }) {
    const { model, source } = analysis;
    const isMinor = isForWorkshop(source.path, model.stages.at(-1)?.name);
    const scriptOf = (run: Instruction): ShellScript | undefined => analysis.shell(run);
    const mentionsFor = runMentions(model, scriptOf);
    return {
      Command(command, { instruction, script }) {
        const program = script.complete ? fetchedProgram(command) : undefined;
        if (program === undefined || (program.by === 'pipe' && pipefail(program.source, script))) return;
        if (statusFate(command, script) === 'handled') return;
        const [url] = program.fetch.urls;
        const { end } = command.span;
        const names = url === undefined ? [] : programsOf(url);
        if (url === undefined || isNeededLater(names, end, script)) return;
        const isNeeded = isNeededBehind(names, script.body.span.end, mentionsFor(instruction));
        const host = hostOf(url);
        const from = host === undefined ? '' : ` from ${host}`;
        const name = command.name === '.' ? 'source' : command.name;
        const line = program.by === 'pipe' ? pipefailLine(model.stageOf(instruction), scriptOf) : undefined;
        report({
          at: { start: Math.min(program.source.span.start, command.span.start), end },
          ...((isMinor || isNeeded) && { severity: 'style' }),
          message: `a failed download${from} goes unnoticed: ${name} gets nothing to run and succeeds`,
          help: advice(command, program, line, source.text),
        });
      },
    };
  },
});

/** Words of URLs that are no names of programs. */
const COMMON = new Set(
  `apt bash bin com deb download downloads get git http https install installer io latest linux lua main master net node
  nodejs org packages perl php py python raw releases rpm ruby script scripts setup sh stable www`.split(/\s+/),
);

/** What comes under another name; the packages of Debian and Ubuntu, which a failure leaves, have no npm in them. */
const ALSO_INSTALLED: ReadonlyMap<string, readonly string[]> = new Map([
  ['nodesource', ['npm', 'npx', 'corepack']],
  ['rustup', ['cargo', 'rustc']],
]);

/** What a script may install: `https://bootstrap.pypa.io/get-pip.py` has `pip` in it. */
function programsOf({ text }: ShellWord): readonly string[] {
  const words = [...text.split(/[^\w-]+/), ...text.split(/[^a-zA-Z]+/)];
  const names = words.filter((word) => /^[a-zA-Z]{2}/.test(word) && !COMMON.has(word));
  const short = names.flatMap((name) => (name.startsWith('get') ? name.slice('get'.length) : []));
  return [...names, ...short, ...names.flatMap((name) => ALSO_INSTALLED.get(name) ?? [])];
}

function advice(command: Command, program: FetchedProgram, line: string | undefined, text: string): string {
  const { fetch, source, by } = program;
  const isFiltered = by === 'pipe' && previousInPipeline(command) !== source;
  const download = isFiltered ? 'save it with "curl -f" or wget' : downloadAndRun(command, program, text);
  const fail = fetch.failsOnHttpError ? '' : ' and give curl "-f"';
  return `Download it first: ${download}${line === undefined ? '' : `; or write ${line} above this RUN${fail}.`}`;
}
