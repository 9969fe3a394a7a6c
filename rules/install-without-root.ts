// USER app above RUN apt-get install -y git

import { needsRoot } from '../src/knowledge/commands/program-facts.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Stage } from '../src/model/model.ts';
import { packageCommand } from '../src/shell/commands/package-managers.ts';
import { isUnconditional } from '../src/shell/conditional.ts';
import { ancestors } from '../src/shell/flow.ts';
import type { Command } from '../src/shell/tree.ts';
import type { Instruction, User } from '../src/syntax/ast.ts';

export default defineRule({
  summary: 'A package manager of the system runs as a user that may not change the system: the build fails.',
  why:
    'apt-get, apk, dnf and their like write where only root may write. USER holds for all RUNs behind it, in the stages ' +
    'that start from this one as well, and a base image may have set one. Nothing is said of sudo, of fakeroot, of what ' +
    'runs only under a condition, and where nobody knows the user.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        FROM node:22
        USER node
        RUN apt-get update && apt-get install -y git
            ^^^^^^^^^^^^^^ "apt-get update" fails: it runs as "node" and needs root
      `,
      fixed: `
        FROM node:22
        USER node
        USER root
        RUN apt-get update && apt-get install -y git
        USER node
      `,
    },
    {
      dockerfile: `
        FROM haproxy:3.2
        RUN apt-get update && apt-get install -y make
            ^^^^^^^^^^^^^^ "apt-get update" fails: it runs as "haproxy" and needs root
      `,
      fixed: `
        FROM haproxy:3.2
        USER root
        RUN apt-get update && apt-get install -y make
        USER haproxy
      `,
    },
  ],
  good: [
    `
    FROM node:22
    RUN apt-get update && apt-get install -y git
    USER node
    `,
    `
    FROM haproxy:3.2
    USER root
    RUN apt-get update && apt-get install -y make
    USER haproxy
    `,
  ],
  create: ({ analysis: { model }, report }) => {
    const reported = new Set<Instruction>();
    return {
      Command(command, { instruction }) {
        const state = reported.has(instruction) ? undefined : model.stepOf(instruction)?.before;
        const user = state === undefined || state.image.unknown.has('user') ? '' : state.image.user;
        const stage = model.stageOf(instruction);
        if (stage?.os !== 'linux' || isRoot(user) || !isInstall(command)) return;
        const setBy = userAbove(instruction, stage);
        if (setBy === undefined && setsAgain(stage, user)) return;
        reported.add(instruction);
        const label = `${command.name} ${packageCommand(command)?.subcommand ?? ''}`.trimEnd();
        report({
          at: { start: command.nameWord?.span.start ?? command.span.start, end: subcommandEnd(command) },
          message: `"${label}" fails: it runs as "${user}" and needs root`,
          help: `Write "USER root" above this RUN and "USER ${user}" below it, or move it above the USER.`,
          related: [
            setBy === undefined
              ? { span: stage.from.image?.span ?? stage.from.span, message: `this image sets the user "${user}"` }
              : { span: setBy.span, message: 'sets the user' },
          ],
          fix: {
            title: 'Run it as root',
            safety: 'unsafe',
            edits: [
              { span: { start: instruction.span.start, end: instruction.span.start }, text: 'USER root\n' },
              { span: { start: instruction.span.end, end: instruction.span.end }, text: `\nUSER ${user}` },
            ],
          },
        });
      },
    };
  },
});

const ROOT = /^(?:|root|0+)(?::.*)?$/;

function isRoot(user: string): boolean {
  return ROOT.test(user);
}

/** It changes packages of this system, in every case, and nothing around it makes it root or forgives its failure. */
function isInstall(command: Command): boolean {
  if (packageCommand(command) === undefined || !needsRoot(command) || !isUnconditional(command)) return false;
  for (const around of ancestors(command)) {
    if (around.type === 'command') return false;
    if (around.type === 'pipeline' && around.negated) return false;
  }
  return true;
}

function subcommandEnd(command: Command): number {
  const wanted = packageCommand(command)?.subcommand?.split(' ').at(-1);
  const word = command.args.find(({ pattern }) => pattern === wanted);
  return (word ?? command.nameWord ?? command).span.end;
}

/** Who writes the user that the image is said to have knows of another one there: tags move. */
function setsAgain({ instructions }: Stage, user: string): boolean {
  return instructions.some((one) => one.kind === 'User' && one.value?.text === user);
}

/** The USER that holds for `instruction`, in its stage or in those that it starts from. */
function userAbove(instruction: Instruction, stage: Stage): User | undefined {
  const isAbove = (one: Instruction): one is User => one.kind === 'User' && one.span.start < instruction.span.start;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.base.kind === 'stage' ? at.base.stage : undefined) {
    const found = at.instructions.findLast(isAbove);
    if (found !== undefined) return found;
  }
  return undefined;
}
