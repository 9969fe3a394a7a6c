// The patterns of the table as trees: to make tags that they match, and to see that none can backtrack badly.

type Node =
  | { readonly kind: 'one'; readonly source: string; readonly text: string }
  | { readonly kind: 'all'; readonly parts: readonly Node[] }
  | { readonly kind: 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'group'; readonly name: string | undefined; readonly part: Node }
  | { readonly kind: 'repeat'; readonly least: number; readonly most: number; readonly part: Node };

const EXAMPLES = new Map([
  ['d', '4'],
  ['w', 'x'],
]);

/** Which tag of the many: what is optional is there or not, and which of the alternatives. */
export interface Choice {
  readonly withOptional: boolean;
  readonly alternative: number;
  /** What groups match, by name. */
  readonly groups: Readonly<Record<string, string>>;
}

/** A text that the pattern matches, if the texts of its groups fit. */
export function sampleOf(pattern: string, choice: Choice): string {
  return write(treeOf(pattern), choice);
}

/**
 * Whether something that repeats without limit has such a thing inside, so that there are exponentially many ways to
 * match. There are not where each round begins with a character that the inside cannot take: `(?:\.\d+)*`.
 */
export function canExplode(pattern: string): boolean {
  return repeatsInside(treeOf(pattern), undefined);
}

/** `start`: what each round of the repetition around it begins with; empty where that is not one thing. */
function repeatsInside(node: Node, start: string | undefined): boolean {
  switch (node.kind) {
    case 'one':
      return false;
    case 'all':
    case 'any':
      return node.parts.some((part) => repeatsInside(part, start));
    case 'group':
      return repeatsInside(node.part, start);
    case 'repeat': {
      const { part, most } = node;
      if (most !== Infinity) return repeatsInside(part, start);
      const isKeptApart = part.kind === 'one' && start !== '' && !new RegExp(part.source).test(start ?? '');
      return (start !== undefined && !isKeptApart) || repeatsInside(part, startOf(part));
    }
    default:
      return node satisfies never;
  }
}

function startOf(node: Node): string {
  if (node.kind === 'group') return startOf(node.part);
  const first = node.kind === 'all' ? node.parts[0] : node;
  return first?.kind === 'one' && /^(?:\\[^\w]|[-/])$/.test(first.source) ? first.text : '';
}

function write(node: Node, choice: Choice): string {
  switch (node.kind) {
    case 'one':
      return node.text;
    case 'all':
      return node.parts.map((part) => write(part, choice)).join('');
    case 'any': {
      const part = node.parts[choice.alternative % node.parts.length];
      return part === undefined ? '' : write(part, choice);
    }
    case 'group':
      return choice.groups[node.name ?? ''] ?? write(node.part, choice);
    case 'repeat': {
      const times = Math.max(node.least, choice.withOptional ? 1 : 0);
      return write(node.part, choice).repeat(times);
    }
    default:
      return node satisfies never;
  }
}

/** Reads what the table uses of regular expressions; anything else is an error. */
function treeOf(pattern: string): Node {
  let at = 0;

  function alternatives(): Node {
    const parts = [sequence()];
    while (pattern[at] === '|') {
      at++;
      parts.push(sequence());
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'any', parts };
  }

  function sequence(): Node {
    const parts: Node[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') parts.push(repeated(atom()));
    return { kind: 'all', parts };
  }

  function repeated(part: Node): Node {
    const [text = ''] = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(pattern.slice(at)) ?? [];
    at += text.length;
    if (text === '') return part;
    const [least = 0, most = least] = text.startsWith('{')
      ? bounds(text)
      : [text.startsWith('+') ? 1 : 0, text.startsWith('?') ? 1 : Infinity];
    return { kind: 'repeat', least, most, part };
  }

  function atom(): Node {
    const start = pattern[at] ?? '';
    if (start === '(') return group();
    const [text = ''] = /^(?:\\.|\[(?:\\.|[^\]])+\]|[\w/.-])/.exec(pattern.slice(at)) ?? [];
    if (text === '') throw new Error(`cannot read ${pattern} at ${at}`);
    at += text.length;
    const first = text.startsWith('[') ? (/\\.|[^[]/.exec(text)?.[0] ?? '') : text;
    return {
      kind: 'one',
      source: text,
      text: first.startsWith('\\') ? (EXAMPLES.get(first.slice(1)) ?? first.slice(1)) : first,
    };
  }

  function group(): Node {
    const [head = '', name] = /^\((?:\?:|\?<(\w+)>)?/.exec(pattern.slice(at)) ?? [];
    at += head.length;
    const part = alternatives();
    if (pattern[at] !== ')') throw new Error(`no end of a group in ${pattern}`);
    at++;
    return { kind: 'group', name, part };
  }

  const tree = alternatives();
  if (at < pattern.length) throw new Error(`cannot read ${pattern} at ${at}`);
  return tree;
}

/** `{2}`, `{0,2}`, `{2,}` */
function bounds(text: string): readonly [number, number] {
  const [least = '0', most] = text.slice(1, text.indexOf('}')).split(',');
  return [Number(least), most === '' ? Infinity : Number(most ?? least)];
}
