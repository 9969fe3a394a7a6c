// The instructions that set one thing of the image: who runs, where, what, and what it says of itself.

import type {
  Cmd,
  CommandLine,
  Entrypoint,
  Expose,
  Flag,
  Healthcheck,
  Maintainer,
  Onbuild,
  Shell,
  Stopsignal,
  User,
  Volume,
} from '../../syntax/ast.ts';
import { findFlag } from '../../syntax/flag-table.ts';
import { formatDuration, parseDuration } from '../../syntax/go/duration.ts';
import { quote } from '../../syntax/go/quote.ts';
import { toLower } from '../../syntax/go/unicode.ts';
import { formatPorts, listPorts, parsePort, readProtocol, splitPort, type PortRange } from '../../syntax/port.ts';
import { parseSignal } from '../../syntax/signal.ts';
import type { HealthCheck } from '../image.ts';
import type { StageState } from './build-stage.ts';
import { commandWords } from './default-shell.ts';
import { type DispatchContext, settle } from './dispatch-context.ts';
import { triggerText } from './triggers.ts';

export function dispatchCmd(context: DispatchContext, { command, keyword }: Cmd): StageState {
  const cmd = startWords(context, command, keyword.text);
  const image = settle({ ...context.state.image, cmd, argsEscaped: true }, 'cmd');
  return context.commit(image, () => `CMD ${quoteList(cmd)}`, { isEmpty: true });
}

/** Drops the CMD of the base, not that of the same stage. */
export function dispatchEntrypoint(
  context: DispatchContext,
  { command, keyword }: Entrypoint,
  { hasCmd }: { readonly hasCmd: boolean },
): StageState {
  const entrypoint = startWords(context, command, keyword.text);
  const { image } = context.state;
  const next = hasCmd ? { ...image, entrypoint } : settle({ ...image, entrypoint, cmd: undefined }, 'cmd');
  return context.commit(settle(next, 'entrypoint'), () => `ENTRYPOINT ${quoteList(entrypoint)}`, { isEmpty: true });
}

function startWords(context: DispatchContext, command: CommandLine, keyword: string): readonly string[] {
  const { image } = context.state;
  const hasShell = image.shell !== undefined && image.shell.length > 0;
  if (command.form === 'shell' && !hasShell) context.note({ check: 'JSONArgsRecommended', keyword }, command.span);
  return commandWords(command, image);
}

/** Go's `%q` of a list. */
function quoteList(words: readonly string[]): string {
  return `[${words.map(quote).join(' ')}]`;
}

export function dispatchHealthcheck(context: DispatchContext, node: Healthcheck): StageState {
  const healthCheck = readHealthCheck(node);
  const image = settle({ ...context.state.image, healthCheck }, 'healthCheck');
  return context.commit(image, () => `HEALTHCHECK ${healthCheckText(healthCheck)}`, { isEmpty: true });
}

function readHealthCheck({ type, command, flags }: Healthcheck): HealthCheck {
  const none = { interval: 0n, timeout: 0n, startPeriod: 0n, startInterval: 0n, retries: 0 };
  if (type === 'NONE' || command === undefined) return { test: ['NONE'], ...none };
  const test =
    command.form === 'exec' ? ['CMD', ...command.words.map(({ text }) => text)] : ['CMD-SHELL', command.text.text];
  return {
    test,
    interval: duration(flags, 'interval'),
    timeout: duration(flags, 'timeout'),
    startPeriod: duration(flags, 'start-period'),
    startInterval: duration(flags, 'start-interval'),
    retries: Number(findFlag(flags, 'retries')?.value?.text ?? 0),
  };
}

function duration(flags: readonly Flag[], name: string): bigint {
  const result = parseDuration(findFlag(flags, name)?.value?.text ?? '');
  return result.ok ? result.value : 0n;
}

/** Go's `%+v` of the structure. */
function healthCheckText({ test, interval, timeout, startPeriod, startInterval, retries }: HealthCheck): string {
  const fields = [
    `Test:[${test.join(' ')}]`,
    `Interval:${formatDuration(interval)}`,
    `Timeout:${formatDuration(timeout)}`,
    `StartPeriod:${formatDuration(startPeriod)}`,
    `StartInterval:${formatDuration(startInterval)}`,
    `Retries:${retries}`,
  ];
  return `{${fields.join(' ')}}`;
}

