// `slipway explain`: what a rule finds, why that matters, and its examples.

import { rules } from '../../rules/index.ts';
import { exampleSurroundings, exampleText } from '../lint/example.ts';
import type { Example, Rule } from '../lint/rule.ts';
import { optionTexts } from '../lint/rule-options.ts';
import type { Palette } from '../report/palette.ts';
import { fixedText } from '../report/rule-markdown.ts';
import { visible } from '../report/visible.ts';
import { didYouMean, ownWords } from '../syntax/suggest.ts';
import { UserError } from '../user-error.ts';
import { choosePalette } from './color.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { wrap } from '../report/wrap.ts';

const WIDTH = 80;

/** Explains the rule of that name, otherwise all rules for which another tool has that name. */
export async function explainRule(asked: string, color: boolean | undefined, io: Io): Promise<number> {
  const found = findRules(asked);
  if (found.length === 0) {
    throw new UserError(
      `there is no rule ${asked}${didYouMean(asked, names(), ownWords)}; \`slipway rules\` lists them`,
    );
  }
  const palette = await choosePalette(color, io);
  io.stdout.write(found.map(([name, rule]) => explain(name, rule, palette)).join('\n'));
  return exitCode.clean;
}

function findRules(asked: string): readonly (readonly [string, Rule])[] {
  const same = (other: string): boolean => other.toLowerCase() === asked.toLowerCase();
  const named = [...rules].filter(([name]) => same(name));
  return named.length > 0 ? named : [...rules].filter(([, { aliases }]) => aliases.some(same));
}

function names(): readonly string[] {
  return [...rules.keys(), ...Array.from(rules.values(), ({ aliases }) => aliases).flat()];
}

function explain(name: string, rule: Rule, palette: Palette): string {
  const { severity, category, recommended, aliases, summary, why, bad, good } = rule;
  const facts = [severity, category, recommended ? 'on by default' : 'off by default'];
  if (aliases.length > 0) facts.push(`known elsewhere as ${aliases.join(', ')}`);
  return [
    `${palette.bold(name)}\n${palette.dim(facts.join(' · '))}\n`,
    `${palette.bold(wrap(summary, WIDTH))}\n`,
    `${wrap(why, WIDTH)}\n`,
    ...optionTexts(rule).map(({ name: option, meaning }) => `${wrap(`Option ${option}: ${meaning}`, WIDTH)}\n`),
    ...section('Reported', bad, palette),
    ...section('After its fix', bad.flatMap(fixedText), palette),
    ...section('Not reported', good, palette),
    `To allow it in one place, put a comment above the instruction:\n\n    # slipway ignore=${name} -- the reason\n`,
  ].join('\n');
}

function section(title: string, examples: readonly Example[], palette: Palette): readonly string[] {
  if (examples.length === 0) return [];
  return [`${title}:\n`, ...examples.map((example) => `${exampleLines(example, palette).join('\n')}\n`)];
}

/** The example as its author wrote it, the carets under what is reported included. */
function exampleLines(example: Example, palette: Palette): readonly string[] {
  const surroundings = exampleSurroundings(example).flatMap(([title, text]) => {
    return `${title}:\n${text.trimEnd()}`.replaceAll('\n', '\n  ').concat('\n').split('\n');
  });
  const lines = [...surroundings, ...exampleText(example).trimEnd().split('\n')].map(visible);
  return lines.map((line) => `    ${/^ *\^/.test(line) ? palette.yellow(line) : line}`.trimEnd());
}
