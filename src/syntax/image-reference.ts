// Image references as the distribution project's `reference` package reads them.

import { parseDigest } from './go/digest.ts';
import { failure, type Result, success } from './go/result.ts';
import { toLower } from './go/unicode.ts';

/** `docker.io/library/node:22@sha256:…` in its parts. */
export interface ImageReference {
  /** `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly registry: string;
  /** `library/node`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** As people write it: `node:22`. */
  readonly familiar: string;
  /** With registry, repository and, where neither tag nor digest is given, `:latest`. */
  readonly normalized: string;
}

const defaultRegistry = 'docker.io';
const officialPrefix = 'library/';
const longestRepository = 255;

const identifier = /^[a-f0-9]{64}$/;
const domainLabel = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/;
const ip6Host = /^\[[a-fA-F0-9:]+\]$/;
// Go's patterns without the groups that repeat: on a long text those overflow the stack of JavaScript's engine.
const componentShape = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;
const badSeparator = /\.[._-]|_[.-]|-[._]|___/;
const tagShape = /^\w[\w.-]{0,127}$/;
const algorithmPart = /^[A-Za-z][A-Za-z0-9]*$/;
const hexadecimal = /^[0-9a-fA-F]{32,}$/;

/**
 * `reference.ParseNormalizedNamed`: the name of an image as FROM, `--from` and `docker pull` take it.
 * The error is the text of Go's error, mostly `invalid reference format`.
 */
export function parseImageReference(text: string): Result<ImageReference> {
  if (identifier.test(text)) {
    return failure(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const { registry, rest } = splitRegistry(text);
  const colon = rest.indexOf(':');
  const name = colon === -1 ? rest : rest.slice(0, colon);
  if (toLower(name) !== name) {
    return failure(`invalid reference format: repository name (${name}) must be lowercase`);
  }
  const full = `${registry}/${rest}`;
  const parts = splitReference(full);
  if (parts === undefined) {
    const lowerCaseHelps = splitReference(toLower(full)) !== undefined;
    return failure(lowerCaseHelps ? 'repository name must be lowercase' : 'invalid reference format');
  }
  if (parts.repository.length > longestRepository) {
    return failure(`repository name must not be more than ${longestRepository} characters`);
  }
  if (parts.digest !== undefined) {
    const digest = parseDigest(parts.digest);
    if (!digest.ok) return digest;
  }
  const { repository, tag, digest } = parts;
  return success({
    registry: parts.registry,
    repository,
    tag,
    digest,
    familiar: familiar(parts),
    normalized: normalized(parts),
  });
}

/** The first part is a registry if it cannot be a name on Docker Hub: `localhost`, a dot, a port, a capital. */
function splitRegistry(text: string): { readonly registry: string; readonly rest: string } {
  const slash = text.indexOf('/');
  if (slash === -1) return { registry: defaultRegistry, rest: officialPrefix + text };
  const first = text.slice(0, slash);
  const isRegistry = first === 'localhost' || /[.:]/.test(first) || toLower(first) !== first;
  const registry = isRegistry && first !== 'index.docker.io' ? first : defaultRegistry;
  const rest = isRegistry ? text.slice(slash + 1) : text;
  return { registry, rest: registry === defaultRegistry && !rest.includes('/') ? officialPrefix + rest : rest };
}

type Parts = Pick<ImageReference, 'registry' | 'repository' | 'tag' | 'digest'>;

/** `NAME[:TAG][@DIGEST]`; undefined where the text has not that form. */
function splitReference(text: string): Parts | undefined {
  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  if (digest !== undefined && !isDigest(digest)) return undefined;
  if (tag !== undefined && !tagShape.test(tag)) return undefined;

  const components = (colon === -1 ? named : named.slice(0, colon)).split('/');
  const [first = '', ...others] = components;
  const registry = others.length > 0 && isDomain(first) ? first : '';
  const path = registry === '' ? components : others;
  if (!path.every(isComponent)) return undefined;
  return { registry, repository: path.join('/'), tag, digest };
}

function isComponent(text: string): boolean {
  return componentShape.test(text) && !badSeparator.test(text);
}

/** `algorithm+extension:hex`; whether anybody knows the algorithm is another question. */
function isDigest(text: string): boolean {
  const colon = text.indexOf(':');
  if (colon === -1 || !hexadecimal.test(text.slice(colon + 1))) return false;
  return text
    .slice(0, colon)
    .split(/[-_+.]/)
    .every((part) => algorithmPart.test(part));
}

function isDomain(text: string): boolean {
  const port = /:[0-9]+$/.exec(text);
  const name = port === null ? text : text.slice(0, port.index);
  return ip6Host.test(name) || name.split('.').every((label) => domainLabel.test(label));
}

function normalized({ registry, repository, tag, digest }: Parts): string {
  const name = registry === '' ? repository : `${registry}/${repository}`;
  return name + suffix(tag === undefined && digest === undefined ? 'latest' : tag, digest);
}

function familiar({ registry, repository, tag, digest }: Parts): string {
  return familiarName(registry, repository) + suffix(tag, digest);
}

function familiarName(registry: string, repository: string): string {
  if (registry === '') return repository;
  if (registry !== defaultRegistry) return `${registry}/${repository}`;
  const official = repository.startsWith(officialPrefix) && repository.indexOf('/', officialPrefix.length) === -1;
  return official ? repository.slice(officialPrefix.length) : repository;
}

function suffix(tag: string | undefined, digest: string | undefined): string {
  return (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
}
