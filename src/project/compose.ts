// Compose files: the builds of their services, overlays, `extends` and `include` followed.

import { dirname, join, resolve } from 'node:path';
import type { Source, Span } from '../syntax/source.ts';
import { type Build, type Found, type Problem, problemAt, type Value } from './build.ts';
import { composeSection } from './compose-section.ts';
import { type Data, entriesOf, field, itemsOf, readData, textOf } from './data.ts';
import { readEnvironment } from './environment.ts';
import { type Environment, interpolate } from './interpolate.ts';
import { mergeSections, type Section, toBuild } from './section.ts';

/** A service that is built. */
export interface ComposeService {
  readonly source: Source;
  /** The key `build`, or that of the service where only another one that it extends has it. */
  readonly span: Span;
  readonly section: Section;
}

export type ComposeServices = ReadonlyMap<string, ComposeService>;

/** Files of `include` and `extends` inside each other. */
const DEEPEST = 16;
/** Files that include each other several times would be read again and again. */
const MOST_REFERENCES = 500;

/** Reads the compose files of one run. `read` gives the files that others refer to; those it refuses are problems. */
class ComposeReader {
  readonly problems: Problem[] = [];
  readonly #read: (path: string) => Source | undefined;
  readonly #documents = new Map<Source, readonly Data[]>();
  readonly #environments = new Map<string, Environment>();
  #references = 0;

  constructor(read: (path: string) => Source | undefined) {
    this.#read = read;
  }

  /** What `source` builds; relative paths start from its folder. */
  services(source: Source): ComposeServices {
    return this.#servicesIn(source, dirname(source.path), 0);
  }

  #servicesIn(source: Source, folder: string, depth: number): ComposeServices {
    const services = new Map<string, ComposeService>();
    for (const document of this.#parse(source)) {
      for (const included of itemsOf(field(document, 'include'))) {
        if (this.#references > MOST_REFERENCES) break;
        for (const [name, service] of this.#include(included, source, depth)) services.set(name, service);
      }
      for (const [name, { keySpan, value }] of entriesOf(field(document, 'services'))) {
        const section = this.#section(value, source, folder, depth);
        if (section === undefined) continue;
        const key = value.kind === 'map' ? value.entries.get('build')?.keySpan : undefined;
        const service = { source, span: key ?? keySpan, section };
        services.set(name, overlay(services.get(name), service));
      }
    }
    return services;
  }

  /** `include: other.yaml`, or `path` with several files that are merged. */
  #include(included: Data, source: Source, depth: number): ComposeServices {
    const paths = included.kind === 'map' ? itemsOf(field(included, 'path')) : [included];
    const named = textOf(field(included, 'project_directory'));
    let services: ComposeServices = new Map();
    for (const path of paths) {
      if (this.#references > MOST_REFERENCES) break;
      const other = this.#open(textOf(path), path.span, source, depth);
      if (other === undefined) continue;
      const folder = named === undefined ? dirname(other.path) : resolve(dirname(source.path), named);
      services = mergeServices(services, this.#servicesIn(other, folder, depth + 1));
    }
    return services;
  }

  /** Undefined for a service that is not built. */
  #section(service: Data, source: Source, folder: string, depth: number): Section | undefined {
    const base = this.#extended(field(service, 'extends'), source, folder, depth);
    const build = field(service, 'build');
    if (build === undefined) return base;
    return mergeSections(base ?? {}, composeSection(build, folder, this.#environment(folder)), 'append');
  }

  #extended(extended: Data | undefined, source: Source, folder: string, depth: number): Section | undefined {
    if (extended === undefined) return undefined;
    const name = interpolate(textOf(extended) ?? textOf(field(extended, 'service')) ?? '', this.#environment(folder));
    const path = textOf(field(extended, 'file'));
    const other = path === undefined ? source : this.#open(path, extended.span, source, depth);
    if (other === undefined) return undefined;
    if (name.kind === 'unknown') {
      this.#report(source, extended.span, name.reason);
      return undefined;
    }
    if (depth > DEEPEST) {
      this.#report(source, extended.span, 'services extend each other too deeply, or in a circle');
      return undefined;
    }
    const start = other === source ? folder : dirname(other.path);
    for (const document of this.#parse(other)) {
      const service = field(field(document, 'services'), name.value);
      if (service !== undefined) return this.#section(service, other, start, depth + 1);
    }
    this.#report(source, extended.span, `there is no service "${name.value}" to extend`);
    return undefined;
  }

  #open(path: string | undefined, span: Span, source: Source, depth: number): Source | undefined {
    const name: Value<string> = interpolate(path ?? '', this.#environment(dirname(source.path)));
    if (name.kind === 'unknown') {
      this.#report(source, span, name.reason);
      return undefined;
    }
    if (++this.#references > MOST_REFERENCES) return undefined;
    const other = depth > DEEPEST ? undefined : this.#read(resolve(dirname(source.path), name.value));
    if (other === undefined) this.#report(source, span, `"${name.value}" cannot be read`);
    return other;
  }

  /** What the `.env` file of a folder sets; it is read where a variable is. */
  #environment(folder: string): Environment {
    const environment: Environment = (name) => {
      const text = this.#read(join(folder, '.env'))?.text ?? '';
      const read = this.#environments.get(folder) ?? readEnvironment(text);
      this.#environments.set(folder, read);
      return read(name);
    };
    return environment;
  }

  #parse(source: Source): readonly Data[] {
    const done = this.#documents.get(source);
    if (done !== undefined) return done;
    const { documents, problems } = readData(source);
    this.problems.push(...problems);
    this.#documents.set(source, documents);
    return documents;
  }

  #report(source: Source, { start }: Span, message: string): void {
    this.problems.push(problemAt(source, start, message));
  }
}

/** `over` on top of `base`, as with several `-f`; of both, only the services of `over` are there. */
function overlayServices(base: ComposeServices, over: ComposeServices): ComposeServices {
  return new Map([...over].map(([name, service]) => [name, overlay(base.get(name), service)]));
}

/** The builds of a file's services; `folder` is where it lies. */
function composeBuilds(services: ComposeServices, folder: string): readonly Build[] {
  return [...services].map(([name, { source, span, section }]) => toBuild(section, { source, span, name }, folder));
}

/**
 * All builds in the compose files of one folder: those of `base`, which compose reads when it is not told otherwise,
 * and those of each of `overlays` on top of it. `read` as for `ComposeReader`.
 */
export function readCompose(
  base: Source | undefined,
  overlays: readonly Source[],
  read: (path: string) => Source | undefined,
): Found & { readonly services: ComposeServices } {
  const reader = new ComposeReader(read);
  const services: ComposeServices = base === undefined ? new Map() : reader.services(base);
  const builds = base === undefined ? [] : [...composeBuilds(services, dirname(base.path))];
  for (const source of overlays) {
    builds.push(...composeBuilds(overlayServices(services, reader.services(source)), dirname(source.path)));
  }
  return { builds, problems: reader.problems, services };
}

function mergeServices(base: ComposeServices, over: ComposeServices): ComposeServices {
  return new Map([...base, ...overlayServices(base, over)]);
}

function overlay(base: ComposeService | undefined, over: ComposeService): ComposeService {
  return base === undefined ? over : { ...over, section: mergeSections(base.section, over.section, 'append') };
}
