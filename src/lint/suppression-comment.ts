// One comment that allows findings, in any of the forms that Slipway understands.

/** A rule's name as a comment gives it, and its offset in the comment's text. */
export interface WrittenName {
  readonly text: string;
  readonly offset: number;
}

/**
 * What a comment allows.
 * - `slipway`: `# slipway ignore=rule,rule reason`, `# slipway ignore-file=rule -- reason`
 * - `hadolint`: `# hadolint ignore=DL3006,DL3007`, `# hadolint global ignore=DL3006`, `# hadolint stage ignore=DL3006`
 * - `buildkit`: `# check=skip=RuleName,RuleName;error=true`, `# check=skip=all`
 */
export interface SuppressionComment {
  readonly form: 'slipway' | 'hadolint' | 'buildkit';
  readonly scope: 'instruction' | 'stage' | 'file';
  readonly names: readonly WrittenName[];
}

const SLIPWAY = /^\s*slipway\s+ignore(-file)?\s*=/;
const HADOLINT = /^\s*hadolint\s+(?:(global|stage)\s+)?ignore\s*=/;
/** What stands behind the list of names: the first blank that is beside no comma. */
const REASON = /(?<=[^\s,])\s+(?![\s,])/;
const BUILDKIT = /^\s*check\s*=\s*/i;

/** Reads the text of a comment, without its `#`. */
export function readSuppression(text: string): SuppressionComment | undefined {
  const slipway = SLIPWAY.exec(text);
  if (slipway !== null) {
    const [head, file] = slipway;
    const names = namesIn(text, head.length, placeOf(REASON, text, head.length));
    return { form: 'slipway', scope: file === undefined ? 'instruction' : 'file', names };
  }
  const hadolint = HADOLINT.exec(text);
  if (hadolint !== null) {
    const [head, scope] = hadolint;
    const names = namesIn(text, head.length, placeOf(/#/, text, head.length));
    return {
      form: 'hadolint',
      scope: scope === 'global' ? 'file' : scope === 'stage' ? 'stage' : 'instruction',
      names,
    };
  }
  const buildkit = BUILDKIT.exec(text);
  if (buildkit === null) return undefined;
  return { form: 'buildkit', scope: 'instruction', names: namesInCheck(text, buildkit[0].length) };
}

/** The rules that a value of BuildKit's `check` skips. BuildKit reads the value up to the first blank. */
export function namesInCheck(text: string, start = 0): WrittenName[] {
  const [value = ''] = text.slice(start).split(/\s/, 1);
  let offset = start;
  for (const option of value.split(';')) {
    if (option.startsWith('skip=')) return namesIn(text, offset + 'skip='.length, offset + option.length);
    offset += option.length + ';'.length;
  }
  return [];
}

/** The names from `start` up to `end`, divided by commas or blanks. */
function namesIn(text: string, start: number, end: number): WrittenName[] {
  const names = text.slice(start, end).matchAll(/[^\s,]+/g);
  return Array.from(names, (match) => ({ text: match[0], offset: start + match.index }));
}

/** Where, from `start`, a remark begins; the end of the text where there is none. */
function placeOf(remark: RegExp, text: string, start: number): number {
  const place = text.slice(start).search(remark);
  return place === -1 ? text.length : start + place;
}
