// EXPOSE 70000, EXPOSE 0, EXPOSE 8090-8080

import { defineRule } from '../src/lint/rule.ts';
import type { Word } from '../src/syntax/ast.ts';
import { expand } from '../src/syntax/expand.ts';
import { parsePort, splitPort } from '../src/syntax/port.ts';

const HIGHEST = 65_535;

export default defineRule({
  summary: 'EXPOSE names a port that no program can listen on.',
  why:
    'Ports are numbers from 1 to 65535, alone or as a range that goes upwards. The builder refuses what is no such number, ' +
    'but only when it comes to that instruction; it takes 0, which means "any port" to a program and nothing to whoever ' +
    'publishes it. A port in a variable is read where its value is known.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: ['DL3011'],
  bad: [
    `
    FROM nginx:1.29
    EXPOSE 80 80443
              ^^^^^ 80443 is no port: they end at 65535
    `,
    `
    FROM debian:13
    EXPOSE 8090-8080/udp
           ^^^^^^^^^^^^^ the range 8090-8080 goes downwards
    `,
    `
    FROM debian:13
    ARG PORT=0
    EXPOSE $PORT
           ^^^^^ 0 is no port that can be published
    `,
  ],
  good: [
    `
    FROM debian:13
    ARG PORT
    EXPOSE 443 8080-8090/udp $PORT
    `,
  ],
  create: ({ analysis, report }) => ({
    Expose(instruction) {
      const { file, model } = analysis;
      const environment = model.stepOf(instruction)?.before.environment;
      for (const word of instruction.args) {
        for (const text of textsOf(word, file.escape, (name) => environment?.get(name))) {
          const offence = offenceOf(text);
          if (offence === undefined) continue;
          report({ at: word, ...offence });
        }
      }
    },
  }),
});

interface Offence {
  readonly message: string;
  readonly help: string;
}

type Lookup = (name: string) => { readonly text: string; readonly unknown: string | undefined } | undefined;

/** What the word stands for; nothing where that is not known. */
function textsOf({ text }: Word, escape: '\\' | '`', lookup: Lookup): readonly string[] {
  let isKnown = true;
  const result = expand(
    text,
    (name) => {
      const value = lookup(name);
      if (value === undefined || value.unknown !== undefined || value.text === '') isKnown = false;
      return value?.text;
    },
    { escape },
  );
  return result.ok && isKnown ? result.value.words : [];
}

function offenceOf(text: string): Offence | undefined {
  const { containerPort } = splitPort(text);
  const numbers = containerPort.split('-');
  const ends = numbers.map(Number);
  const [first = Number.NaN, last = first] = ends;
  const port = parsePort(text);
  if (port.ok) {
    if (port.value.first > 0) return undefined;
    return { message: '0 is no port that can be published', help: 'Name the port that the program listens on.' };
  }
  const isNumeric = numbers.length <= 2 && numbers.every((number) => /^\d+$/.test(number));
  if (isNumeric && ends.some((end) => end > HIGHEST)) {
    const number = numbers.find((_, at) => (ends[at] ?? 0) > HIGHEST) ?? containerPort;
    return {
      message: `${number} is no port: they end at ${HIGHEST}`,
      help: 'Name the port that the program listens on.',
    };
  }
  if (isNumeric && last < first) {
    return { message: `the range ${containerPort} goes downwards`, help: `Write ${numbers.toReversed().join('-')}.` };
  }
  return {
    message: `the builder refuses "${text}": ${port.error}`,
    help: 'Write a number, "/tcp" or "/udp" behind it.',
  };
}
