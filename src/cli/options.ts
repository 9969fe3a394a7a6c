// The options of a command: how they are declared, and how they are read from the command line.

import { parseArgs } from 'node:util';
import { didYouMean, ownWords } from '../syntax/suggest.ts';
import { UserError } from '../user-error.ts';

/** `--name`, or `-n`. */
export interface Flag {
  readonly kind: 'flag';
  readonly name: string;
  readonly short?: string;
  readonly summary: string;
}

/** `--name value`, where there are only these values. */
export interface Choice<Value extends string = string> {
  readonly kind: 'choice';
  readonly name: string;
  readonly values: readonly Value[];
  /** What the value is, for the help; the name if not given. */
  readonly value?: string;
  /** The value where none is given. */
  readonly initial: Value;
  readonly summary: string;
}

/** `--name value` with any value, as often as wanted. */
export interface Text {
  readonly kind: 'text';
  readonly name: string;
  /** What the value is, for the help. */
  readonly value: string;
  readonly summary: string;
}

export type Option = Flag | Choice | Text;

/** What stands on the command line. */
export interface Arguments {
  /** What is neither an option nor the value of one. */
  readonly operands: readonly string[];
  /** Those of the operands that stand behind `--`. */
  readonly behind: readonly string[];
  has(flag: Flag): boolean;
  valueOf<Value extends string>(choice: Choice<Value>): Value;
  /** Undefined where no value is given. */
  chosen<Value extends string>(choice: Choice<Value>): Value | undefined;
  /** All values that are given, in order. */
  textsOf(text: Text): readonly string[];
}

/** Reads the arguments of `command`; throws a `UserError` for an option or a value that is not declared. */
export function readArguments(command: string, options: readonly Option[], args: readonly string[]): Arguments {
  const operands: string[] = [];
  let terminatedAt: number | undefined;
  const given = new Map<string, string>();
  const texts: { readonly name: string; readonly text: string }[] = [];
  for (const token of tokensOf(options, args)) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind === 'option-terminator') terminatedAt = operands.length;
    if (token.kind !== 'option') continue;
    const option = options.find(({ name }) => name === token.name);
    if (option === undefined) throw unknownOption(command, options, token.rawName);
    if (option.kind === 'flag') given.set(option.name, readFlag(token));
    else if (option.kind === 'choice') given.set(option.name, readChoice(option, token));
    else texts.push({ name: option.name, text: readText(option, token) });
  }
  const chosen: Arguments['chosen'] = ({ name, values }) => values.find((value) => value === given.get(name));
  return {
    operands,
    behind: terminatedAt === undefined ? [] : operands.slice(terminatedAt),
    has: ({ name }) => given.has(name),
    valueOf: (choice) => chosen(choice) ?? choice.initial,
    chosen,
    textsOf: ({ name }) => texts.flatMap((entry) => (entry.name === name ? [entry.text] : [])),
  };
}

type Tokens = NonNullable<ReturnType<typeof parseArgs>['tokens']>;

/** The first call of `parseArgs` takes as long as to read a Dockerfile: it is left out where there is no option. */
function tokensOf(options: readonly Option[], args: readonly string[]): Tokens {
  if (!args.some((arg) => arg.startsWith('-'))) {
    return args.map((value, index) => ({ kind: 'positional', index, value }));
  }
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options.map((option) => [option.name, parserOption(option)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens;
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function readFlag({ rawName, value }: OptionToken): string {
  if (value !== undefined) throw new UserError(`${rawName} takes no value`);
  return '';
}

function readChoice({ values }: Choice, token: OptionToken): string {
  const { rawName } = token;
  const choice = `one of ${values.join(', ')}`;
  const value = readValue(token, choice);
  if (values.includes(value)) return value;
  throw new UserError(`${rawName} cannot be "${value}"${didYouMean(value, values, ownWords)}; it is ${choice}`);
}

function readText(option: Text, token: OptionToken): string {
  return readValue(token, option.value);
}

function readValue({ rawName, value, inlineValue }: OptionToken, meaning: string): string {
  const isMissing = value === undefined || (inlineValue === false && value.startsWith('-'));
  if (isMissing) throw new UserError(`${rawName} needs a value: ${meaning}`);
  return value;
}

function unknownOption(command: string, options: readonly Option[], written: string): UserError {
  const names = options.map(({ name }) => `--${name}`);
  return new UserError(
    `${command} has no option ${written}${didYouMean(written, names, ownWords)}; see \`slipway ${command} --help\``,
  );
}

function parserOption(option: Option): { readonly type: 'boolean' | 'string'; readonly short?: string } {
  if (option.kind !== 'flag') return { type: 'string' };
  return option.short === undefined ? { type: 'boolean' } : { type: 'boolean', short: option.short };
}
