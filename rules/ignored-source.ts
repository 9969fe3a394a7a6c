// COPY dist/ /app where .dockerignore has dist

import type { Analysis } from '../src/analysis.ts';
import { createMatcher } from '../src/context/dockerignore.ts';
import { defineCheck } from '../src/lint/check.ts';
import { defineRule, type Finding } from '../src/lint/rule.ts';
import type { Step } from '../src/model/evaluation/build-stage.ts';
import type { IgnoreList } from '../src/model/ignore-list.ts';
import type { Add, Copy, Word } from '../src/syntax/ast.ts';
import { parseGitReference } from '../src/syntax/git-reference.ts';
import { cleanPath } from '../src/syntax/go/path.ts';
import { quote } from '../src/syntax/go/quote.ts';

const check = defineCheck(
  'CopyIgnoredFile',
  'Attempting to Copy file that is excluded by .dockerignore',
  ({ command, path }) => detail(command, path),
);

export default defineRule({
  summary: 'COPY or ADD names what the ignore file keeps out of the build.',
  why:
    'The builder never gets to see such a file: the build ends with "not found", or a folder arrives empty. The ignore ' +
    'file is <Dockerfile>.dockerignore beside the Dockerfile, otherwise .dockerignore in the folder that is built. What ' +
    'its lines with "!" may let in again is not reported.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: ['CopyIgnoredFile'],
  check,
  bad: [
    {
      context: { '.dockerignore': 'node_modules\n*.log\n' },
      dockerfile: `
        FROM node:22
        COPY node_modules /app/node_modules
             ^^^^^^^^^^^^ Attempting to Copy file "node_modules" that is excluded by .dockerignore
        COPY logs.log *.log /app/
             ^^^^^^^^ Attempting to Copy file "logs.log" that is excluded by .dockerignore
                      ^^^^^ Attempting to Copy file "*.log" that is excluded by .dockerignore
      `,
    },
    {
      context: { '.dockerignore': '*\n!src\n' },
      dockerfile: `
        FROM node:22
        COPY package.json /app/
             ^^^^^^^^^^^^ Attempting to Copy file "package.json" that is excluded by .dockerignore
        COPY src /app/src
      `,
    },
    {
      context: { '.dockerignore': 'dist/*\n' },
      dockerfile: `
        FROM nginx:1.29
        COPY dist/ /usr/share/nginx/html/
             ^^^^^ everything in "dist" is excluded by .dockerignore
      `,
    },
  ],
  good: [
    {
      context: { '.dockerignore': '*\n!dist/index.html\n' },
      dockerfile: `
        FROM node:22 AS build
        FROM nginx:1.29
        COPY dist/ /usr/share/nginx/html/
        COPY --from=build /app/package.json /
      `,
    },
  ],
  create: ({ analysis, report }) => ({
    File() {
      const { ignored } = analysis;
      if (ignored === undefined) return;
      for (const { steps } of analysis.model.stages) {
        for (const step of steps) {
          const { instruction, trigger } = step.command;
          if (trigger !== undefined || !readsContext(instruction)) continue;
          for (const source of instruction.sources) {
            const path = pathOf(source, instruction, step, analysis);
            const finding = path === undefined ? undefined : findingOf(instruction, source, path, ignored);
            if (finding !== undefined) report(finding);
          }
        }
      }
    },
  }),
});

function detail(command: 'Add' | 'Copy', path: string): string {
  return `Attempting to ${command} file ${quote(path)} that is excluded by .dockerignore`;
}

function readsContext(instruction: Step['command']['instruction']): instruction is Copy | Add {
  return instruction.kind === 'Add' || (instruction.kind === 'Copy' && instruction.from === undefined);
}

/** From the root of the context, without a leading slash; undefined where that is unknown, elsewhere or a URL. */
function pathOf(source: Word, { kind }: Copy | Add, { before }: Step, { file }: Analysis): string | undefined {
  const { text, unknown } = before.environment.expand(source.text, file.escape);
  if (unknown !== undefined || (kind === 'Add' && isRemote(text))) return undefined;
  const path = cleanPath(text).replace(/^\/+(?=.)/, '');
  return path.startsWith('..') ? undefined : path;
}

function isRemote(text: string): boolean {
  if (/^https?:\/\//.test(text)) return true;
  const git = parseGitReference(text);
  return git !== undefined && (!git.ok || !git.value.looksLocal);
}

function findingOf({ kind }: Copy | Add, source: Word, path: string, ignored: IgnoreList): Finding | undefined {
  const { patterns } = ignored;
  if (patterns.some((pattern) => pattern.startsWith('!') && mayLetIn(pattern.slice(1), path))) return undefined;
  const at = source;
  if (path === '.' || path === '/') {
    const all = patterns.find((pattern) => /^(?:\*|\*\*|\*\*\/\*)$/.test(pattern));
    if (all === undefined) return undefined;
    return {
      at,
      severity: 'warning',
      message: 'everything is excluded by .dockerignore',
      help: adviceFor('!name', all),
    };
  }
  if (isIgnored(path, ignored)) {
    return { at, message: detail(kind, path), help: adviceFor(`!${path}`, culprit(path, patterns)) };
  }
  const inside = patterns.find((pattern) => pattern.startsWith(`${path}/`) && isIgnoredBy(pattern, anythingIn(path)));
  if (inside === undefined) return undefined;
  const message = `everything in ${quote(path)} is excluded by .dockerignore`;
  return { at, severity: 'warning', message, help: adviceFor(`!${path}/name`, inside) };
}

/** A file of that folder with a name that no pattern spells out. */
function anythingIn(path: string): string {
  return `${path}/\u{fffd}`;
}

function isIgnored(path: string, { ignores }: Pick<IgnoreList, 'ignores'>): boolean {
  const answer = ignores(path);
  return answer.ok && answer.value;
}

function isIgnoredBy(pattern: string, path: string): boolean {
  const matcher = createMatcher([pattern]);
  return matcher.ok && isIgnored(path, matcher.value);
}

/** The last pattern that leaves the path out by itself. */
function culprit(path: string, patterns: readonly string[]): string | undefined {
  return patterns.findLast((pattern) => !pattern.startsWith('!') && isIgnoredBy(pattern, path));
}

/** Up to the first wildcard, one of the two is the start of the other: the exception may concern the path. */
function mayLetIn(exception: string, path: string): boolean {
  const [left, right] = [literalStart(exception), literalStart(path)];
  return path === '.' || path === '/' || left.startsWith(right) || right.startsWith(left);
}

function literalStart(pattern: string): string {
  const wildcard = pattern.search(/[*?[\\]/);
  return wildcard === -1 ? pattern : pattern.slice(0, wildcard);
}

function adviceFor(exception: string, pattern: string | undefined): string {
  const where = pattern === undefined ? 'at its end' : `below the line ${pattern}`;
  return `Put a line ${exception} ${where}, or leave the source out.`;
}
