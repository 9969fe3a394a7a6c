// How a FROM becomes a stage: the texts of FROM expanded, what they mean told (dockerfile2llb: buildDispatchStates).

import type { Dockerfile, Instruction } from '../../syntax/ast.ts';
import { success } from '../../syntax/go/result.ts';
import { parseImageReference } from '../../syntax/image-reference.ts';
import { parsePlatform, type Platform, platformOf as platformFor } from '../../syntax/platform.ts';
import { didYouMean } from '../../syntax/suggest.ts';
import type { BaseImage } from '../model.ts';
import { contextName, type NamedContext, type NamedContexts, noContexts } from '../named-context.ts';
import type { NoteList } from '../note-list.ts';
import { operatingSystem } from '../operating-system.ts';
import type { Budget } from './budget.ts';
import type { FileStage, ForeignStage } from './build-stage.ts';
import type { GlobalArguments } from './global-arguments.ts';
import { Refusal, type Tolerate } from './refusal.ts';
import type { Section } from './sections.ts';
import { addPlatformNotes, addUndefinedInFrom } from './stage-notes.ts';

export interface StageSettings {
  readonly args: GlobalArguments;
  readonly host: Platform;
  /** What is built where FROM does not say; undefined where each stage has to tell it by what it does. */
  readonly target: Platform | undefined;
  readonly file: Dockerfile;
  readonly contexts: NamedContexts;
  readonly notes: NoteList;
  readonly tolerate: Tolerate;
  readonly budget: Budget;
  /** The instructions that BuildKit cannot read. */
  readonly broken: ReadonlySet<Instruction>;
}

/** The stages before the one that is opened. */
interface Earlier {
  readonly ofFile: readonly FileStage[];
  findExact(name: string): FileStage | undefined;
}

/** A stage whose FROM may be refused; that is an error, and not always the end. */
export function openStage(section: Section, earlier: Earlier, settings: StageSettings): FileStage | undefined {
  if (settings.broken.has(section.from)) return openBroken(section, earlier, settings, 'its FROM is refused');
  return settings.tolerate(
    () => open(section, earlier, settings),
    ({ message }) => openBroken(section, earlier, settings, message),
  );
}

function open(section: Section, earlier: Earlier, settings: StageSettings): FileStage {
  const { args, contexts, notes, tolerate } = settings;
  const { from } = section;
  const written = from.image?.text ?? '';
  const result = args.expand(written);
  addUndefinedInFrom(notes, from, { result, part: from.image }, settings);
  const unknownBase = args.whyUnknown(result);
  if (!result.ok && unknownBase === undefined) throw new Refusal(result.error, [from]);
  const baseName = result.ok && unknownBase === undefined ? result.value.text : written;
  if (baseName === '') throw new Refusal(`base name (${written}) should not be blank`, [from]);

  const used = new Set(result.ok ? result.value.matched : []);
  const asked = tolerate(() => platformOf(section, settings, used));
  const context = tolerate(() => contextOf(section, contexts));
  const isKnown = unknownBase === undefined && context === undefined;
  const parent = isKnown ? earlier.findExact(baseName) : undefined;
  const base = (context && contextBase(context)) ?? baseOf(baseName, { from, parent, unknownBase, contexts });
  const system = systemOf(section, { baseName, parent, asked }, settings);
  const replacement = context && ({ of: 'stage', context } as const);
  return fileStage(section, earlier.ofFile.length, {
    baseName,
    parent,
    base,
    unknownBase,
    used,
    replacement,
    ...system,
  });
}

/** A stage whose FROM is refused. */
function openBroken(section: Section, { ofFile }: Earlier, settings: StageSettings, reason: string): FileStage {
  const { image } = section.from;
  const baseName = image?.text ?? '';
  const unknownBase = image === undefined ? 'FROM names no image' : reason;
  return fileStage(section, ofFile.length, {
    baseName,
    parent: undefined,
    base: { kind: 'unknown', reason: unknownBase },
    unknownBase,
    used: new Set(),
    replacement: undefined,
    ...systemOf(section, { baseName, parent: undefined, asked: undefined }, settings),
  });
}

/** BuildKit compares the text with the lower-case names of the earlier stages, case and all. */
function baseOf(
  text: string,
  {
    from,
    parent: stage,
    unknownBase: unknown,
    contexts = noContexts,
  }: {
    readonly from?: Section['from'];
    readonly parent?: FileStage | undefined;
    readonly unknownBase?: string | undefined;
    readonly contexts?: NamedContexts;
  },
): BaseImage {
  if (unknown !== undefined) return { kind: 'unknown', reason: unknown };
  if (stage !== undefined) return { kind: 'stage', stage };
  if (text === 'scratch') return { kind: 'scratch' };
  const written = from?.image?.text === text ? from.image.reference : undefined;
  const parsed = written === undefined ? parseImageReference(text) : success(written);
  if (!parsed.ok) return { kind: 'unknown', reason: parsed.error };
  const reference = parsed.value;
  const context = contexts.size === 0 ? undefined : contexts.get(contextName(reference));
  return context === undefined ? { kind: 'image', text, reference } : contextBase(context);
}

