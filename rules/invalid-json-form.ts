// CMD ['npm', 'start']

import type { Edit, Fix } from '../src/diagnostic.ts';
import { isTestData } from '../src/knowledge/file-purpose.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Instruction } from '../src/syntax/ast.ts';
import type { Folded } from '../src/syntax/folded.ts';
import { trimBounds } from '../src/syntax/go/space.ts';
import { findJsonFault, type JsonProblem, type JsonRepair, repairJson } from '../src/syntax/json-fault.ts';
import type { Source } from '../src/syntax/source.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

/** Longer ones do not help anybody. */
const LONGEST_WORD = 40;
const LONGEST_HELP = 120;

const PROBLEMS: Readonly<Record<JsonProblem, (words: string) => string>> = {
  blank: () => 'this blank is none in JSON',
  'control character': () => 'a control character in a string is not JSON',
  'empty element': () => 'nothing stands between two commas',
  escape: (words) => `"${words}" is no escape in JSON`,
  'missing comma': () => 'a comma is missing in front of this',
  'no bracket': () => 'the array has no "]"',
  'no closing quote': () => 'this string has no closing quote',
  'no quotes': (words) => `${words.length > LONGEST_WORD ? 'this' : words} is not in double quotes`,
  quotes: (words) => `${words} is no quote in JSON`,
  'text behind': () => 'this stands behind the array',
  'trailing comma': () => 'nothing follows this comma',
};

