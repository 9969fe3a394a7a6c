// CMD ["uvicorn", "--port", "$PORT"]

import { isTestData } from '../src/knowledge/file-purpose.ts';
import { defineRule } from '../src/lint/rule.ts';
import { ownProgram, wordsBehindInit } from '../src/model/entry-point.ts';
import { startCommands } from '../src/model/start-command.ts';
import { fileName } from '../src/shell/file-name.ts';
import type { CommandLine, Instruction, Word } from '../src/syntax/ast.ts';
import { lazily } from '../src/syntax/lazily.ts';

/** `$NAME`, `${NAME}`, `${NAME:-default}`. */
const REFERENCE = /(?<![$\\])\$(?:\{[A-Za-z_]\w*(?:\}|:?[-+?=])|[A-Za-z_]\w*)/;

/** Programs to which `$` means something itself, and those that give their words to a shell. */
const READS_DOLLARS: ReadonlySet<string> = new Set([
  ...[
    'awk',
    'chamber',
    'concurrently',
    'confd',
    'echo',
    'egrep',
    'envsubst',
    'expr',
    'find',
    'fluent-bit',
    'gawk',
    'grep',
  ],
  ...['jq', 'make', 'mawk', 'nodemon', 'npm', 'npx', 'perl', 'pnpm', 'printf', 'psql', 'reflex', 'ruby', 'sed'],
  ...['watchexec', 'watchmedo', 'xargs', 'yarn'],
]);

/** Spring and Log4j look for placeholders in properties: `-Dserver.port=${PORT}`. */
const PROPERTY = /^(?:-D|--)[\w.-]+=.*\$\{/;

const LONGEST_HELP = 120;
const PLAIN_WORD = /^[\w@%+=:,./${}-]+$/;

export default defineRule({
  summary: 'An array starts its program without a shell, and nothing puts the value in the place of the variable.',
  why:
    'RUN, CMD, ENTRYPOINT and HEALTHCHECK as arrays are the words that the program gets, dollar signs included. Nothing is ' +
    'reported behind sh -c, for programs that read such words themselves, and for strings with blanks in them, which ' +
    'are mostly commands for somebody else. An entrypoint script may expand its arguments: then it is a matter of style.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    `
    FROM python:3.14
    ENV PORT=8080
    CMD ["uvicorn", "app:app", "--port", "$PORT"]
                                          ^^^^^ nothing expands $PORT: uvicorn gets it as it stands
    `,
    `
    FROM eclipse-temurin:21
    ENTRYPOINT ["java", "\${JAVA_OPTS}", "-jar", "/app.jar"]
                         ^^^^^^^^^^^^ nothing expands \${JAVA_OPTS}: java gets it as it stands
    `,
    `
    FROM nginx:1.29
    HEALTHCHECK CMD ["curl", "-f", "http://localhost:\${PORT}/"]
                                                     ^^^^^^^ nothing expands \${PORT}: curl gets it as it stands
    `,
  ],
  good: [
    `
    FROM python:3.14
    CMD exec uvicorn app:app --port $PORT
    `,
    `
    FROM eclipse-temurin:21
    ENTRYPOINT ["sh", "-c", "exec java $JAVA_OPTS -jar /app.jar"]
    `,
    `
    FROM eclipse-temurin:21
    ENTRYPOINT ["java", "-Dserver.port=\${PORT}", "-jar", "/app.jar"]
    `,
  ],
  create({ analysis: { model, source }, report }) {
    if (isTestData(source.path)) return {};
    const starts = lazily(() => startCommands(model.stages));

    /** `before` are the words that stand in front of those of the instruction. */
    function check(
      instruction: Instruction,
      command: CommandLine | undefined,
      before: readonly string[] | undefined,
    ): void {
      const stage = model.stageOf(instruction);
      if (command?.form !== 'exec' || stage?.os !== 'linux') return;
      const texts = command.words.map(({ text }) => text);
      const argv = [...(before ?? []), ...texts];
      const name = fileName(wordsBehindInit(argv)[0] ?? '');
      const isShell = /^(?:a|ba|da|k|z)?sh$/.test(name);
      if (isShell || READS_DOLLARS.has(name) || argv.some((word) => /^-[a-z]*c$/.test(word))) return;
      const isCertain = before !== undefined && ownProgram(argv.slice(0, 1)) !== undefined;
      for (const word of command.words) {
        const found = unexpanded(word, name);
        if (found === undefined) continue;
        report({
          at: word.spanOf(found.start, found.start + found.text.length),
          ...(!isCertain && { severity: 'style' }),
          message: `nothing expands ${found.text}: ${name} gets it as it stands`,
          help: advice(instruction, texts),
        });
        return;
      }
    }

    return {
      Run: (run) => check(run, run.command, []),
      Healthcheck: (healthcheck) => check(healthcheck, healthcheck.command, []),
      Entrypoint: (entrypoint) => check(entrypoint, entrypoint.command, []),
      Cmd(cmd) {
        const stage = model.stageOf(cmd);
        const image = stage?.end?.image;
        if (stage === undefined || image === undefined || starts().get(stage)?.cmd !== cmd) return;
        check(cmd, cmd.command, image.unknown.has('entrypoint') ? undefined : (image.entrypoint ?? []));
      },
    };
  },
});

function unexpanded({ text }: Word, program: string): { readonly text: string; readonly start: number } | undefined {
  const match = /\s/.test(text) || (program === 'java' && PROPERTY.test(text)) ? null : REFERENCE.exec(text);
  if (match === null) return undefined;
  const close = match[0].startsWith('${') ? text.indexOf('}', match.index) : -1;
  return { text: close === -1 ? match[0] : text.slice(match.index, close + 1), start: match.index };
}

function advice({ kind }: Instruction, words: readonly string[]): string {
  const usual = 'Let a shell expand it: ["sh", "-c", "exec …"].';
  if (!words.every((word) => PLAIN_WORD.test(word))) return usual;
  const command = words.join(' ');
  const help =
    kind === 'Entrypoint'
      ? `Let a shell expand it: ENTRYPOINT ["sh", "-c", "exec ${command} \\"$@\\"", "--"]`
      : `Let a shell expand it: ${kind === 'Healthcheck' ? 'HEALTHCHECK CMD' : kind.toUpperCase()} ${kind === 'Cmd' ? 'exec ' : ''}${command}`;
  return help.length > LONGEST_HELP ? usual : help;
}
