// The classic builder (DOCKER_BUILDKIT=0): a chain of images, one an instruction, each looked up among the children of
// the one before (moby: builder/dockerfile/imageprobe.go, image/cache/compare.go).

import type { BuildStage, Step } from '../model/evaluation/build-stage.ts';
import { automaticArguments, isProxyArgument } from '../model/predefined-arguments.ts';
import type { Arg, Instruction } from '../syntax/ast.ts';
import { findFlag } from '../syntax/flag-table.ts';
import { applyActions } from './file-system.ts';
import { all, type Answer, emptyRoot, type Entry, opaqueRoot } from './file-tree.ts';
import type { Graph } from './graph.ts';
import { LazyEntry } from './lazy-entry.ts';
import type { Operation } from './operation.ts';
import { hasWildcard, namesOf, startOfPattern } from './path-names.ts';
import { select, type Selected, sameSelected, trace } from './selection.ts';

/** An image that an instruction made. */
export interface ClassicImage {
  readonly id: string;
  readonly root: LazyEntry;
}

/** What the classic builder compares of a step besides the image that it starts from. */
export interface ClassicCommand {
  /** What the container was told to run: for other instructions than RUN a comment. */
  readonly command: string;
  /** The files that COPY or ADD took. */
  readonly files: readonly NamedFiles[];
}

/** The images of earlier builds. */
export class ClassicStore {
  /** By the image below and the command, the newest last. */
  readonly #children = new Map<string, ClassicChild[]>();
  #count = 0;

  /** Those that have been made with a command, the newest first. */
  childrenOf(parent: string, command: string): readonly ClassicChild[] {
    return this.#children.get(placeOf(parent, command))?.toReversed() ?? [];
  }

  newId(): string {
    return `image ${++this.#count}`;
  }

  add(parent: string, child: ClassicChild): void {
    const place = placeOf(parent, child.command);
    const known = this.#children.get(place);
    if (known === undefined) this.#children.set(place, [child]);
    else known.push(child);
  }
}

function placeOf(parent: string, command: string): string {
  return `${parent}\n${command}`;
}

interface ClassicChild extends ClassicImage, ClassicCommand {
  /** Whether it surely stands on the image that it is kept under. */
  readonly isThere: Answer;
}

export interface NamedFiles {
  /** BuildKit's rival hashes names, too. */
  readonly path: string;
  readonly selected: Selected;
}

/** What is known when a build starts. */
export interface ClassicSources {
  readonly context: Entry;
  /** The identity of an image's configuration. */
  image(reference: string): string;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly ignoresCache: boolean;
}

export interface ClassicAnswer {
  readonly hit: Answer;
  readonly command: ClassicCommand;
  /** The id of the image behind the step. */
  readonly image: string;
}

/** Images that one step may have made in earlier builds: more are not told apart. */
const MOST_OTHERS = 100;

/** The chain of one stage. */
interface Chain {
  readonly image: ClassicImage;
  /** What else it may be, where a step perhaps was in the cache. */
  readonly others: readonly ClassicImage[];
  /** Whether the cache is still asked. */
  readonly isOpen: Answer;
}

/** What the cache says of each step of the stages up to `target`; all of them are built, needed or not. */
export function lookUpClassic(
  stages: readonly BuildStage[],
  { graph, store, sources }: { readonly graph: Graph; readonly store: ClassicStore; readonly sources: ClassicSources },
): ReadonlyMap<Step, ClassicAnswer> {
  const answers = new Map<Step, ClassicAnswer>();
  const ends = new Map<BuildStage, Chain>();
  for (const stage of stages) {
    const start = stage.parent && ends.get(stage.parent);
    const isOpen = sources.ignoresCache ? 'no' : start !== undefined && start.others.length > 0 ? 'maybe' : 'yes';
    let chain: Chain = { image: start?.image ?? startOf(stage, sources), others: start?.others ?? [], isOpen };
    const args = new Map<string, string>();
    for (const step of stage.steps) {
      if (step.command.instruction.kind === 'Arg') declare(args, step.command.instruction, step, sources);
      const child = childOf(step, { graph, sources, ends, args });
      const answer = lookUpChild(chain, child, store);
      chain = answer.chain;
      answers.set(step, { hit: answer.hit, command: child, image: chain.image.id });
    }
    ends.set(stage, chain);
  }
  return answers;
}

