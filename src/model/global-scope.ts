// The ARGs before the first FROM, and what a build without build arguments makes of a text that refers to them.

import type { Dockerfile } from '../syntax/ast.ts';
import { expand, type Reference } from '../syntax/expand.ts';

/** A text after expansion, or why nobody knows it before the build. */
export type GlobalText =
  | { readonly kind: 'known'; readonly text: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface GlobalScope {
  expand(text: string): GlobalText;
}

/** BuildKit sets these by the platforms of the build and by `--target` (dockerfile2llb, defaultArgs). */
const AUTOMATIC: ReadonlySet<string> = new Set([
  ...['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].flatMap((part) => [`BUILD${part}`, `TARGET${part}`]),
  'TARGETSTAGE',
]);

/** Longer than any image reference; keeps ARGs that double each other from filling the memory. */
const MAX_LENGTH = 4096;

export function globalScope(file: Dockerfile): GlobalScope {
  /** Without a value: declared without a default. */
  const values = new Map<string, GlobalText | undefined>();

  function valueOf(name: string): string | undefined {
    const value = values.get(name);
    return value?.kind === 'known' ? value.text : undefined;
  }

  function expandText(text: string): GlobalText {
    const result = expand(text, valueOf, { escape: file.escape });
    if (!result.ok) return unknown(result.error);
    const { references, text: expanded } = result.value;
    const optional = new Set(references.filter(hasAlternative).map(({ name }) => name));
    for (const { name } of references) {
      const reason = whyUnknown(name, optional);
      if (reason !== undefined) return unknown(reason);
    }
    if (expanded.length > MAX_LENGTH) return unknown(`the text is longer than ${MAX_LENGTH} characters`);
    return { kind: 'known', text: expanded };
  }

  /** What nobody declares is surely empty: BuildKit takes build arguments for declared ARGs alone. */
  function whyUnknown(name: string, optional: ReadonlySet<string>): string | undefined {
    const value = values.get(name);
    if (value !== undefined) return value.kind === 'unknown' ? value.reason : undefined;
    if (AUTOMATIC.has(name)) return `${name} depends on how the build is started`;
    return values.has(name) && !optional.has(name) ? `ARG ${name} has no default` : undefined;
  }

  for (const instruction of file.instructions) {
    if (instruction.kind === 'From') break;
    if (instruction.kind !== 'Arg') continue;
    for (const { name, value } of instruction.variables) {
      values.set(name.text, value === undefined ? undefined : expandText(value.text));
    }
  }
  return { expand: expandText };
}

/** `${name:-…}` and its kin say themselves what holds when the variable is not set. */
function hasAlternative({ modifier }: Reference): boolean {
  return modifier !== undefined && /^:?[-+]$/.test(modifier);
}

function unknown(reason: string): GlobalText {
  return { kind: 'unknown', reason };
}
