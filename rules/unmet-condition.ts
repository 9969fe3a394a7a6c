// ARG DEBUG, then RUN [ "$DEBUG" = true ] && apt-get install -y gdb

import type { Edit } from '../src/diagnostic.ts';
import { defineRule } from '../src/lint/rule.ts';
import { statusFate } from '../src/shell/status.ts';
import type { AndOr, Command, Compound, ShellNode, ShellScript, ShellWord } from '../src/shell/tree.ts';

/** What says that the comparison is there to end the build. */
const STOPS: ReadonlySet<string> = new Set([':', 'echo', 'exit', 'false', 'printf', 'true']);

const EQUALS = /^==?$/;

export default defineRule({
  summary: 'A RUN ends in a condition, and the build fails where it is not met.',
  why:
    'The status of `[ "$A" = b ] && c` is that of the comparison where that fails, and as the last command of a RUN it ' +
    'is the status of the RUN: for all other values of the argument, its default perhaps, there is no image. `if` has the ' +
    'status 0 where nothing is done. Only comparisons of an ARG with a fixed text are reported; others, such as test -n, ' +
    'are mostly there to end the build.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        FROM debian:13
        ARG DEBUG=false
        RUN apt-get update && apt-get install -y nginx; [ "$DEBUG" = true ] && apt-get install -y gdb
                                                        ^^^^^^^^^^^^^^^^^^^ the build fails unless DEBUG is "true"
      `,
      fixed: `
        FROM debian:13
        ARG DEBUG=false
        RUN apt-get update && apt-get install -y nginx; if [ "$DEBUG" = true ]; then apt-get install -y gdb; fi
      `,
    },
    {
      dockerfile: `
        FROM debian:13
        ARG TARGETARCH
        RUN test "$TARGETARCH" = arm64 && dpkg --add-architecture amd64
            ^^^^^^^^^^^^^^^^^^^^^^^^^^ the build fails unless TARGETARCH is "arm64"
      `,
      fixed: `
        FROM debian:13
        ARG TARGETARCH
        RUN if test "$TARGETARCH" = arm64; then dpkg --add-architecture amd64; fi
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    ARG DEBUG=false
    RUN if [ "$DEBUG" = true ]; then apt-get install -y gdb; fi
    `,
    `
    FROM debian:13
    ARG VERSION
    RUN test -n "$VERSION" && curl -fsSLO https://example.com/app-$VERSION.tgz
    `,
    `
    FROM debian:13
    ARG DEBUG=false
    RUN [ "$DEBUG" = true ] && apt-get install -y gdb || true
    `,
  ],
  create: ({ analysis, report }) => ({
    Script(script, { instruction }) {
      const state = analysis.model.stepOf(instruction)?.before;
      const found = script.complete ? lastCondition(script, analysis.source.text) : undefined;
      if (found === undefined || state === undefined) return;
      const { list, condition, name, text } = found;
      const isArgument = state.declared.has(name) && !state.image.env.has(name);
      if (!isArgument) return;
      report({
        at: condition,
        message: `the build fails unless ${name} is ${JSON.stringify(text)}`,
        help: 'Write "if …; then …; fi": its status is 0 where the condition is not met.',
        fix: { title: 'Write if', safety: 'unsafe', edits: editsFor(list, analysis.source.text) },
      });
    },
  }),
});

interface Condition {
  readonly list: AndOr;
  readonly condition: Command | Compound;
  /** The variable, and what it is compared with. */
  readonly name: string;
  readonly text: string;
}

/** `[ "$NAME" = text ] && command` at the end of a script, where its status is that of the script. */
function lastCondition(script: ShellScript, source: string): Condition | undefined {
  const list = script.body.items.at(-1);
  if (list?.type !== 'and-or' || list.operators.includes('||') || script.body.background.at(-1) === true)
    return undefined;
  const [condition, ...others] = list.items;
  if (condition === undefined || statusFate(list, script) !== 'fatal' || !others.some(doesSomething)) return undefined;
  if (condition.type !== 'command' && condition.type !== 'compound') return undefined;
  const [left, right] = operandsOf(condition, source);
  if (left === undefined || right === undefined) return undefined;
  const [variable, constant] = left.value === undefined ? [left, right] : [right, left];
  const [read, ...reads] = variable.variables;
  const isAlone = read !== undefined && reads.length === 0 && /^"?\$\{?\w+\}?"?$/.test(variable.text);
  return isAlone && constant.value !== undefined
    ? { list, condition, name: read.name, text: constant.value }
    : undefined;
}

/** Both sides of `=`; empty where the condition is another one. */
function operandsOf(condition: Command | Compound, source: string): readonly ShellWord[] {
  if (condition.type === 'compound') {
    const [left, right, ...more] = condition.kind === 'test' ? condition.words : [];
    if (left === undefined || right === undefined || more.length > 0) return [];
    return EQUALS.test(source.slice(left.span.end, right.span.start).trim()) ? [left, right] : [];
  }
  const { name, args } = condition;
  const isClosed = name === '[' && args.at(-1)?.value === ']';
  const words = name === 'test' ? args : isClosed ? args.slice(0, -1) : [];
  const [left, operator, right] = words;
  return left && right && words.length === 3 && EQUALS.test(operator?.text ?? '') ? [left, right] : [];
}

function doesSomething(node: ShellNode): boolean {
  return node.type !== 'command' || !STOPS.has(node.name ?? '');
}

/** `if` in front, `; then` for the first `&&`, `; fi` behind. */
function editsFor({ items, span }: AndOr, text: string): readonly Edit[] {
  const from = items[0]?.span.end ?? span.start;
  const operator = text.indexOf('&&', from);
  const blanks =
    /^\s$/.test(text[operator - 1] ?? '') && !text.slice(from, operator).includes('\n') ? operator - from : 0;
  return [
    { span: { start: span.start, end: span.start }, text: 'if ' },
    { span: { start: operator - blanks, end: operator + 2 }, text: '; then' },
    { span: { start: span.end, end: span.end }, text: '; fi' },
  ];
}