function startOf({ reference, baseName }: BuildStage, sources: ClassicSources): ClassicImage {
  if (baseName === 'scratch' || reference === undefined) return { id: baseName, root: LazyEntry.of(emptyRoot) };
  const id = sources.image(reference);
  return { id, root: LazyEntry.of(opaqueRoot(id)) };
}

/** A child before it is known whether there is one. */
interface Candidate extends ClassicCommand {
  readonly operation: Operation | undefined;
  /** The file systems that the operation takes files from. */
  rootOf(operation: Operation): LazyEntry | undefined;
}

function lookUpChild(
  { image, others, isOpen }: Chain,
  candidate: Candidate,
  store: ClassicStore,
): { readonly hit: Answer; readonly chain: Chain } {
  const parents = [image, ...others];
  const { sure, perhaps } = isOpen === 'no' ? none : matchingChildren(parents, candidate, store);
  if (sure !== undefined && isOpen === 'yes') return { hit: 'yes', chain: { image: sure, others: [], isOpen } };
  const possible = sure === undefined ? perhaps : [...perhaps, sure];
  const id = store.newId();
  const { command, files } = candidate;
  const root = rootOf(image, candidate, id);
  for (const parent of parents) {
    store.add(parent.id, { id, root, command, files, isThere: parent === image ? 'yes' : 'maybe' });
  }
  const made = { id, root };
  if (possible.length === 0) return { hit: 'no', chain: { image: made, others: [], isOpen: 'no' } };
  return { hit: 'maybe', chain: { image: made, others: possible, isOpen: 'maybe' } };
}

interface Matching {
  readonly sure: ClassicChild | undefined;
  readonly perhaps: readonly ClassicChild[];
}

const none: Matching = { sure: undefined, perhaps: [] };

function matchingChildren(parents: readonly ClassicImage[], candidate: Candidate, store: ClassicStore): Matching {
  const perhaps: ClassicChild[] = [];
  for (const { id } of parents) {
    for (const child of store.childrenOf(id, candidate.command)) {
      const answer = all([child.isThere, matches(child, candidate)]);
      if (answer === 'yes') return { sure: child, perhaps };
      if (answer === 'maybe') perhaps.push(child);
      if (perhaps.length >= MOST_OTHERS) return { sure: undefined, perhaps };
    }
  }
  return { sure: undefined, perhaps };
}

function matches({ files }: ClassicChild, candidate: Candidate): Answer {
  if (files.length !== candidate.files.length) return 'no';
  return all(
    files.map(({ path, selected }, index): Answer => {
      const other = candidate.files[index];
      return other === undefined || other.path !== path ? 'no' : sameSelected(selected, other.selected);
    }),
  );
}

/** The image's file system behind the step. */
function rootOf({ root }: ClassicImage, { operation, rootOf: find }: Candidate, id: string): LazyEntry {
  if (operation === undefined) return root;
  if (operation.kind !== 'file') return LazyEntry.of(opaqueRoot(id));
  const inputs = operation.inputs.map((input) => find(input) ?? root);
  return new LazyEntry(inputs, (entries) => applyActions(operation, entries, id));
}

interface Site {
  readonly graph: Graph;
  readonly sources: ClassicSources;
  readonly ends: ReadonlyMap<BuildStage, Chain>;
  readonly args: ReadonlyMap<string, string>;
}

function childOf(step: Step, { graph, sources, ends, args }: Site): Candidate {
  const { command, work } = step;
  const { instruction } = command;
  const operation = graph.operationOf(step);
  const [source] = command.sources;
  const from = source === undefined ? LazyEntry.of(sources.context) : ends.get(source)?.image.root;
  // Of the inputs only the files that are taken are not the image before.
  const taken = operation?.kind === 'file' ? new Set(operation.actions.flatMap(sourceIndex)) : new Set<number>();
  const find = (input: Operation): LazyEntry | undefined =>
    taken.has(operation?.inputs.indexOf(input) ?? -1) ? from : undefined;
  const files =
    work?.kind === 'transfer' ? work.sources.map(({ text }) => filesAt(from?.entry ?? emptyRoot, text)) : [];
  return {
    command: commandText(instruction, step, { args, sources }),
    files,
    operation,
    rootOf: find,
  };
}

