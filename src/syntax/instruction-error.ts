// BuildKit's second pass: what the instruction parser refuses, one instruction at a time.

import { readDevice } from './device.ts';
import { FLAGS, findFlag, flagFailure } from './flag-table.ts';
import { parseDuration } from './go/duration.ts';
import { parseInt } from './go/number.ts';
import { quote } from './go/quote.ts';
import { trimSpace } from './go/space.ts';
import { equalFold, toLower, toUpper } from './go/unicode.ts';
import { readOpener } from './heredoc.ts';
import { readMount } from './mount.ts';
import type { Failure, Kind, Node } from './node.ts';
import { didYouMean } from './suggest.ts';

const KEYWORDS = Object.keys(FLAGS)
  .filter((kind) => kind !== 'Unknown')
  .map((kind) => kind.toUpperCase());

/** The first thing that the builder refuses in an instruction that its first pass could read (instructions/parse.go). */
export function instructionFailure(node: Node): Failure | undefined {
  const { kind, flags } = node;
  switch (kind) {
    case 'Unknown':
      return unknownInstruction(node);
    case 'From':
      return fromFailure(node) ?? flagFailure(kind, flags);
    case 'Add':
    case 'Copy':
      return missingDestination(node) ?? flagFailure(kind, flags) ?? heredocFailure(node);
    case 'Run':
      return flagFailure(kind, flags) ?? runFailure(node);
    case 'Healthcheck':
      return missingArgument(node) ?? healthcheckFailure(node);
    case 'Onbuild':
      return missingTrigger(node) ?? flagFailure(kind, flags) ?? triggerFailure(node);
    case 'Maintainer':
    case 'User':
    case 'Workdir':
      return missingExactlyOne(node) ?? flagFailure(kind, flags);
    case 'Stopsignal':
      return missingExactlyOne(node);
    case 'Arg':
      return missingArgument(node) ?? blankName(node);
    case 'Env':
    case 'Label':
      return flagFailure(kind, flags) ?? missingArgument(node) ?? blankName(node);
    case 'Expose':
      return missingArgument(node) ?? flagFailure(kind, flags);
    case 'Volume':
      return missingArgument(node) ?? flagFailure(kind, flags) ?? emptyVolume(node);
    case 'Shell':
      return flagFailure(kind, flags) ?? shellFailure(node);
    case 'Cmd':
    case 'Entrypoint':
      return flagFailure(kind, flags);
    default:
      return kind satisfies never;
  }
}

function at(node: Node, message: string): Failure {
  return { message, span: node.keyword.span };
}

function upper(kind: Kind): string {
  return kind.toUpperCase();
}

function unknownInstruction(node: Node): Failure {
  const keyword = node.keyword.text;
  return at(node, `unknown instruction: ${keyword}${didYouMean(keyword, KEYWORDS, { caseless: true })}`);
}

function missingArgument(node: Node): Failure | undefined {
  return node.args.length > 0 ? undefined : at(node, `${upper(node.kind)} requires at least one argument`);
}

function missingTrigger(node: Node): Failure | undefined {
  return node.trigger ? undefined : at(node, 'ONBUILD requires at least one argument');
}

function missingExactlyOne(node: Node): Failure | undefined {
  return node.args.length === 1 ? undefined : at(node, `${upper(node.kind)} requires exactly one argument`);
}

function missingDestination(node: Node): Failure | undefined {
  if (node.args.length >= 2) return undefined;
  const message = 'requires at least two arguments, but only one was provided. Destination could not be determined';
  return at(node, `${upper(node.kind)} ${message}`);
}

function blankName(node: Node): Failure | undefined {
  const message = `${upper(node.kind)} names can not be blank`;
  if (node.kind === 'Arg') {
    const word = node.args.find(({ text }) => text.startsWith('='));
    return word && { message, span: word.span };
  }
  const pair = node.pairs.find(({ name }) => name.text === '');
  return pair && { message, span: { start: pair.name.span.start, end: pair.value.span.end } };
}

/** A stage's name in lower case. */
export const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/;

function fromFailure(node: Node): Failure | undefined {
  const { args } = node;
  const [, as, name] = args;
  if (args.length === 3 && as && name && isAs(as.text)) {
    if (STAGE_NAME.test(toLower(name.text))) return undefined;
    const rule = "name can't start with a number or contain symbols";
    return { message: `invalid name for build stage: ${quote(name.text)}, ${rule}`, span: name.span };
  }
  return args.length === 1 ? undefined : at(node, 'FROM requires either one or three arguments');
}