/** What is to become a Dockerfile; the brackets may be meant for the program that makes it one. */
const TEMPLATE = /\{\{|\{%|<%/;

export default defineRule({
  summary: 'An array that is not valid JSON is taken as ordinary text, brackets and all.',
  why:
    'BuildKit does not complain: the shell gets the text of a CMD, ENTRYPOINT, RUN or HEALTHCHECK and looks for a ' +
    'program that is called "[npm,", while COPY, ADD and VOLUME take every word as a path. JSON knows double quotes ' +
    'only, escapes a backslash with another one, and allows nothing behind the array, a comment neither.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: ['S7030'],
  bad: [
    {
      dockerfile: `
        FROM node:22
        CMD ['npm', 'start']
             ^ ' is no quote in JSON: the shell gets the array as text
      `,
      fixed: `
        FROM node:22
        CMD ["npm", "start"]
      `,
    },
    {
      dockerfile: `
        FROM node:22
        COPY ["package.json", "package-lock.json", "/app/"];
                                                           ^ this stands behind the array: COPY takes its words as paths
        CMD ["node", "server.js"] # port 8080
                                  ^^^^^^^^^^^ this stands behind the array: the shell gets the array as text
      `,
      fixed: `
        FROM node:22
        COPY ["package.json", "package-lock.json", "/app/"]
        # port 8080
        CMD ["node", "server.js"]
      `,
    },
    {
      dockerfile: `
        FROM mcr.microsoft.com/windows/servercore:ltsc2025
        ENTRYPOINT ["C:\\ServiceMonitor.exe", "w3svc"]
                       ^^ "\\S" is no escape in JSON: the shell gets the array as text
      `,
      fixed: `
        FROM mcr.microsoft.com/windows/servercore:ltsc2025
        ENTRYPOINT ["C:\\\\ServiceMonitor.exe", "w3svc"]
      `,
    },
  ],
  good: [
    `
    FROM node:22
    COPY ["package.json", "package-lock.json", "/app/"]
    # port 8080
    CMD ["node", "server.js"]
    `,
    `
    FROM debian:13
    COPY [a-z]*.conf /etc/app/
    RUN [ "$DEBUG" = 1 ] && apt-get update
    RUN [[ -e /etc/app ]] || exit 1
    HEALTHCHECK CMD [ -e /run/app.pid ]
    `,
  ],
  create({ analysis: { file, source }, report }) {
    if (mayBeTemplate(file) || isTestData(source.path)) return {};

    function check(instruction: Instruction): void {
      const { folded } = instruction;
      const offset = arrayOffset(instruction);
      const array = folded.slice(offset ?? folded.text.length, trimBounds(folded.text).end);
      if (!isMeantAsArray(array.text, instruction.kind)) return;
      const fault = findJsonFault(array.text);
      if (fault === undefined) return;
      const { start, end, problem, repairs } = fault;
      const line = repairs && `${folded.text.slice(0, offset)}${repairJson(array.text, repairs)}`;
      report({
        at: array.spanOf(start, end),
        message: `${PROBLEMS[problem](array.text.slice(start, end))}: ${effectOn(instruction)}`,
        help: line !== undefined && line.length <= LONGEST_HELP ? `Write ${line}` : adviceOn(instruction, array.text),
        ...(repairs && { fix: fixOf(instruction, array, repairs, source) }),
      });
    }
    return {
      Add: check,
      Cmd: check,
      Copy: check,
      Entrypoint: check,
      Healthcheck: check,
      Onbuild: ({ trigger }) => void (trigger && check(trigger)),
      Run: check,
      Volume: check,
    };
  },
});

/** Where in the folded text arguments start that BuildKit took for no array, although they start with a bracket. */
function arrayOffset({ kind, args, json, folded }: Instruction): number | undefined {
  const first = kind === 'Healthcheck' ? args[1] : args[0];
  if (json || !first?.text.startsWith('[')) return undefined;
  let offset = folded.text.indexOf('[');
  while (offset !== -1 && folded.toSource(offset) !== first.span.start) offset = folded.text.indexOf('[', offset + 1);
  return offset === -1 ? undefined : offset;
}

/**
 * No program and no pattern starts with a bracket and a quote. Where a blank is between them, the bracket is a test unless
 * the first word ends at a comma. Without quotes it is a pattern, or PowerShell, unless the only closing bracket ends the text.
 */
function isMeantAsArray(text: string, kind: Instruction['kind']): boolean {
  if (text === '' || TEMPLATE.test(text)) return false;
  if (/^\[["'“”‘’]/.test(text)) return true;
  const next = /^\[\s+(?:"[^"]*"|'[^']*'|[“”‘’][^“”‘’]*[“”‘’])\s*(,|\]$)/.exec(text)?.[1];
  if (next !== undefined) return next === ',' || kind === 'Cmd' || kind === 'Entrypoint' || kind === 'Volume';
  return /^\[[^\s[\]]/.test(text) && text.indexOf(']') === text.length - 1;
}

function effectOn({ kind }: Instruction): string {
  const takesPaths = kind === 'Add' || kind === 'Copy' || kind === 'Volume';
  return takesPaths ? `${kind.toUpperCase()} takes its words as paths` : 'the shell gets the array as text';
}

function adviceOn({ kind }: Instruction, text: string): string {
  const isExecuted = kind === 'Cmd' || kind === 'Entrypoint' || kind === 'Healthcheck' || kind === 'Run';
  if (isExecuted && text.includes('$')) return 'Leave the brackets out: only a shell puts in the values of variables.';
  return 'Put every word into double quotes with commas in between, and nothing behind the array.';
}

/** A comment behind the array moves to a line of its own. */
function fixOf(instruction: Instruction, array: Folded, repairs: readonly JsonRepair[], source: Source): Fix {
  const edits: Edit[] = repairs.map(({ start, end, text }) => ({ span: array.spanOf(start, end), text }));
  const last = repairs.at(-1);
  const comment = last?.text === '' ? array.text.slice(last.start, last.end).trim() : '';
  if (comment.startsWith('#')) {
    const start = source.offset({ line: instruction.lines.first, column: 1 });
    const indentation = /^\s*/.exec(source.line(instruction.lines.first))?.[0] ?? '';
    edits.push({ span: { start, end: start }, text: `${indentation}${comment}\n` });
  }
  return { title: 'Write it as JSON', safety: instruction.kind === 'Volume' ? 'unsafe' : 'safe', edits };
}