function sourceIndex(action: { readonly kind: string; readonly source?: number | undefined }): readonly number[] {
  return action.kind === 'copy' && action.source !== undefined ? [action.source] : [];
}

/** The files by their paths when links are followed: how a link to a file is called does not count, but how the file is. */
function filesAt(root: Entry, path: string): NamedFiles {
  const clean = namesOf(path).join('/');
  const selected = select(root, { path: `/${path}`, isPattern: true, followsMatches: false, include: [], exclude: [] });
  if (!hasWildcard(clean)) return { path: realFile(root, clean, undefined).path, selected };
  if (selected.kind === 'one' && selected.entry?.kind === 'opaque') return { path: clean, selected };
  const folder = clean.slice(0, startOfPattern(clean));
  const found: Iterable<readonly [string, Entry | undefined]> =
    selected.kind === 'many' ? selected.entries : [[clean.slice(folder.length), selected.entry]];
  const files = Array.from(found, ([name, entry]) => realFile(root, folder + name, entry));
  const [only, ...more] = files;
  // A pattern that matches one file is that file.
  if (only !== undefined && more.length === 0) return { path: only.path, selected: { kind: 'one', entry: only.entry } };
  const entries = new Map<string, Entry>();
  for (const file of files) {
    if (file.entry !== undefined) entries.set(entries.has(file.path) ? `${file.path} again` : file.path, file.entry);
  }
  return { path: '', selected: { kind: 'many', entries } };
}

/** `entry` is what stands at the path, if that is known; of a link that leads nowhere the link itself remains. */
function realFile(
  root: Entry,
  path: string,
  entry: Entry | undefined,
): { readonly path: string; readonly entry: Entry | undefined } {
  if (entry !== undefined && entry.kind !== 'link') return { path, entry };
  const real = trace(root, path.split('/'));
  return real?.entry === undefined ? { path, entry } : { path: real.names.join('/'), entry: real.entry };
}

/** The ARGs of the stage that have a value; those of the platform have none in this builder. */
function declare(args: Map<string, string>, { variables }: Arg, { after }: Step, { buildArgs }: ClassicSources): void {
  for (const { name } of variables) {
    const value = after.declared.get(name.text);
    const isGiven = buildArgs.has(name.text);
    if (value !== undefined && (isGiven || !automaticArguments.has(name.text))) args.set(name.text, value);
  }
}

function commandText(instruction: Instruction, step: Step, { args, sources }: Pick<Site, 'args' | 'sources'>): string {
  const { work, after } = step;
  const created = after.image.history.last?.createdBy ?? '';
  switch (instruction.kind) {
    case 'Run': {
      const words = work?.kind === 'execution' ? work.words : [];
      return JSON.stringify([...argumentTexts(args, step, sources), ...words]);
    }
    case 'Add':
    case 'Copy': {
      if (work?.kind !== 'transfer') return instruction.folded.text;
      const from = findFlag(instruction.flags, 'from') === undefined ? '' : 'from ';
      return `${instruction.kind} ${from}--chown=${work.chown?.text ?? ''} in ${work.destination.text}`;
    }
    case 'Arg':
      return `ARG ${instruction.variables.map(({ name, value }) => `${name.text}=${value?.text ?? ''}`).join(' ')}`;
    case 'Expose':
      return instruction.folded.text.replace(/\s+/g, ' ').replace(/^\w+/, 'EXPOSE');
    case 'Onbuild':
      return instruction.folded.text.replace(/^\s*onbuild\s*/i, 'ONBUILD ');
    default:
      return created;
  }
}

/** `|1 A=x`: every ARG with a value that no ENV hides; there is a `|0`, too, once a proxy is given. */
function argumentTexts(
  args: ReadonlyMap<string, string>,
  { before }: Step,
  { buildArgs }: ClassicSources,
): readonly string[] {
  const visible = [...args].filter(([name]) => !before.image.env.has(name)).map(([name, value]) => `${name}=${value}`);
  const hasProxy = [...buildArgs.keys()].some(isProxyArgument);
  return visible.length === 0 && !hasProxy ? [] : [`|${visible.length}`, ...visible.toSorted()];
}
