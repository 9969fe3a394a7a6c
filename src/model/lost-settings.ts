// What the image of a stage says that another image does not say, though it has the same files.

import { isKnownVariable } from '../shell/commands/environment-readers.ts';
import type { Image, Setting } from './image.ts';
import type { OrderedMap } from './ordered-map.ts';
import { isProxyArgument } from './predefined-arguments.ts';

export interface LostSetting {
  /** `ENV APP_HOME`, `USER`. */
  readonly name: string;
  /** The instruction that says it again. */
  readonly line: string;
}

/** No more variables, ports or volumes are told. */
const MOST = 8;

/** No more variables are looked at. */
const MOST_VARIABLES = 500;

/**
 * The settings of `source` that a container of `copy` misses. `inherited` is what the stage of `source` began with: its
 * variables are not told, but for PATH. What is unknown of either image is left out.
 */
export function lostSettings(source: Image, copy: Image, inherited: Image): readonly LostSetting[] {
  const isKnown = (setting: Setting): boolean => !source.unknown.has(setting) && !copy.unknown.has(setting);
  const lost: LostSetting[] = copy.unknown.has('env') ? [] : [...lostVariables(source, copy, inherited)];
  const add = (setting: Setting, name: string, line: string): void => {
    if (isKnown(setting)) lost.push({ name, line });
  };
  if (source.workdir !== '/' && source.workdir !== '' && (copy.workdir === '/' || copy.workdir === '')) {
    add('workdir', 'WORKDIR', `WORKDIR ${source.workdir}`);
  }
  if (!isRoot(source.user) && copy.user === '') add('user', 'USER', `USER ${source.user}`);
  if (copy.entrypoint === undefined && copy.cmd === undefined) {
    const { entrypoint = [], cmd = [] } = source;
    if (entrypoint.length > 0) add('entrypoint', 'ENTRYPOINT', `ENTRYPOINT ${JSON.stringify(entrypoint)}`);
    if (cmd.length > 0 && !isShell(cmd)) add('cmd', 'CMD', `CMD ${JSON.stringify(cmd)}`);
  }
  // Where more may be in a list, what is known to be in it is lost all the same.
  if (copy.exposedPorts.size === 0 && source.exposedPorts.size > 0) {
    const ports = firstOf(source.exposedPorts).map(([port]) => port);
    if (!copy.unknown.has('exposedPorts')) lost.push({ name: 'EXPOSE', line: `EXPOSE ${ports.join(' ')}` });
  }
  if (copy.volumes.size === 0 && source.volumes.size > 0) {
    const paths = firstOf(source.volumes).map(([path]) => path);
    if (!copy.unknown.has('volumes')) lost.push({ name: 'VOLUME', line: `VOLUME ${JSON.stringify(paths)}` });
  }
  if (copy.healthCheck === undefined && source.healthCheck !== undefined) {
    add('healthCheck', 'HEALTHCHECK', 'the HEALTHCHECK');
  }
  if (source.stopSignal !== '' && copy.stopSignal === '') {
    add('stopSignal', 'STOPSIGNAL', `STOPSIGNAL ${source.stopSignal}`);
  }
  return lost;
}

function firstOf<Value>(map: OrderedMap<Value>): readonly (readonly [key: string, value: Value])[] {
  return map.entries().slice(0, MOST);
}

function* lostVariables(source: Image, copy: Image, inherited: Image): Generator<LostSetting> {
  let count = 0;
  for (const [name, { text, unknown }] of source.env.entries().slice(0, MOST_VARIABLES)) {
    if (count === MOST) return;
    if (copy.env.has(name) && name !== 'PATH') continue;
    const isOwn = inherited.env.get(name)?.text !== text;
    const isLost = name === 'PATH' ? isOwn && copy.env.get(name)?.text !== text : isOwn && !isBuildVariable(name);
    if (!isLost) continue;
    count++;
    yield { name: `ENV ${name}`, line: unknown === undefined ? `ENV ${name}=${valueText(text)}` : `ENV ${name}=…` };
  }
}

/** Read by those who build, not by what they have built. */
function isBuildVariable(name: string): boolean {
  return isProxyArgument(name) || isKnownVariable(name);
}

function valueText(text: string): string {
  return /^[\w@%+=:,./-]*$/.test(text) ? text : JSON.stringify(text);
}

function isRoot(user: string): boolean {
  return /^(?:|0|root)(?::.*)?$/.test(user);
}

/** What a distribution starts where nobody says anything. */
function isShell(cmd: readonly string[]): boolean {
  return cmd.length === 1 && /(?:^|\/)(?:ash|bash|dash|sh)$/.test(cmd[0] ?? '');
}
