// COPY . /app, and RUN chown -R app /app

import type { Edit, Fix } from '../src/diagnostic.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { type LaterChange, laterChanges } from '../src/knowledge/layer-files.ts';
import { groupsOf } from '../src/syntax/groups.ts';
import { defineRule } from '../src/lint/rule.ts';
import { findFlag } from '../src/syntax/flag-table.ts';
import type { Source } from '../src/syntax/source.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

/** Enough to see that there are more. */
const MOST_RELATED = 3;

export default defineRule({
  summary: 'chown or chmod in a RUN writes files once more that another layer has brought: the image holds them twice.',
  why:
    'A layer holds whole files: one with another owner or mode is a second copy with all its bytes. COPY and ADD set both ' +
    'themselves, by --chown and --chmod. It does not matter for a script of some lines, and not in stages that are ' +
    'not in the image.',
  severity: 'warning',
  category: 'size',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        FROM node:22
        COPY . /app
        RUN chown -R node:node /app
                               ^^^^ "chown" writes all of "/app" once more: line 2 has copied it
        USER node
      `,
      fixed: `
        FROM node:22
        COPY --chown=node:node . /app
        USER node
      `,
    },
    {
      dockerfile: `
        FROM golang:1.26 AS build
        RUN go build -o /server example.com/server
        FROM debian:13
        COPY --from=build /srv/site/ /srv/site/
        RUN chmod -R 755 /srv/site && useradd web
                         ^^^^^^^^^ "chmod" writes all of "/srv/site" once more: line 4 has copied it
      `,
    },
  ],
  good: [
    `
    FROM node:22
    COPY --chown=node:node . /app
    USER node
    `,
    `
    FROM debian:13
    COPY entrypoint.sh /
    RUN chmod +x /entrypoint.sh
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const { model, source } = analysis;
      const isMinor = isForWorkshop(source.path, model.target?.name);
      const rewritten = laterChanges(analysis).filter((change) => change.file.weight === 'heavy' && rewrites(change));
      for (const [change, ...others] of groupsOf(rewritten, ({ run }) => run)) {
        const { effect, file: kept, path } = change;
        const { line } = source.position(kept.instruction.span.start);
        const flag = effect.kind === 'owner' ? 'chown' : 'chmod';
        const fix = others.length === 0 ? fixOf(change, source) : undefined;
        report({
          at: effect.target.word,
          ...(isMinor && { severity: 'style' }),
          message: `"${flag}" writes ${effect.reach === 'tree' && kept.isFolder ? 'all of ' : ''}"${path}" once more: line ${line} has ${kept.transfer === undefined ? 'written' : 'copied'} it`,
          help: adviceFor(change, line),
          related: [change, ...others]
            .slice(0, MOST_RELATED)
            .map((one) => ({ span: one.file.span, message: `"${one.path}" comes from here` })),
          ...(fix && { fix }),
        });
      }
    },
  }),
});

function adviceFor({ effect, file: { instruction, transfer } }: LaterChange, line: number): string {
  const flag = effect.kind === 'owner' ? 'chown' : 'chmod';
  if (transfer === undefined) return `Put "${flag}" into the RUN of line ${line}.`;
  const setting = settingFor(effect);
  if (findFlag(instruction.flags, flag)?.value?.text === setting) return `Leave it out: line ${line} sets it already.`;
  const condition = effect.kind === 'owner' ? '; the user has to be made above it' : '';
  return `Write --${flag}=${setting} in line ${line} instead${condition}.`;
}

/** Modes as `+x` need a newer syntax than the numbers, which they stand for here. */
function settingFor({ kind, setting = '…' }: LaterChange['effect']): string {
  return kind === 'owner' || /^[0-7]+$/.test(setting) ? setting : setting.includes('x') ? '755' : '…';
}

/** Of a folder only what it does with all that is in it; what becomes executable is a file. */
function rewrites({ effect: { kind, reach, setting }, file: { isFolder, transfer } }: LaterChange): boolean {
  if (kind !== 'owner' && kind !== 'mode') return false;
  if (!isFolder || reach === 'tree') return true;
  return kind === 'mode' && transfer?.origin === 'elsewhere' && setting !== undefined && /^[ugoa]*\+x$/.test(setting);
}

/** Where the RUN does nothing else. Unsafe: a folder that was there before keeps its owner, and the user has to be there. */
function fixOf(
  { effect, run, script, file: { instruction, transfer, path } }: LaterChange,
  { text }: Source,
): Fix | undefined {
  const name = effect.kind === 'owner' ? 'chown' : 'chmod';
  const { setting } = effect;
  const isSame =
    effect.target.path === path && transfer?.sources.length === 1 && findFlag(instruction.flags, name) === undefined;
  const isPlain = setting !== undefined && (effect.kind === 'owner' ? /^[\w.:-]+$/ : /^[0-7]{3,4}$/).test(setting);
  if (!isSame || !isPlain || script.commands.length !== 1 || run.heredocs.length > 0) return undefined;
  const start = text.lastIndexOf('\n', run.span.start - 1) + 1;
  const end = text.indexOf('\n', run.span.end) + 1;
  if (end === 0 || text.slice(start, run.span.start).trim() !== '' || text.slice(run.span.end, end).trim() !== '')
    return undefined;
  const place = instruction.keyword.span.end;
  const edits: Edit[] = [
    { span: { start: place, end: place }, text: ` --${name}=${setting}` },
    { span: { start, end }, text: '' },
  ];
  return { title: `Write --${name} instead`, safety: 'unsafe', edits };
}
