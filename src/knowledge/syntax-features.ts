// Since which version of docker/dockerfile the builder knows what an instruction is written with.

import type { Flag, Instruction, Run } from '../syntax/ast.ts';
import type { Span } from '../syntax/source.ts';

export interface SyntaxFeature {
  /** `COPY --link`. */
  readonly name: string;
  /** `1.4`. */
  readonly since: string;
  /** The version of the channel `labs` that had it before; and always that one where `since` is `labs`. */
  readonly labs?: string;
}

export interface SyntaxFeatureUse extends SyntaxFeature {
  readonly span: Span;
}

type Kind = Instruction['kind'];

/** From the release notes and the reference of docker/dockerfile, as of November 2026. */
const FLAGS: Partial<Record<Kind, Readonly<Record<string, Omit<SyntaxFeature, 'name'>>>>> = {
  Add: {
    checksum: { since: '1.6', labs: '1.5' },
    chmod: { since: '1.2' },
    exclude: { since: '1.19', labs: '1.7' },
    link: { since: '1.4' },
    unpack: { since: '1.17' },
  },
  Copy: {
    chmod: { since: '1.2' },
    exclude: { since: '1.19', labs: '1.7' },
    link: { since: '1.4' },
    parents: { since: '1.20', labs: '1.7' },
  },
  Healthcheck: { 'start-interval': { since: '1.6' } },
  Run: {
    mount: { since: '1.2', labs: '1.0' },
    network: { since: '1.3', labs: '1.1' },
    security: { since: '1.20', labs: '1.1' },
  },
};

const HEREDOC = { since: '1.4', labs: '1.3' };
const SECRET_VARIABLE = { since: '1.10' };

/** What `instruction` is written with that not every version knows. */
export function* syntaxFeatures(instruction: Instruction): Generator<SyntaxFeatureUse> {
  const { kind, flags, heredocs, keyword } = instruction;
  const known = FLAGS[kind];
  for (const flag of flags) {
    const feature = known !== undefined && Object.hasOwn(known, flag.name) ? known[flag.name] : undefined;
    if (feature !== undefined) yield { ...feature, name: `${keyword.text} --${flag.name}`, span: nameOf(flag) };
  }
  const [heredoc] = heredocs;
  if (heredoc !== undefined) yield { ...HEREDOC, name: `a heredoc in ${keyword.text}`, span: heredoc.span };
  if (kind === 'Run') yield* secretVariables(instruction);
}

function* secretVariables({ mounts, keyword }: Run): Generator<SyntaxFeatureUse> {
  for (const { type, fields } of mounts) {
    const field = type === 'secret' ? fields.find(({ key }) => key === 'env') : undefined;
    if (field !== undefined) {
      yield { ...SECRET_VARIABLE, name: `"env" of ${keyword.text} --mount=type=secret`, span: field.span };
    }
  }
}

function nameOf({ span, nameSpan }: Flag): Span {
  return { start: span.start, end: nameSpan.end };
}

/** A version that a `# syntax=` pins. */
export interface PinnedSyntax {
  readonly numbers: readonly number[];
  readonly isLabs: boolean;
}

const PINNED =
  /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?:(\d{1,4}\.\d{1,4}(?:\.\d{1,4})?)(-labs|-experimental)?(?:@.*)?$/;

/** Undefined for other images, and for tags that move with each version: `1`, `latest`. */
export function pinnedSyntax(reference: string): PinnedSyntax | undefined {
  const [, version, channel] = PINNED.exec(reference) ?? [];
  if (version === undefined) return undefined;
  return { numbers: version.split('.').map(Number), isLabs: channel !== undefined };
}

/** Whether the frontend `pinned` refuses what uses `feature`. */
export function isTooOld({ numbers, isLabs }: PinnedSyntax, { since, labs }: SyntaxFeature): boolean {
  return isBefore(numbers, since) && !(isLabs && labs !== undefined && !isBefore(numbers, labs));
}

function isBefore([major = 0, minor = 0]: readonly number[], version: string): boolean {
  const [wantedMajor = 0, wantedMinor = 0] = version.split('.').map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
