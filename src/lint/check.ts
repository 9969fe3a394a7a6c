// A check of BuildKit as a rule of ours: the words in which BuildKit reports it, and the notes that it reports.

import type { Analysis } from '../analysis.ts';
import type { Check, Note, NoteOf } from '../model/notes.ts';
import type { Finding, Rule, Rules } from './rule.ts';

/** What `docker build --check` prints of a check. */
export interface BuildkitCheck {
  readonly name: Check;
  readonly description: string;
  /** Where Docker's manual explains it; empty where it does not. */
  readonly url: string;
  /** BuildKit's sentence about one place. */
  detail(note: Note): string;
}

/** A check whose notes are known to be its own. */
export interface CheckOf<Name extends Check> extends BuildkitCheck {
  readonly name: Name;
  detail(note: NoteOf<Name>): string;
}

const MANUAL = 'https://docs.docker.com/go/dockerfile/rule/';

export function defineCheck<Name extends Check>(
  name: Name,
  description: string,
  detail: (note: NoteOf<Name>) => string,
): CheckOf<Name> {
  return {
    name,
    description,
    get url() {
      return `${MANUAL}${kebabCase(name)}/`;
    },
    detail,
  };
}

/** `JSONArgsRecommended` -> `json-args-recommended`. */
function kebabCase(name: string): string {
  return name
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/** What BuildKit says, by the checks that the rules answer for. */
export function checksOf(rules: Rules): ReadonlyMap<Check, BuildkitCheck> {
  return new Map(
    [...rules.values()].flatMap(({ check }) => (check === undefined ? [] : [[check.name, check] as const])),
  );
}

/** All notes of a check, in BuildKit's order; those that the file keeps silent included. */
export function notesOf<Name extends Check>(analysis: Analysis, { name }: CheckOf<Name>): readonly NoteOf<Name>[] {
  const isOfCheck = (note: { readonly check: Check }): note is NoteOf<Name> => note.check === name;
  return analysis.model.notes.filter(isOfCheck);
}

/** What `lint` adds to a note, or says in another way. */
export type Addition = Partial<Finding>;

/**
 * The `create` of a rule that says what its check says, where `add` does not keep a note back. A note that the file keeps
 * silent is no finding.
 */
export function reportNotes<Name extends Check>(
  check: CheckOf<Name>,
  add: (note: NoteOf<Name>, analysis: Analysis) => Addition | undefined,
): Rule['create'] {
  return ({ analysis, report }) => ({
    File() {
      for (const note of notesOf(analysis, check)) {
        const addition = note.silenced ? undefined : add(note, analysis);
        if (addition !== undefined) report({ at: note, message: check.detail(note), ...addition });
      }
    },
  });
}
