// COPY app.js lib.js /srv/app where /srv/app is no folder yet

import type { Fix } from '../src/diagnostic.ts';
import { repositoryName } from '../src/knowledge/base-images/repository-name.ts';
import { isDistribution } from '../src/knowledge/versioned-images.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { OriginImage } from '../src/model/model.ts';
import type { Add, Copy, Word } from '../src/syntax/ast.ts';
import { findFlag } from '../src/syntax/flag-table.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

export default defineRule({
  summary: 'Several files are copied to one path that is no folder: each takes the place of the one before.',
  why:
    'Where nothing is there yet, the builder makes a file of the first source and overwrites it with the next, without ' +
    'a word. With a slash at its end the destination is a folder in any case. A wildcard counts where it stands for a ' +
    'whole folder or for all files of a type; where something above makes the folder it is a matter of style, though ' +
    'other builders refuse several sources without the slash.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: ['DL3021'],
  bad: [
    {
      dockerfile: `
        FROM node:22
        COPY package.json app.js /srv/app
                                 ^^^^^^^^ 2 sources become one file "/srv/app": the last one stays
      `,
      fixed: `
        FROM node:22
        COPY package.json app.js /srv/app/
      `,
    },
    {
      dockerfile: `
        FROM alpine:3.22
        COPY scripts/*.sh /opt/scripts
                          ^^^^^^^^^^^^ all files of "scripts/*.sh" become one file "/opt/scripts": the last one stays
      `,
      fixed: `
        FROM alpine:3.22
        COPY scripts/*.sh /opt/scripts/
      `,
    },
    {
      dockerfile: `
        FROM scratch
        COPY licenses/* /licenses/*
                        ^^^^^^^^^^^ "*" is no wildcard here: all files of "licenses/*" get that very name, one over the other
      `,
      fixed: `
        FROM scratch
        COPY licenses/* /licenses/
      `,
    },
  ],
  good: [
    `
    FROM node:22
    COPY package.json app.js /srv/app/
    COPY target/*.jar /app.jar
    `,
    `
    FROM node:22
    WORKDIR /srv/app
    COPY package*.json .
    RUN mkdir -p /opt/scripts
    COPY scripts/* /opt/scripts
    `,
  ],
  create({ analysis, report }) {
    const { file, model } = analysis;
    if (mayBeTemplate(file)) return {};
    /** Every part of every path that the instructions so far name: any of them may have become a folder. */
    const named = new Set<string>();
    const unread: string[] = [];
    const note = ({ text }: { readonly text: string } = { text: '' }): void => void unread.push(text);
    const isNamed = (name: string): boolean => {
      for (const text of unread.splice(0)) for (const part of text.split(SEPARATORS)) named.add(part);
      return named.has(name);
    };

    function judge(instruction: Copy | Add): void {
      const { destination, sources, inline, flags, json } = instruction;
      const stage = model.stageOf(instruction);
      if (destination === undefined || stage?.os !== 'linux' || findFlag(flags, 'parents') !== undefined) return;
      const path = json ? destination.text : destination.text.replaceAll(/["']/g, '');
      if (path.includes('$') || /(?:^|\/)\.{0,2}$/.test(path)) return;
      const name = path.slice(path.lastIndexOf('/') + 1);
      const count = sources.length + inline.length;
      const pattern = sources.find(({ text }) => standsForSeveral(text, name))?.text;
      if (count < 2 && pattern === undefined) return;
      const subject = pattern !== undefined && count === 1 ? `all files of "${pattern}"` : `${count} sources`;
      if (name === '*') {
        report({
          at: destination,
          message: `"*" is no wildcard here: ${subject} get that very name, one over the other`,
          help: `Write ${path.slice(0, -1)}.`,
          ...fixOf(destination),
        });
        return;
      }
      const mayBeFolder = isNamed(name) || (stage.origin.kind !== 'scratch' && SYSTEM.test(path));
      const { workdir = '/' } = model.stepOf(instruction)?.before.image ?? {};
      const isCertain = !mayBeFolder && isPlain(stage.origin) && !`${workdir}/`.startsWith(`${path}/`);
      if (!isCertain && count < 2) return;
      report({
        at: destination,
        ...(!isCertain && { severity: 'style' }),
        message: isCertain
          ? `${subject} become one file "${path}": the last one stays`
          : `${subject} need a folder, and "${path}" has no slash at its end`,
        help: `Write ${path}/.`,
        ...fixOf(destination),
      });
    }

    function visit(instruction: Copy | Add): void {
      judge(instruction);
      note(instruction.destination);
    }

    return {
      Copy: visit,
      Add: visit,
      Workdir: ({ value }) => note(value),
      Run({ folded, heredocs }) {
        note(folded);
        for (const { content } of heredocs) note({ text: content });
      },
    };
  },
});

/** Images of programs have folders of their own, which only those who know them can tell. */
function isPlain(origin: OriginImage): boolean {
  if (origin.kind !== 'image') return origin.kind === 'scratch';
  return isDistribution(origin.reference) || LANGUAGES.has(repositoryName(origin.reference));
}

const LANGUAGES: ReadonlySet<string> = new Set(
  'buildpack-deps eclipse-temurin gcc golang gradle maven node openjdk perl php python ruby rust'.split(' '),
);

const SEPARATORS = /[\s/"'=:;,()|&<>`]+/;

/** Folders that there are, or may be, in images of Linux distributions and of programs. */
const SYSTEM =
  /^\/(?:bin|boot|dev|etc|go|home|lib\w*|media|mnt|proc|root|run|sbin|sys|tmp|usr|var)(?:\/|$)|^\/(?:app|data|opt|srv|workspace)$/;

/** `dir/*` and `dir/*.sh`; not `target/*.jar` for `app.jar`, nor `app-*` for `app`, of which there will be one. */
function standsForSeveral(source: string, name: string): boolean {
  const last = source.slice(source.lastIndexOf('/') + 1);
  if (last === '*') return true;
  return /^\*\.\w+$/.test(last) && !name.includes('.') && !isArchive(last);
}

/** Of programs that are built there is one. */
function isArchive(name: string): boolean {
  return /\.(?:deb|ear|exe|gem|jar|rpm|t[gx]z|war|whl|zip)$/.test(name);
}

/** A slash at the end, in place of the wildcard if there is one. */
function fixOf(destination: Word): { readonly fix: Fix } {
  const { length } = destination.text;
  const end = destination.toSource(length);
  const start = destination.text.endsWith('*') ? destination.toSource(length - 1) : end;
  const edit = { span: { start, end }, text: start === end ? '/' : '' };
  return { fix: { title: 'Make the destination a folder', safety: 'safe', edits: [edit] } };
}
