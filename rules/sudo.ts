// RUN sudo apt-get update

import type { Edit } from '../src/diagnostic.ts';
import { baseSystem } from '../src/knowledge/base-system.ts';
import { stepsDown } from '../src/knowledge/commands/program-facts.ts';
import { systemPackages } from '../src/knowledge/commands/system-packages.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Stage } from '../src/model/model.ts';
import type { Command, ShellWord } from '../src/shell/tree.ts';
import type { Instruction } from '../src/syntax/ast.ts';

export default defineRule({
  summary: 'RUN calls sudo although it is root already.',
  why:
    'A RUN is root unless USER or the base image says otherwise. sudo adds nothing then, hides variables of the build from ' +
    'the command, and fails where the image has no sudo; where it has one it is a matter of style. Nothing is said where ' +
    'another user runs it, and of "sudo -u".',
  severity: 'error',
  category: 'maintainability',
  recommended: true,
  tag: 'unnecessary',
  aliases: ['CKV2_DOCKER_1', 'DKL-DI-0001', 'DL3004', 'DS-0010', 'no-sudo-in-dockerfile', 'sudo-in-run'],
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN sudo apt-get update && sudo apt-get install -y git
            ^^^^ "sudo" fails: the image has none, and the RUN is root already
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update && apt-get install -y git
      `,
    },
    {
      dockerfile: `
        FROM debian:13
        RUN apt-get update && apt-get install -y curl sudo
        RUN sudo curl -fsSLo /usr/local/bin/app https://example.com/app
            ^^^^ "sudo" does nothing: the RUN is root already
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update && apt-get install -y curl sudo
        RUN curl -fsSLo /usr/local/bin/app https://example.com/app
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    RUN apt-get update && apt-get install -y git
    `,
    `
    FROM cimg/base:2025.01
    USER circleci
    RUN sudo apt-get update
    `,
    `
    FROM debian:13
    RUN apt-get update && apt-get install -y sudo && sudo -u www-data id
    `,
  ],
  create: ({ analysis: { model, source }, report }) => {
    const isMinor = isForWorkshop(source.path, model.stages.at(-1)?.name);
    const installs = new Set<Stage>();
    const calls = new Map<Instruction, ShellWord[]>();
    return {
      Command(command, { instruction }) {
        const stage = model.stageOf(instruction);
        if (stage === undefined) return;
        if (installsSudo(command)) installs.add(stage);
        const word = sudoWord(command);
        const image = model.stepOf(instruction)?.before.image;
        if (word === undefined || image === undefined || image.unknown.has('user') || !isRoot(image.user)) return;
        const others = calls.get(instruction);
        if (others !== undefined) others.push(word);
        else calls.set(instruction, [word]);
      },
      File() {
        for (const [instruction, words] of calls) {
          const stage = model.stageOf(instruction);
          const [first] = words;
          if (first === undefined || stage === undefined) continue;
          const isInstalled = chainOf(stage).some((one) => installs.has(one));
          const isMissing = !isInstalled && baseSystem(stage.origin).has('sudo') === false;
          report({
            at: first,
            ...((isMinor || !isMissing) && { severity: 'style' }),
            message: isMissing
              ? '"sudo" fails: the image has none, and the RUN is root already'
              : '"sudo" does nothing: the RUN is root already',
            help: 'Leave out "sudo".',
            fix: {
              title: 'Leave out "sudo"',
              safety: 'unsafe',
              edits: words.map((word) => withoutWord(word, source.text)),
            },
          });
        }
      },
    };
  },
});

function isRoot(user: string): boolean {
  return /^(?:|root|0+)(?::.*)?$/.test(user);
}

function installsSudo(command: Command): boolean {
  const found = systemPackages(command);
  return found?.action === 'install' && found.packages.some(({ name }) => name === 'sudo');
}

/** The word `sudo` where nothing but a command follows it. */
function sudoWord(command: Command): ShellWord | undefined {
  if (!command.wrappers.includes('sudo') || stepsDown(command)) return undefined;
  const at = command.words.findIndex(({ value }) => value === 'sudo' || value === '/usr/bin/sudo');
  const next = command.words[at + 1];
  return next === undefined || next.literalPrefix.startsWith('-') ? undefined : command.words[at];
}

function withoutWord({ span }: ShellWord, text: string): Edit {
  let { end } = span;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return { span: { start: span.start, end }, text: '' };
}

/** The stage and those that it starts from. */
function chainOf(stage: Stage): readonly Stage[] {
  const chain = [stage];
  for (let at = stage.base; at.kind === 'stage'; at = at.stage.base) chain.push(at.stage);
  return chain;
}