export function isAs(text: string): boolean {
  return equalFold(text, 'as');
}

/** A destination that only looks like a heredoc, and such a source, is a path. */
function heredocFailure(node: Node): Failure | undefined {
  const destination = node.args.at(-1);
  if (!destination?.text.includes('<<')) return undefined;
  const result = readOpener(destination.text);
  if ('error' in result || result.opener === undefined) return undefined;
  return { message: `${upper(node.kind)} cannot accept a heredoc as a destination`, span: destination.span };
}

function runFailure({ flags }: Node): Failure | undefined {
  if (flags.length === 0) return undefined;
  const devices = flags.filter(({ name }) => name === 'device');
  for (const flag of devices) {
    const { error } = readDevice(flag);
    if (error) return error;
  }
  for (const flag of flags) {
    const { error } = flag.name === 'mount' ? readMount(flag) : { error: undefined };
    if (error) return error;
  }
  const network = findFlag(flags, 'network');
  if (network?.value && !/^(?:default|none|host)$/.test(network.value.text)) {
    return { message: `invalid network mode ${quote(network.value.text)}`, span: network.value.span };
  }
  const security = findFlag(flags, 'security');
  if (security?.value && !/^(?:sandbox|insecure)$/.test(security.value.text)) {
    return { message: `security ${quote(security.value.text)} is not valid`, span: security.value.span };
  }
  return undefined;
}

function triggerFailure({ trigger }: Node): Failure | undefined {
  if (trigger === undefined) return undefined;
  const keyword = toUpper(trimSpace(trigger.keyword.text));
  const { span } = trigger.keyword;
  if (keyword === 'ONBUILD') return { message: "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed", span };
  if (keyword === 'MAINTAINER' || keyword === 'FROM') {
    return { message: `${keyword} isn't allowed as an ONBUILD trigger`, span };
  }
  return undefined;
}

function emptyVolume(node: Node): Failure | undefined {
  const word = node.args.find(({ text }) => trimSpace(text) === '');
  return word && { message: 'VOLUME specified can not be an empty string', span: word.span };
}

function shellFailure(node: Node): Failure | undefined {
  const [first] = node.args;
  if (first === undefined) return at(node, 'SHELL requires at least one argument');
  return node.json ? undefined : { message: 'SHELL requires the arguments to be in JSON form', span: first.span };
}

const DURATIONS = ['interval', 'timeout', 'start-period', 'start-interval'];

function healthcheckFailure(node: Node): Failure | undefined {
  const [type, ...command] = node.args;
  const name = type && toUpper(type.text);
  const span = type?.span ?? node.keyword.span;
  if (name === 'NONE') {
    return command.length === 0 ? undefined : { message: 'HEALTHCHECK NONE takes no arguments', span };
  }
  const failure = flagFailure('Healthcheck', node.flags);
  if (failure) return failure;
  if (name !== 'CMD') return { message: `Unknown type ${quote(name ?? '')} in HEALTHCHECK (try CMD)`, span };
  if (command.length === 0) return { message: 'Missing command after HEALTHCHECK CMD', span };
  return durationFailure(node) ?? retriesFailure(node);
}

function durationFailure({ flags }: Node): Failure | undefined {
  for (const name of DURATIONS) {
    const flag = findFlag(flags, name);
    if (flag?.value === undefined || flag.value.text === '') continue;
    const duration = parseDuration(flag.value.text);
    if (!duration.ok) return { message: duration.error, span: flag.value.span };
    if (duration.value !== 0n && duration.value < 1_000_000n) {
      return { message: `Interval ${quote(name)} cannot be less than 1ms`, span: flag.value.span };
    }
  }
  return undefined;
}

function retriesFailure({ flags }: Node): Failure | undefined {
  const flag = findFlag(flags, 'retries');
  if (flag?.value === undefined || flag.value.text === '') return undefined;
  const retries = parseInt(flag.value.text, 32);
  if (!retries.ok) return { message: retries.error, span: flag.value.span };
  if (retries.value >= 0) return undefined;
  return { message: `--retries cannot be negative (${retries.value})`, span: flag.value.span };
}
