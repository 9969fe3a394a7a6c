// RUN apt-get install git

import type { Fix } from '../src/diagnostic.ts';
import { buildPackage } from '../src/knowledge/commands/package-facts.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Stage } from '../src/model/model.ts';
import { type Asker, askerOf, asksFirst } from '../src/shell/commands/confirmation.ts';
import { type PackageCommand, packageCommand } from '../src/shell/commands/package-managers.ts';
import { nameOf, optionPlace, wordsSpan } from '../src/shell/commands/package-words.ts';
import { normalPath, touchesPath } from '../src/shell/file-path.ts';
import { hasInput } from '../src/shell/flow.ts';
import type { Command, ShellWord } from '../src/shell/tree.ts';
import type { Add, Copy, Instruction } from '../src/syntax/ast.ts';

/** Where the answer can be configured, and what a script says that writes it there. */
const CONFIGURATION: Readonly<Record<Asker, { readonly paths: readonly string[]; readonly words: readonly RegExp[] }>> =
  {
    apt: { paths: ['/etc/apt/apt.conf.d', '/etc/apt/apt.conf'], words: [/apt\.conf/, /assume-yes/i] },
    dnf: {
      paths: ['/etc/dnf/dnf.conf', '/etc/yum.conf'],
      words: [/(?:dnf|yum)\.conf|config-manager/, /assumeyes|defaultyes/],
    },
    zypper: { paths: ['/etc/zypp/zypper.conf'], words: [/zypper\.conf/] },
  };
/** Images in which `dnf` is a link to microdnf. */
const MICRODNF = /lambda|minimal/;
/** Among so many one needs a package that is not there. */
const MANY = 4;
const ASKERS = ['apt', 'dnf', 'zypper'] as const;

export default defineRule({
  summary: 'A package manager that asks before it goes on gets no answer in a build.',
  why:
    'The standard input of a RUN is empty, which counts as "no": nothing is installed and the build ends. dnf, yum ' +
    'and zypper always ask; apt-get asks as soon as it has to install more than the packages that are named, which ' +
    'the next release of the base image may bring about: for a few packages that is a matter of style. ' +
    'DEBIAN_FRONTEND does not answer this question.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: ['DL3014', 'DL3030', 'DL3034', 'DL3038'],
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN apt-get update && apt-get install --no-install-recommends git
                              ^^^^^^^^^^^^^^^ "apt-get install" asks before it adds a package that is not named here, and nobody answers
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update && apt-get install -y --no-install-recommends git
      `,
    },
    {
      dockerfile: `
        FROM fedora:43
        RUN dnf install git && dnf clean all
            ^^^^^^^^^^^ "dnf install" asks before it installs anything, and nobody answers
      `,
      fixed: `
        FROM fedora:43
        RUN dnf install -y git && dnf clean all
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    RUN apt-get update && apt-get install -yq git
    RUN yes | apt-get install make
    `,
    `
    FROM fedora:43
    RUN echo 'assumeyes=1' >> /etc/dnf/dnf.conf
    RUN dnf install git
    `,
    `
    FROM opensuse/leap:15.6
    RUN zypper --non-interactive install git
    `,
  ],
  create({ analysis: { model }, report }) {
    /** By stage, those that may be configured to answer themselves. */
    const answered = new Map<Stage, Set<Asker>>();

    function answer(instruction: Instruction, isAnswered: (asker: Asker) => boolean): void {
      const stage = model.stageOf(instruction);
      for (const asker of ASKERS) if (stage && isAnswered(asker)) answered.get(stage)?.add(asker);
    }

    function readFile(instruction: Add | Copy): void {
      const destination = normalPath(instruction.destination?.text ?? '');
      answer(instruction, (asker) => CONFIGURATION[asker].paths.some((path) => touchesPath(destination, path)));
    }
    return {
      From(from) {
        const stage = model.stageOf(from);
        if (stage === undefined) return;
        const inherited = stage.base.kind === 'stage' ? answered.get(stage.base.stage) : undefined;
        answered.set(stage, new Set(inherited));
        if (MICRODNF.test(from.image?.text ?? '')) answered.get(stage)?.add('dnf');
      },
      Add: readFile,
      Copy: readFile,
      Env: (env) => answer(env, (asker) => asker === 'apt' && env.pairs.some(({ name }) => name.text === 'APT_CONFIG')),
      Script({ text }, { instruction }) {
        answer(instruction, (asker) => CONFIGURATION[asker].words.every((word) => word.test(text)));
      },
      Command(command, { instruction }) {
        const found = packageCommand(command);
        const asker = found && askerOf(found);
        const stage = model.stageOf(instruction);
        if (found === undefined || asker === undefined || !asksFirst(found) || hasInput(command)) return;
        if (stage !== undefined && answered.get(stage)?.has(asker)) return;
        const name = nameOf(command, found);
        const isExtra = asker === 'apt' && found.action === 'install';
        const isShell = instruction.kind === 'Run' && instruction.command.form === 'shell';
        const fix = isShell && insertion(asker, command, found);
        report({
          at: wordsSpan(command, found),
          ...(isExtra && { severity: bringsOthers(found.packages) ? 'warning' : 'style' }),
          message: `"${name}" asks ${isExtra ? 'before it adds a package that is not named here' : 'before it installs anything'}, and nobody answers`,
          help: `Write "${asker === 'zypper' ? `zypper -n ${found.subcommand}` : `${name} -y`}".`,
          ...(fix && { fix }),
        });
      },
    };
  },
});

/** Few packages may well need nothing that is not there; those to build with never come alone. */
function bringsOthers(packages: readonly ShellWord[]): boolean {
  return packages.length >= MANY || packages.some(isToBuild);
}

function isToBuild({ pattern }: ShellWord): boolean {
  return pattern !== undefined && buildPackage(pattern) !== undefined;
}

/** The option of zypper that every subcommand knows stands before it. */
function insertion(asker: Asker, command: Command, found: PackageCommand): Fix {
  const isGlobal = asker === 'zypper';
  const start = isGlobal ? (command.nameWord?.span.end ?? command.span.end) : optionPlace(command, found);
  const option = isGlobal ? '-n' : '-y';
  return { title: `Insert ${option}`, safety: 'safe', edits: [{ span: { start, end: start }, text: ` ${option}` }] };
}
