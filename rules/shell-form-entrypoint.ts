// ENTRYPOINT python app.py

import type { Analysis } from '../src/analysis.ts';
import type { Edit, Fix } from '../src/diagnostic.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { shellInFront } from '../src/knowledge/shell-in-front.ts';
import { defineRule, type Finding } from '../src/lint/rule.ts';
import { finalStages } from '../src/model/final-stages.ts';
import type { Stage } from '../src/model/model.ts';
import { startCommands } from '../src/model/start-command.ts';
import { literalCommand } from '../src/shell/literal-command.ts';
import { handOver, tailOf } from '../src/shell/tail.ts';
import type { ShellScript } from '../src/shell/tree.ts';
import type { Cmd, CommandLine, Entrypoint } from '../src/syntax/ast.ts';

/** What people give a shell as $0 because something has to stand there. */
const PLACEHOLDER = /^(?:-+|_|sh|bash|\/bin\/(?:ba)?sh)$/;

const SCRIPT_ADVICE =
  'Copy a script into the image that ends in exec … "$@", and name it in ENTRYPOINT ["/entrypoint.sh"].';
const LONGEST_HELP = 120;
const LONGEST_QUOTE = 50;

interface Rewriting {
  readonly help: string;
  readonly fix?: Fix;
}

export default defineRule({
  summary: 'The shell of an ENTRYPOINT keeps CMD and signals from the program.',
  why:
    'A text behind ENTRYPOINT is run as sh -c "…". What CMD and docker run add become the parameters of that shell, ' +
    'which nobody reads. And where the shell is dash, as in Debian and Ubuntu, it stays process 1 and passes no signals on: ' +
    'docker stop waits ten seconds, then kills the program. bash and BusyBox mostly give their place to the last command.',
  severity: 'warning',
  category: 'runtime',
  recommended: true,
  aliases: ['DL3025', 'JSONArgsRecommended', 'S7019'],
  bad: [
    {
      dockerfile: `
        FROM alpine:3.22
        ENTRYPOINT /bin/relay
                   ^^^^^^^^^^ CMD ["/etc/relay.ini"] is ignored: the shell of this ENTRYPOINT does not pass it on
        CMD ["/etc/relay.ini"]
      `,
      fixed: `
        FROM alpine:3.22
        ENTRYPOINT ["/bin/relay"]
        CMD ["/etc/relay.ini"]
      `,
    },
    {
      dockerfile: `
        FROM eclipse-temurin:21
        ENTRYPOINT java $JAVA_OPTS -jar /app.jar
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ signals do not reach java: process 1 is dash, which keeps them
      `,
      fixed: `
        FROM eclipse-temurin:21
        ENTRYPOINT exec java $JAVA_OPTS -jar /app.jar
      `,
    },
  ],
  good: [
    `
    FROM python:3.14
    ENTRYPOINT ["python", "app.py"]
    CMD ["--port", "8080"]
    `,
    `
    FROM eclipse-temurin:21
    ENTRYPOINT exec java $JAVA_OPTS -jar /app.jar
    `,
    `
    FROM eclipse-temurin:21
    ENTRYPOINT ["sh", "-c", "exec java $JAVA_OPTS -jar /app.jar \\"$@\\"", "--"]
    CMD ["--port=8080"]
    `,
  ],
  create: ({ analysis, report }) => ({
    File() {
      const { stages } = analysis.model;
      const starts = startCommands(stages);
      const found = new Map<Entrypoint, Finding | undefined>();
      for (const stage of stages) {
        const { entrypoint, cmd } = starts.get(stage) ?? {};
        if (!entrypoint || !cmd || isEmpty(cmd.command) || found.has(entrypoint)) continue;
        const finding = swallowing(entrypoint, cmd, analysis);
        found.set(entrypoint, finding);
        if (finding) report(finding);
      }
      for (const stage of finalStages(analysis.model)) {
        const entrypoint = starts.get(stage)?.entrypoint;
        if (!entrypoint || found.get(entrypoint)) continue;
        const finding = deafness(entrypoint, stage, analysis);
        found.set(entrypoint, finding);
        if (finding)
          report(isForWorkshop(analysis.source.path, stage.name) ? { ...finding, severity: 'style' } : finding);
      }
    },
  }),
});

function isEmpty(command: CommandLine): boolean {
  return command.form === 'exec' ? command.words.length === 0 : command.text.text === '';
}

