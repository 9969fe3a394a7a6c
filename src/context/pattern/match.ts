// Whether a path, or one of the folders it lies in, matches a regular expression: linear in either, whatever the pattern.

import { contains, isWordCharacter } from './character-class.ts';
import type { CharacterClass } from './character-class.ts';
import type { Assertion, Item, Regexp } from './regexp.ts';

/** The code points of a path. */
export type Text = readonly number[];

/** In ascending order. */
type Positions = readonly number[];

type Characters = Extract<Item, { kind: 'characters' }>;

const slash = 0x2f;
const newline = 0x0a;

/** Whether the expression finds something in the path or in what stands before one of its slashes. */
export function matchesPathOrParent(regexp: Regexp, text: Text): boolean {
  let everywhere: Positions | undefined;
  for (const sequence of regexp) {
    const [first] = sequence;
    const anchored = first?.kind === 'assertion' && first.holds === 'at start';
    const starts = anchored ? atStart : (everywhere ??= [...text.keys(), text.length]);
    if (matchesSequence(sequence, text, starts)) return true;
  }
  return false;
}

const atStart: Positions = [0];

/**
 * Moves the positions at which what was found so far may end over one item after the other. All of the texts in
 * question are beginnings of the path: past an `at end`, a position stands for the text that ends there.
 */
function matchesSequence(sequence: readonly Item[], text: Text, starts: Positions): boolean {
  let positions = starts;
  let ended = false;
  for (const item of sequence) {
    if (positions.length === 0) return false;
    switch (item.kind) {
      case 'characters':
        if (!ended) positions = readCharacters(item, positions, text);
        else if (item.min > 0) return false;
        break;
      case 'folders':
        if (!ended) positions = readFolders(positions, text);
        break;
      case 'assertion':
        positions = positions.filter((position) => holds(item.holds, position, text));
        ended ||= item.holds === 'at end';
        break;
      default:
        item satisfies never;
    }
  }
  return positions.length > 0;
}

function readCharacters({ set, min, max }: Characters, positions: Positions, text: Text): Positions {
  if (min === 1 && max === 1) return readOne(set, positions, text);
  const reached: number[] = [];
  // Every character from a start up to `read` is in the set, and the positions below `next` are dealt with.
  let read = 0;
  let next = 0;
  for (const start of positions) {
    const last = Math.min(start + max, text.length);
    read = Math.max(read, start);
    while (read < last && contains(set, text[read] ?? 0)) read++;
    for (let end = Math.max(start + min, next); end <= Math.min(read, last); end++) reached.push(end);
    next = (reached.at(-1) ?? -1) + 1;
  }
  return reached;
}

function readOne(set: CharacterClass, positions: Positions, text: Text): Positions {
  const reached: number[] = [];
  for (const start of positions) {
    if (start < text.length && contains(set, text[start] ?? 0)) reached.push(start + 1);
  }
  return reached;
}

/** Nothing, or anything without a line break up to a slash. */
function readFolders(positions: Positions, text: Text): Positions {
  const reached: number[] = [];
  let started = false;
  let index = 0;
  for (let position = positions[0] ?? 0; position <= text.length; position++) {
    if (positions[index] === position) {
      index++;
      started = true;
      reached.push(position);
    } else if (started && text[position - 1] === slash) {
      reached.push(position);
    }
    if (text[position] === newline) started = false;
  }
  return reached;
}

function holds(assertion: Assertion, position: number, text: Text): boolean {
  switch (assertion) {
    case 'at start':
      return position === 0;
    case 'at end':
      return position === text.length || text[position] === slash;
    case 'at word boundary':
      return isWordCharacter(text[position - 1]) !== isWordCharacter(text[position]);
    case 'not at word boundary':
      return isWordCharacter(text[position - 1]) === isWordCharacter(text[position]);
    default:
      assertion satisfies never;
      return false;
  }
}