function contextBase(context: NamedContext): BaseImage {
  return context.kind === 'image'
    ? baseOf(context.image, {})
    : { kind: 'unknown', reason: `--build-context puts ${context.text} in its place` };
}

/** A stage runs on the system of the one that it starts from, whatever its FROM says. */
function systemOf(
  { instructions }: Section,
  {
    baseName,
    parent,
    asked,
  }: {
    readonly baseName: string;
    readonly parent: FileStage | undefined;
    readonly asked: Platform | undefined;
  },
  { target, file: { escape, source } }: StageSettings,
): Pick<FileStage, 'os' | 'platform'> {
  if (parent !== undefined) return { os: parent.os, platform: asked };
  const platform = (asked ?? target)?.os;
  const os = operatingSystem({ image: baseName, platform, instructions, escape, path: source.path });
  return { os, platform: asked ?? (target === undefined && os === 'windows' ? windows : undefined) };
}

const windows = platformFor('windows', 'amd64');

/** A name of this kind may be that of an image. */
const PLAIN_NAME = /^[a-z\d]{1,60}$/;

/** BuildKit asks for every name whether a context has it, and refuses those that none can have. */
function contextOf({ from, name }: Section, contexts: NamedContexts): NamedContext | undefined {
  if (name === '' || name === 'scratch' || name === 'context') return undefined;
  if (contexts.size === 0 && PLAIN_NAME.test(name)) return undefined;
  const reference = parseImageReference(name);
  if (!reference.ok) throw new Refusal(`invalid context name ${name}: ${reference.error}`, [from], []);
  return contexts.get(contextName(reference.value));
}

function platformOf(section: Section, settings: StageSettings, used: Set<string>): Platform | undefined {
  const { args, host, notes } = settings;
  const { from } = section;
  const written = from.platform?.value?.text ?? '';
  if (written === '') return undefined;
  const result = args.expand(written);
  addUndefinedInFrom(notes, from, { result, part: from.platform }, settings);
  const isUnknown = args.whyUnknown(result) !== undefined;
  if (!result.ok && isUnknown) return undefined;
  if (!result.ok) throw new Refusal(`failed to process arguments for platform ${written}: ${result.error}`, [from]);
  addPlatformNotes(notes, section, result.value, { args, host });
  if (isUnknown) return undefined;
  const { text, matched, unmatched } = result.value;
  const suggestion = (): string => {
    const names = args.values.entries().map(([name]) => name);
    for (const name of unmatched) {
      const found = didYouMean(name, names, { order: 'given' });
      if (found !== '') return found;
    }
    return '';
  };
  if (text === '') throw new Refusal(`empty platform value from expression ${written}${suggestion()}`, [from]);
  const parsed = parsePlatform(text, host);
  if (!parsed.ok) throw new Refusal(`failed to parse platform ${written}: ${parsed.error}${suggestion()}`, [from]);
  for (const name of matched) used.add(name);
  return parsed.value;
}

type Opened = Pick<FileStage, 'baseName' | 'parent' | 'base' | 'unknownBase' | 'replacement' | 'os' | 'platform'> & {
  /** The names of global ARGs that its FROM uses. */
  readonly used: Set<string>;
};

/** A literal: all stages have one shape. */
function fileStage({ from, name, instructions }: Section, index: number, opened: Opened): FileStage {
  const { baseName, parent, base, unknownBase, used, replacement, os, platform: asked } = opened;
  return {
    index,
    from,
    name,
    instructions,
    base,
    origin: base.kind === 'stage' ? base.stage.origin : base,
    os,
    exported: false,
    needed: false,
    namedBy: from,
    isPlaced: true,
    label: name === '' ? `stage-${index}` : name,
    baseName,
    parent,
    platform: asked,
    commands: instructions.map((instruction) => ({ instruction, trigger: undefined, sources: [] })),
    needs: new Map(),
    outline: { used, own: new Map(), secrets: new Map(), ssh: new Map() },
    unknownBase,
    replacement,
    image: undefined,
    reference: undefined,
    start: undefined,
    end: undefined,
    steps: [],
    hasWorkdir: false,
  };
}

/** A stage of an image that COPY or a mount names. */
export function foreignStage(namedBy: Instruction, baseName: string, { isPlaced = true } = {}): ForeignStage {
  return {
    from: undefined,
    name: '',
    namedBy,
    isPlaced,
    label: '',
    baseName,
    parent: undefined,
    platform: undefined,
    commands: [],
    needs: new Map(),
    outline: { used: new Set(), own: new Map(), secrets: new Map(), ssh: new Map() },
    unknownBase: undefined,
    replacement: undefined,
    image: undefined,
    reference: undefined,
    start: undefined,
    end: undefined,
    steps: [],
    hasWorkdir: false,
  };
}