/** CMD is set, but nothing in the script reads the parameters that it becomes. */
function swallowing(entrypoint: Entrypoint, cmd: Cmd, analysis: Analysis): Finding | undefined {
  const script = scriptOf(entrypoint, analysis);
  if (script === undefined) return undefined;
  const parameters = script.variables.filter(({ name }) => /^(?:\d+|[@*])$/.test(name));
  if (parameters.length === 0) {
    return {
      at: entrypoint.command,
      severity: 'error',
      message: `${shorten(cmd.folded.text)} is ignored: the shell of this ENTRYPOINT does not pass it on`,
      related: [{ span: cmd.span, message: 'never reaches the program' }],
      ...rewriting(entrypoint, script, analysis, cmd),
    };
  }
  const first = cmd.command.form === 'exec' ? (cmd.command.words[0]?.text ?? '') : 'sh';
  if (PLACEHOLDER.test(first) || parameters.some(({ name }) => name === '0')) return undefined;
  return {
    at: entrypoint.command,
    severity: 'error',
    message: `"${shorten(first)}" of CMD is lost: the shell takes the first word as $0`,
    help: 'Fill $0 in an array of your own: ENTRYPOINT ["sh", "-c", "…", "--"]',
    related: [{ span: cmd.span, message: 'its first word never reaches the program' }],
  };
}

/** The shell is process 1 and the program is not: signals end there. */
function deafness(entrypoint: Entrypoint, stage: Stage, analysis: Analysis): Finding | undefined {
  const script = scriptOf(entrypoint, analysis);
  const front = script && shellInFront(script, stage.end?.image.entrypoint ?? [], stage);
  if (!front) return undefined;
  const { program, shell, does } = front;
  const finding = { at: entrypoint.command, ...rewriting(entrypoint, script, analysis, undefined) };
  switch (does) {
    case 'keeps':
      return { ...finding, message: `signals do not reach ${program}: process 1 is ${shell}, which keeps them` };
    case 'unknown':
      return { ...finding, severity: 'info', message: `signals may not reach ${program}: many shells keep them` };
    case 'gives':
      return { ...finding, severity: 'style', message: `arguments of "docker run" do not reach ${program}` };
    default:
      return does satisfies never;
  }
}

/** What `sh -c` or a shell like it runs; what starts with a bracket is meant as an array. */
function scriptOf(entrypoint: Entrypoint, analysis: Analysis): ShellScript | undefined {
  const { command } = entrypoint;
  if (command.form === 'exec' || command.text.text.startsWith('[')) return undefined;
  if (analysis.model.stageOf(entrypoint)?.os !== 'linux') return undefined;
  const script = analysis.shell(entrypoint);
  if (!script?.complete || (script.dialect !== 'posix' && script.dialect !== 'bash')) return undefined;
  return /^-[a-z]*c$/.test(script.shellArgs.at(-1) ?? '') ? script : undefined;
}

/** The same program without the shell in front of it, and with the words of `cmd` behind it, as far as the texts are plain. */
function rewriting(entrypoint: Entrypoint, script: ShellScript, analysis: Analysis, cmd: Cmd | undefined): Rewriting {
  const { span } = entrypoint.command;
  const tail = tailOf(script);
  const words = literalCommand(script);
  const isOnOneLine = [entrypoint, cmd].every((node) => node === undefined || node.lines.first === node.lines.last);
  if (!isOnOneLine || !tail || tail.kind === 'waited-for' || tail.command.nested) return { help: SCRIPT_ADVICE };
  if (!words && !cmd) return rewritten([{ name: 'ENTRYPOINT', span, text: handOver(script, tail, span.start) }]);

  const shell = analysis.model.shellAt(entrypoint) ?? [];
  const text = arrayOf(words ?? [...shell, handOver(script, tail, span.start, ' "$@"'), '--']);
  const array = { name: 'ENTRYPOINT', span, text };
  if (cmd?.command.form !== 'shell') return rewritten([array]);
  const operands = analysis.shell(cmd);
  const operandWords = operands && !operands.text.startsWith('[') ? literalCommand(operands) : undefined;
  if (operandWords === undefined) return { help: SCRIPT_ADVICE };
  return rewritten([array, { name: 'CMD', span: cmd.command.span, text: arrayOf(operandWords) }]);
}

function arrayOf(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

function rewritten(parts: readonly (Edit & { readonly name: string })[]): Rewriting {
  const help = `Write ${parts.map(({ name, text }) => `${name} ${text}`).join(' and ')}`;
  const edits = parts.map(({ span, text }) => ({ span, text }));
  return {
    help: help.length <= LONGEST_HELP ? help : SCRIPT_ADVICE,
    fix: { title: 'Let the program take the place of the shell', safety: 'unsafe', edits },
  };
}

function shorten(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
}
