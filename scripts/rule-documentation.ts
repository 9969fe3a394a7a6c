// Plugin of the bundler: what a rule says about itself goes into a file of its own, which no run of `lint` reads.

import { basename, dirname } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { Plugin } from 'rolldown';
import { parseSync } from 'rolldown/utils';

const assetFile = 'rule-documentation.json';
const accessModule = 'virtual:rule-documentation';

/** The properties of a rule that only people read. */
const documentary = ['summary', 'why', 'bad', 'good'];

/** Run in the bundle: gives a rule getters, of which the first that is called reads the file. */
const access = `
  export function documented(name, rule) {
    for (const key of ${JSON.stringify(documentary)}) {
      if (key in rule) continue;
      Object.defineProperty(rule, key, { enumerable: true, get: () => require('./${assetFile}')[name][key] });
    }
    return rule;
  }
`;

/** `folder` has the rules, one a file. A text that is not written out where it stands, without any name in it, stays in the rule. */
export function ruleDocumentation(folder: string): Plugin {
  const documentation = new Map<string, object>();
  return {
    name: 'rule-documentation',
    resolveId: (source) => {
      if (source === `./${assetFile}`) return { id: source, external: true };
      return source === accessModule ? source : null;
    },
    load: (id) => (id === accessModule ? access : null),
    transform(code, id) {
      const name = basename(id, '.ts');
      if (dirname(id) !== folder || name === 'index') return null;
      const split = splitRule(id, code);
      if (split === undefined) return null;
      documentation.set(name, split.documentation);
      return `import { documented } from '${accessModule}';\n${split.before}documented('${name}', ${split.rule})${split.after}`;
    },
    generateBundle() {
      const source = JSON.stringify(Object.fromEntries([...documentation].toSorted(([a], [b]) => (a < b ? -1 : 1))));
      this.emitFile({ type: 'asset', fileName: `cli/${assetFile}`, source });
    },
  };
}

interface SplitRule {
  readonly documentation: object;
  readonly before: string;
  /** The call of `defineRule` without its documentation. */
  readonly rule: string;
  readonly after: string;
}

function splitRule(id: string, code: string): SplitRule | undefined {
  const { body } = parseSync(id, code).program;
  const rule = body.find((statement) => statement.type === 'ExportDefaultDeclaration')?.declaration;
  if (rule?.type !== 'CallExpression') return undefined;
  const [definition] = rule.arguments;
  if (definition?.type !== 'ObjectExpression') return undefined;
  const kept: string[] = [];
  const documentation = {};
  for (const property of definition.properties) {
    const text = code.slice(property.start, property.end);
    const key = property.type === 'Property' && property.key.type === 'Identifier' ? property.key : undefined;
    const value = key !== undefined && documentary.includes(key.name) ? valueOf(text) : undefined;
    if (value === undefined) kept.push(text);
    else Object.assign(documentation, value);
  }
  const start = code.slice(rule.start, definition.start);
  const end = code.slice(definition.end, rule.end);
  return {
    documentation,
    before: code.slice(0, rule.start),
    rule: `${start}{${kept.join()}}${end}`,
    after: code.slice(rule.end),
  };
}

/** The object with the one property; undefined where its value needs something from outside. */
function valueOf(property: string): object | undefined {
  try {
    return runInNewContext(`({${property}})`);
  } catch {
    return undefined;
  }
}
