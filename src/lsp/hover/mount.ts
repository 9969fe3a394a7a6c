// A mount of RUN: its type, its options, and what this one shows to the command.

import type { Mount } from '../../syntax/ast.ts';
import { codeSpan } from '../markdown.ts';
import { briefMarkdown, type Entry } from '../reference/entry.ts';
import { mountOptionReference, mountReference } from '../reference/mounts.ts';
import { imageNamed } from './image.ts';
import { isIn, paragraphs, type Site, type Told } from './site.ts';

export function mountTopic({ offset, instruction }: Site): Told | undefined {
  if (instruction.kind !== 'Run') return undefined;
  const mount = instruction.mounts.find(({ flag }) => isIn(flag.span, offset));
  if (mount === undefined) return undefined;
  const field = mount.fields.find(({ span }) => isIn(span, offset));
  const entry = field && mountOptionReference(field.key, mount.type);
  if (field === undefined || entry === undefined) return ofMount(mount);
  const { value, key, span } = field;
  if (value === undefined || !isIn(value.span, offset)) return { span, markdown: briefMarkdown(entry) };
  if (key === 'type') {
    const told = ofMount(mount);
    return told && { ...told, span };
  }
  const image = key === 'from' ? imageNamed(value.text) : undefined;
  return { span: value.span, markdown: image ?? valueMarkdown(entry, value.text) };
}

/** The value of an option or a flag: what it means, if it is one of a few. */
export function valueMarkdown(entry: Entry, value: string): string {
  const meaning = entry.values !== undefined && Object.hasOwn(entry.values, value) ? entry.values[value] : undefined;
  return paragraphs(meaning && `**${codeSpan(value)}**: ${meaning}.`, briefMarkdown(entry));
}

function ofMount(mount: Mount): Told | undefined {
  const entry = mountReference(mount.type);
  return entry && { span: mount.flag.span, markdown: paragraphs(briefMarkdown(entry), hereText(mount)) };
}

/** What this mount does, as far as it says. */
function hereText({ type, target, source, from, id, fields }: Mount): string | undefined {
  const at = target === undefined ? '' : ` at ${codeSpan(target.text)}`;
  const origin = from === undefined ? 'the build context' : codeSpan(from.text);
  const valueOf = (key: string): string | undefined => fields.findLast((field) => field.key === key)?.value?.text;
  switch (type) {
    case 'bind':
      return `Here: ${source === undefined ? 'all' : codeSpan(source.text)} of ${origin}${at}.`;
    case 'cache': {
      const name = id === undefined ? 'a cache' : `the cache ${codeSpan(id.text)}`;
      return `Here: ${name}${at}, ${valueOf('sharing') ?? 'shared'}.`;
    }
    case 'secret': {
      const name = id?.text ?? source?.text ?? target?.text.replace(/^.*\//s, '');
      const variable = valueOf('env');
      const place = at === '' && variable === undefined ? ` at ${codeSpan(`/run/secrets/${name ?? ''}`)}` : at;
      const inVariable = variable === undefined ? '' : ` in the variable ${codeSpan(variable)}`;
      return name && `Here: the secret ${codeSpan(name)}${place}${inVariable}.`;
    }
    case 'ssh':
      return `Here: the agent ${codeSpan(id?.text ?? 'default')}${at}.`;
    default:
      return undefined;
  }
}
