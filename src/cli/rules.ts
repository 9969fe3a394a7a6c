// `slipway rules`: the catalogue, a line a rule.

import { rules } from '../../rules/index.ts';
import { jsonText } from '../report/json-text.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';

export function listRules(asJson: boolean, io: Io): number {
  io.stdout.write(asJson ? jsonText(catalogue()) : table());
  return exitCode.clean;
}

/** The shape is stable: members are added, never renamed or removed. */
function catalogue(): unknown {
  return Array.from(rules, ([name, { severity, category, recommended, aliases, summary, why }]) => {
    return { name, severity, category, recommended, aliases, summary, why };
  });
}

function table(): string {
  const rows = [
    ['RULE', 'LEVEL', 'DEFAULT', 'WHAT IT REPORTS'],
    ...Array.from(rules, ([name, { severity, recommended, summary }]) => {
      return [name, severity, recommended ? 'on' : 'off', summary];
    }),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}
