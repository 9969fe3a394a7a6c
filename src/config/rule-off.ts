// A configuration in which a rule is off.

import { isMap as isYamlMap, isScalar, parseDocument } from 'yaml';

/**
 * The text of a configuration file after `rules: { <rule>: off }` was put into it; undefined where it is none that could be
 * read. `way` leads to the configuration in the file: `['slipway']` in package.json.
 */
export function withRuleOff(text: string, rule: string, way: readonly string[] = []): string | undefined {
  return text.trimStart().startsWith('{') ? inJson(text, rule, way) : inYaml(text, rule);
}

function inYaml(text: string, rule: string): string | undefined {
  const document = parseDocument(text);
  const rules = document.get('rules', true);
  if (document.errors.length > 0 || !isEmptyOr(document.contents, isYamlMap)) return undefined;
  if (rules !== undefined && !isEmptyOr(rules, isYamlMap)) return undefined;
  if (rules !== undefined && !isYamlMap(rules)) document.delete('rules');
  document.setIn(['rules', rule], 'off');
  return document.toString({ lineWidth: 0 });
}

/** An empty place of a document is nothing, or a scalar that is null. */
function isEmptyOr(node: unknown, is: (node: unknown) => boolean): boolean {
  return node === null || node === undefined || is(node) || (isScalar(node) && node.value === null);
}

function inJson(text: string, rule: string, way: readonly string[]): string | undefined {
  const value = parseJson(text);
  let part = value;
  for (const step of way) part = isMap(part) ? part[step] : undefined;
  if (!isMap(part)) return undefined;
  part['rules'] = { ...(isMap(part['rules']) ? part['rules'] : {}), [rule]: 'off' };
  const indentation = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const end = text.endsWith('\n') ? '\n' : '';
  return `${JSON.stringify(value, null, indentation)}${end}`;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