export function dispatchShell(context: DispatchContext, { args }: Shell): StageState {
  const shell = args.map(({ text }) => text);
  const image = settle({ ...context.state.image, shell }, 'shell');
  return context.commit(image, () => `SHELL [${shell.join(' ')}]`, { isEmpty: true });
}

export function dispatchUser(context: DispatchContext, { value }: User): StageState {
  const { text, unknown } = value === undefined ? nothing : context.expand(value);
  const image = withReason(settle({ ...context.state.image, user: text }, 'user'), 'user', unknown);
  return context.commit(image, () => `USER ${text}`, { isEmpty: true });
}

const nothing = { text: '', unknown: undefined };

export function withReason(
  image: StageState['image'],
  setting: 'user' | 'workdir' | 'stopSignal' | 'exposedPorts' | 'volumes',
  reason: string | undefined,
): StageState['image'] {
  return reason === undefined ? image : { ...image, unknown: new Map(image.unknown).set(setting, reason) };
}

export function dispatchStopsignal(context: DispatchContext, { value }: Stopsignal): StageState {
  const { text, unknown } = value === undefined ? nothing : context.expand(value);
  const signal = parseSignal(text);
  if (unknown === undefined && !signal.ok) context.refuse(signal.error);
  const image = settle({ ...context.state.image, stopSignal: text }, 'stopSignal');
  return context.commit(withReason(image, 'stopSignal', unknown), () => `STOPSIGNAL ${text}`, { isEmpty: true });
}

export function dispatchMaintainer(context: DispatchContext, { value }: Maintainer): StageState {
  const author = value?.text ?? '';
  return context.commit({ ...context.state.image, author }, () => `MAINTAINER ${author}`, { isEmpty: true });
}

/** BuildKit keeps the text and writes no history. */
export function dispatchOnbuild({ state }: DispatchContext, onbuild: Onbuild): StageState {
  const { image } = state;
  return { ...state, image: { ...image, onBuild: image.onBuild.append(triggerText(onbuild)) } };
}

export function dispatchVolume(context: DispatchContext, { args }: Volume): StageState {
  const values = args.map((word) => context.expand(word));
  let { image } = context.state;
  for (const { text, unknown } of values) {
    if (unknown === undefined && text === '') context.refuse('VOLUME specified can not be an empty string');
    image = withReason({ ...image, volumes: image.volumes.set(text, true) }, 'volumes', unknown);
  }
  return context.commit(image, () => `VOLUME [${values.map(({ text }) => text).join(' ')}]`, { isEmpty: true });
}

/** BuildKit sorts the words before it expands them. */
export function dispatchExpose(context: DispatchContext, { args }: Expose): StageState {
  const ports: PortRange[] = [];
  let { image } = context.state;
  const texts: { readonly text: string; readonly span: (typeof args)[number]['span'] }[] = [];
  for (const word of args.toSorted((left, right) => compareBytes(left.text, right.text))) {
    const { result, unknown } = context.tryExpand(word, { escape: context.escape });
    image = withReason(image, 'exposedPorts', unknown);
    if (unknown !== undefined) continue;
    if (!result.ok) context.refuse(result.error);
    for (const text of result.value.words) texts.push({ text, span: word.span });
  }
  for (const { text, span } of texts) {
    notePort(context, text, span);
    const port = parsePort(text);
    if (!port.ok) context.refuse(port.error);
    ports.push(port.value);
    image = { ...image, exposedPorts: image.exposedPorts.set(formatPorts(port.value), port.value) };
  }
  return context.commit(image, () => `EXPOSE [${ports.flatMap(listPorts).join(' ')}]`, { isEmpty: true });
}

function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** BuildKit stops before these where the port or its protocol is none. */
function notePort(context: DispatchContext, port: string, span: Parameters<DispatchContext['note']>[1]): void {
  const { containerPort, protocol, hostPort, ip } = splitPort(port);
  if (containerPort === '' || readProtocol(protocol) === undefined) return;
  if (protocol !== toLower(protocol)) context.note({ check: 'ExposeProtoCasing', port }, span);
  if (ip !== '' || hostPort !== '') context.note({ check: 'ExposeInvalidFormat', port }, span);
}
