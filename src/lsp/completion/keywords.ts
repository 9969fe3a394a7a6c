// The instructions that may stand where the cursor is.

import { CompletionItemKind } from 'vscode-languageserver';
import { baseSystem } from '../../knowledge/base-system.ts';
import type { Dockerfile } from '../../syntax/ast.ts';
import { entryMarkdown } from '../reference/entry.ts';
import { instructionReference, type Keyword } from '../reference/instructions.ts';
import type { View } from '../view.ts';
import { type Candidate, inSnippet, plainText } from './offer.ts';
import { instructionSnippets, snippetBody } from './snippets.ts';
import { stageBefore } from '../surroundings.ts';

/** In the order in which they are worth telling. */
const KEYWORDS: readonly Keyword[] = [
  ...(['RUN', 'COPY', 'WORKDIR', 'ENV', 'FROM', 'ARG', 'CMD', 'ENTRYPOINT', 'EXPOSE', 'USER', 'ADD'] as const),
  ...(['LABEL', 'HEALTHCHECK', 'VOLUME', 'SHELL', 'STOPSIGNAL', 'ONBUILD', 'MAINTAINER'] as const),
];

/** ONBUILD takes all but these (instructions/parse.go: parseOnBuild). */
const NO_TRIGGERS: ReadonlySet<Keyword> = new Set(['FROM', 'MAINTAINER', 'ONBUILD']);
/** What needs no stage. */
const BEFORE_STAGES: ReadonlySet<Keyword> = new Set(['FROM', 'ARG']);

/**
 * Where an instruction could start at `start`. `isAlone`: nothing follows the keyword, so that a blank or a snippet can.
 */
export function keywordCandidates(
  view: View,
  start: number,
  { isTrigger, isAlone }: { readonly isTrigger: boolean; readonly isAlone: boolean },
): readonly Candidate[] {
  const stage = stageBefore(view, start);
  const isLower = writesLowerCase(view.analysis.file, start);
  return KEYWORDS.flatMap((keyword): readonly Candidate[] => {
    if (isTrigger ? NO_TRIGGERS.has(keyword) : stage === undefined && !BEFORE_STAGES.has(keyword)) return [];
    const plain = [plainCandidate(keyword, isLower, isAlone)];
    if (!isAlone) return plain;
    const word = isLower ? keyword.toLowerCase() : keyword;
    return plain.concat(snippetCandidates(view, start, { keyword, lead: `${word} `, isLower }));
  });
}

function plainCandidate(keyword: Keyword, isLower: boolean, isAlone: boolean): Candidate {
  const label = isLower ? keyword.toLowerCase() : keyword;
  const entry = instructionReference[keyword];
  return {
    label,
    kind: CompletionItemKind.Keyword,
    detail: plainText(entry.summary),
    documentation: entryMarkdown(entry),
    text: isAlone ? `${label} ` : label,
    isDeprecated: keyword === 'MAINTAINER',
    goesOn: isAlone,
  };
}

/** What mostly follows a keyword, where nothing does yet. */
export function bodyCandidates(view: View, start: number, keyword: Keyword): readonly Candidate[] {
  const isLower = writesLowerCase(view.analysis.file, start);
  return snippetCandidates(view, start, { keyword, lead: '', isLower });
}

interface Written {
  readonly keyword: Keyword;
  /** What stands in front of each: the keyword with its blank, or nothing. */
  readonly lead: string;
  readonly isLower: boolean;
}

function snippetCandidates(view: View, start: number, { keyword, lead, isLower }: Written): readonly Candidate[] {
  const stage = stageBefore(view, start);
  const system = stage === undefined ? undefined : baseSystem(stage.origin);
  return instructionSnippets.flatMap((snippet): readonly Candidate[] => {
    if (snippet.keyword !== keyword || (snippet.fits !== undefined && !(system && snippet.fits(system)))) return [];
    const body = snippetBody(snippet, view.analysis.file.escape, isLower);
    return [
      {
        label: lead + snippet.title,
        kind: CompletionItemKind.Snippet,
        detail: plainText(snippet.summary),
        snippet: inSnippet(lead) + body,
      },
    ];
  });
}

/** More of the other keywords of the file are in small letters; one without letters of its own case says nothing. */
function writesLowerCase({ instructions }: Dockerfile, start: number): boolean {
  let balance = 0;
  for (const { kind, keyword } of instructions) {
    if (kind === 'Unknown' || keyword.span.start === start) continue;
    if (keyword.text === keyword.text.toLowerCase()) balance++;
    else balance--;
  }
  return balance > 0;
}
