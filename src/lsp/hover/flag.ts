// A flag of an instruction and its value.

import { briefMarkdown } from '../reference/entry.ts';
import { flagReference } from '../reference/flags.ts';
import { isKeyword } from '../reference/instructions.ts';
import { valueMarkdown } from './mount.ts';
import { isIn, type Site, type Told } from './site.ts';

export function flagTopic({ offset, instruction }: Site): Told | undefined {
  const keyword = instruction.kind.toUpperCase();
  const flag = instruction.flags.find(({ span }) => isIn(span, offset));
  const entry = flag && isKeyword(keyword) ? flagReference(keyword, flag.name) : undefined;
  if (flag === undefined || entry === undefined) return undefined;
  const { value, span } = flag;
  if (value === undefined || !isIn(value.span, offset)) return { span, markdown: briefMarkdown(entry) };
  return { span: value.span, markdown: valueMarkdown(entry, value.text) };
}
