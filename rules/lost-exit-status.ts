// apt-get install -y git; rm -rf /var/lib/apt/lists/*

import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { pipefailLine } from '../src/knowledge/stage-shell.ts';
import { defineRule, type Finding } from '../src/lint/rule.ts';
import { type Repair, repairOf, semicolonBehind } from '../src/shell/loss-repair.ts';
import type { LossBy, Lost } from '../src/shell/loss.ts';
import { lostWork } from '../src/shell/lost-work.ts';
import { errexit } from '../src/shell/status.ts';
import type { Source } from '../src/syntax/source.ts';

export default defineRule({
  summary: 'A command fails, and the build goes on without what it should have installed, fetched or built.',
  why:
    'A RUN fails where its shell does: a failure has no effect before ";", in a pipe, in all rounds of a loop but the ' +
    'last, and anywhere in a chain that ends with "|| true"; then the step is cached as if it had succeeded. Reported ' +
    'are commands that do work. A single command with "|| true" behind it is meant, and what a later command of the ' +
    'same RUN cannot do without ends the build there.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['DL4006', 'SC2015'],
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN apt-get update && apt-get install -y git; rm -rf /var/lib/apt/lists/*
                              ^^^^^^^^^^^^^^^ a failure of "apt-get install" is lost: what comes after ";" runs all the same
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      dockerfile: `
        FROM debian:13
        RUN make install && strip /usr/local/bin/app || true
            ^^^^ a failure of "make" is lost: "|| true" is for the whole chain
      `,
      fixed: `
        FROM debian:13
        RUN make install && { strip /usr/local/bin/app || true; }
      `,
    },
    {
      dockerfile: `
        FROM python:3.14
        RUN <<EOF
        pip install flask
        ^^^^^^^^^^^ a failure of "pip install" is lost: without "set -e" the next line runs all the same
        rm -rf /root/.cache
        EOF
      `,
      fixed: `
        FROM python:3.14
        RUN <<EOF
        set -e
        pip install flask
        rm -rf /root/.cache
        EOF
      `,
    },
    `
    FROM debian:13
    RUN for name in core web; do make -C $name install; done
                                 ^^^^ a failure of "make" is lost: only the last round of the loop counts
    RUN wget -qO- https://example.com/fix.patch | patch -p1
        ^^^^ a failure of "wget" is lost: the exit status is that of "patch"
    `,
  ],
  good: [
    `
    FROM debian:13
    RUN set -e; apt-get update; apt-get install -y git; rm -rf /var/lib/apt/lists/*
    `,
    `
    FROM debian:13
    RUN make install && rm -r docs || exit 1
    RUN pip install --no-index extras || true
    `,
    `
    FROM debian:13
    RUN tar xzf app.tar.gz; cd app; ./configure; make
    `,
  ],
  create: ({ analysis, report }) => ({
    Script(script, { instruction }) {
      const { source } = analysis;
      for (const lost of lostWork(script)) {
        const [first, ...others] = lost;
        if (first === undefined) continue;
        const losses = lost.map(({ loss }) => loss);
        const repair = repairOf(losses, script, source);
        const plural = others.length === 1 ? '' : 's';
        const more = others.length === 0 ? '' : `, and of ${others.length} more command${plural},`;
        const { reason, ...advice } = explain(first, {
          source,
          repair,
          isErrexit: errexit(first.command, script),
          pipefail: () => pipefailLine(analysis.model.stageOf(instruction), (run) => analysis.shell(run)),
        });
        report({
          at: first.work.span,
          ...(isForWorkshop(source.path, analysis.model.stages.at(-1)?.name) && { severity: 'info' }),
          message: `a failure of "${first.work.label}"${more} is lost: ${reason}`,
          ...advice,
          ...(repair && { fix: { ...repair, safety: 'unsafe' } }),
        });
      }
    },
  }),
});

interface Surroundings {
  readonly source: Source;
  readonly repair: Repair | undefined;
  readonly isErrexit: boolean;
  /** A line that makes pipes fail. */
  readonly pipefail: () => string | undefined;
}

interface Explanation extends Pick<Finding, 'help' | 'related'> {
  readonly reason: string;
}

const EXIT = 'Write "|| exit 1" behind it, or behind the chain that it is a part of.';

function explain({ loss }: Lost, around: Surroundings): Explanation {
  switch (loss.by) {
    case 'sequence':
      return explainSequence(loss, around);
    case 'background': {
      const help = 'Write "&&" where the next command needs it, otherwise "wait" for the job.';
      return { reason: '"&" runs it in the background', help };
    }
    case 'loop':
      return { reason: 'only the last round of the loop counts', help: EXIT };
    case 'pipe':
      return explainPipe(loss, around);
    case 'or':
      return explainOr(loss, around);
    default:
      return loss satisfies never;
  }
}

function explainSequence({ item, next }: LossBy<'sequence'>, { source, repair, isErrexit }: Surroundings): Explanation {
  const help = repair === undefined ? EXIT : `${repair.title}.`;
  const start = semicolonBehind(item, source);
  if (start !== undefined) {
    const related = [{ span: { start, end: start + 1 }, message: 'goes on whatever happened before' }];
    const reason = `what comes after ";" runs all the same${isErrexit ? ', as "set -e" does not count here' : ''}`;
    return { reason, help, related };
  }
  const related = [{ span: next.span, message: 'runs whatever happened before' }];
  const reason = isErrexit
    ? 'the next line runs all the same, as "set -e" does not count here'
    : 'without "set -e" the next line runs all the same';
  return { reason, help, related };
}

function explainPipe({ last }: LossBy<'pipe'>, { pipefail }: Surroundings): Explanation {
  const line = pipefail();
  return {
    reason: `the exit status is that of ${last.type === 'command' ? `"${last.name}"` : 'what reads the pipe'}`,
    help: `Write to a file first, and read that${line === undefined ? '' : `; or write ${line} above this RUN`}.`,
    related: [{ span: last.span, message: 'its exit status is the one that counts' }],
  };
}

function explainOr({ tried, handler }: LossBy<'or'>, { source }: Surroundings): Explanation {
  const name = handler.type === 'command' && handler.name !== undefined ? handler.name : '…';
  const text = source.text.slice(tried.span.start, handler.span.end);
  const example = text.length > 80 || text.includes('\n') ? `… || ${name}` : text;
  return {
    reason: `"|| ${name}" is for the whole chain`,
    help: `Where only the last command may fail, write "{ ${example}; }".`,
    related: [{ span: handler.span, message: 'succeeds whatever failed before it' }],
  };
}
