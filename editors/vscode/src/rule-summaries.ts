// The names of all rules, from the schema of configurations that the extension ships.

import { Uri, workspace } from 'vscode';

/** Names that rules have in other tools are written otherwise. */
const ownName = /^[a-z0-9-]+$/;

/** By name, in one sentence. */
export async function ruleSummaries(extension: Uri): Promise<ReadonlyMap<string, string>> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'dist', 'schema.json'));
  const schema: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const rules = part(schema, 'definitions', 'rules', 'properties');
  const entries = Object.entries(Object(rules)).flatMap(([name, rule]) => {
    const summary = part(rule, 'description');
    return typeof summary === 'string' && ownName.test(name) ? [[name, summary] as const] : [];
  });
  return new Map(entries);
}

function part(value: unknown, ...names: readonly string[]): unknown {
  let found = value;
  for (const name of names) found = typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined;
  return found;
}
