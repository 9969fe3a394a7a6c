// Bake files in JSON as the tree of HCL: objects are blocks where bake expects blocks, strings are templates.

import { type Data, entriesOf, itemsOf } from '../data.ts';
import type { Attribute, Block, Body, Expression } from './ast.ts';

/** The labels that stand between a block's type and its body. */
const BLOCKS: ReadonlySet<string> = new Set(['target', 'group', 'variable', 'function']);

/** The body of a whole file. */
export function jsonBody(data: Data): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const [type, { keySpan, value }] of entriesOf(data)) {
    if (!BLOCKS.has(type)) {
      attributes.push({ name: type, nameSpan: keySpan, value: jsonExpression(value) });
      continue;
    }
    for (const labelled of itemsOf(value)) {
      for (const [label, entry] of entriesOf(labelled)) {
        for (const body of itemsOf(entry.value)) {
          blocks.push({ type, labels: [label], headSpan: entry.keySpan, body: plainBody(body) });
        }
      }
    }
  }
  return { attributes, blocks };
}

function plainBody(data: Data): Body {
  const attributes = entriesOf(data).map(([name, { keySpan, value }]) => ({
    name,
    nameSpan: keySpan,
    value: jsonExpression(value),
  }));
  return { attributes, blocks: [] };
}

function jsonExpression(data: Data): Expression {
  const { span } = data;
  switch (data.kind) {
    case 'scalar': {
      const { value } = data;
      const isTemplate = typeof value === 'string' && /[$%]\{/.test(value);
      return isTemplate ? { type: 'unparsed', text: value, span } : { type: 'literal', value, span };
    }
    case 'list':
      return { type: 'list', items: data.items.map(jsonExpression), span };
    case 'map': {
      const entries = [...data.entries].map(([name, { keySpan, value }]) => ({
        key: { type: 'literal', value: name, span: keySpan } as const,
        value: jsonExpression(value),
      }));
      return { type: 'object', entries, span };
    }
    default:
      return data satisfies never;
  }
}
