// An image: the parts of its name, and what is known of it without asking a registry.

import type { BaseImage, Distribution } from '../../knowledge/base-images/base-image.ts';
import {
  deprecationOf,
  hasEnded,
  lastDayOf,
  type Lifetime,
  lifetimesOf,
} from '../../knowledge/base-images/end-of-life.ts';
import { lookUpBaseImage } from '../../knowledge/base-images/lookup.ts';
import { tableDate } from '../../knowledge/base-images/names.ts';
import type { BaseImage as Base } from '../../model/model.ts';
import type { Word } from '../../syntax/ast.ts';
import { wordList } from '../../syntax/groups.ts';
import { type ImageReference, parseImageReference } from '../../syntax/image-reference.ts';
import { codeSpan, prose } from '../markdown.ts';
import { sourceNames } from '../names/stage-uses.ts';
import { isIn, paragraphs, type Site, type Told } from './site.ts';

/** The image of a FROM, and those that `--from` names. */
export function imageTopic({ view, offset, outer, instruction }: Site): Told | undefined {
  const word = imageWords(instruction).find(({ span }) => isIn(span, offset));
  if (word === undefined) return undefined;
  const { analysis } = view;
  const base = outer.kind === 'From' ? analysis.model.stageOf(outer)?.base : undefined;
  const markdown = base === undefined ? imageNamed(word.text, analysis.date) : baseMarkdown(base, word, analysis.date);
  return markdown === undefined ? undefined : { span: word.span, markdown };
}

function imageWords(instruction: Site['instruction']): readonly Word[] {
  return instruction.kind === 'From' ? instruction.args.slice(0, 1) : sourceNames(instruction);
}

/** What a name that is written without variables says; undefined where it is none. */
export function imageNamed(text: string, date = tableDate): string | undefined {
  const parsed = parseImageReference(text);
  return parsed.ok && !/^\d+$/.test(text) ? imageMarkdown(parsed.value, date) : undefined;
}

function baseMarkdown(base: Base, { text }: Word, date: string): string | undefined {
  switch (base.kind) {
    case 'scratch':
      return '**`scratch`** is the empty image: no files, no shell, no layers.';
    case 'unknown':
      return `**${codeSpan(text)}** is known to the build only: ${prose(base.reason)}.`;
    case 'image': {
      const expanded = text === base.text ? undefined : `${codeSpan(text)} is ${codeSpan(base.text)}.`;
      return paragraphs(expanded, imageMarkdown(base.reference, date));
    }
    case 'stage':
      return undefined;
    default:
      return base satisfies never;
  }
}

function imageMarkdown(reference: ImageReference, date: string): string {
  const image = lookUpBaseImage(reference);
  const lifetimes = lifetimesOf(reference, image);
  return paragraphs(
    `**${codeSpan(reference.familiar.replace(/@.*$/s, ''))}** from ${registryText(reference)}`,
    partsText(reference),
    deprecationText(reference),
    image && systemText(image),
    lifetimes.length === 0 ? undefined : lifetimes.map((lifetime) => lifetimeText(lifetime, date)).join('  \n'),
    image && startText(image),
  );
}

function registryText({ registry, repository }: ImageReference): string {
  if (registry !== 'docker.io') return codeSpan(registry);
  return repository.startsWith('library/') ? 'Docker Hub, an official image' : 'Docker Hub';
}

function partsText({ repository, tag, digest }: ImageReference): string {
  const parts = [`repository ${codeSpan(repository)}`];
  if (tag !== undefined) parts.push(`tag ${codeSpan(tag)}`);
  if (digest !== undefined) parts.push(`digest ${codeSpan(`${digest.slice(0, digest.indexOf(':') + 13)}…`)}`);
  const fate =
    digest !== undefined
      ? 'always this image'
      : tag === undefined
        ? 'no tag: `latest`, whatever that is on the day of the build'
        : undefined;
  return `${parts.join(' · ')}${fate === undefined ? '' : ` · ${fate}`}`;
}

function deprecationText(reference: ImageReference): string | undefined {
  const given = deprecationOf(reference);
  if (given === undefined) return undefined;
  const since = given.since === undefined ? '' : ` since ${given.since}`;
  const use = given.use.length === 0 ? '' : ` Use ${wordList(given.use.map(codeSpan), 3)}.`;
  return `**Given up**${since} by its publisher.${use}`;
}

function systemText({ distribution, os, libc, sh, packageManager }: BaseImage): string | undefined {
  const parts = [
    distribution && distributionText(distribution),
    distribution === undefined ? os : undefined,
    libc === undefined || libc === 'none' ? undefined : libc,
    sh === undefined ? undefined : sh === 'none' ? 'no shell' : `\`/bin/sh\` is ${sh}`,
    packageManager === undefined || packageManager === 'none' ? undefined : codeSpan(packageManager),
  ].flatMap((part) => part ?? []);
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function distributionText({ name, release, codename, distroless }: Distribution): string {
  const title = name === 'none' ? 'No distribution' : name.slice(0, 1).toUpperCase() + name.slice(1);
  const version = [release, codename === release ? undefined : codename].flatMap((part) => part ?? []);
  return [title, ...version, ...(distroless && name !== 'none' ? ['(distroless)'] : [])].join(' ');
}

function lifetimeText(lifetime: Lifetime, date: string): string {
  const { product, cycle } = lifetime;
  const last = lastDayOf(lifetime);
  const name = `${product} ${cycle}`;
  if (last === 'open') return `${name}: supported, no end announced`;
  if (last === 'ended') return `${name}: **no longer supported**`;
  return hasEnded(lifetime, date) ? `${name}: **not supported since ${last}**` : `${name}: supported until ${last}`;
}

/** What a container of the image starts with. */
function startText({ entrypoint = [], cmd, user, workingDir }: BaseImage): string | undefined {
  const words = cmd === undefined ? undefined : [...entrypoint, ...cmd];
  const parts = [
    words === undefined || words.length === 0
      ? undefined
      : `starts ${codeSpan(words.map((word) => (/\s/.test(word) ? `'${word}'` : word)).join(' '))}`,
    user === undefined ? undefined : `as ${codeSpan(user === '' || user === '0' ? 'root' : user)}`,
    workingDir === undefined || workingDir === '' ? undefined : `in ${codeSpan(workingDir)}`,
  ].flatMap((part) => part ?? []);
  return parts.length === 0 ? undefined : `A container ${words === undefined ? 'runs ' : ''}${parts.join(' ')}.`;
}
