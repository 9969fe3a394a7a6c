// Port specifications of EXPOSE (dockerfile2llb/convert_expose.go).

import { bracketedHost, isIp } from './go/ip.ts';
import { parseInt } from './go/number.ts';
import { quote } from './go/quote.ts';
import { failure, type Result, success } from './go/result.ts';
import { toLower } from './go/unicode.ts';

export type Protocol = 'tcp' | 'udp' | 'sctp';

/** The parts of `[[ip:]host:]container[/protocol]` as written; what is absent is empty. */
export interface PortParts {
  readonly ip: string;
  readonly hostPort: string;
  readonly containerPort: string;
  readonly protocol: string;
}

/** The container's ports that a specification opens, both ends included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  readonly protocol: Protocol;
}

/** Takes a specification apart without judging the parts. Of more than three parts all but the last two are the IP. */
export function splitPort(text: string): PortParts {
  const last = text.lastIndexOf(':');
  const before = last <= 0 ? -1 : text.lastIndexOf(':', last - 1);
  const container = text.slice(last + 1);
  const slash = container.indexOf('/');
  return {
    ip: before === -1 ? '' : text.slice(0, before),
    hostPort: last === -1 ? '' : text.slice(before + 1, last),
    containerPort: slash === -1 ? container : container.slice(0, slash),
    protocol: slash === -1 ? '' : container.slice(slash + 1),
  };
}

/** The protocol that a written one means: none is `tcp`, the case does not count; undefined for any other. */
export function readProtocol(written: string): Protocol | undefined {
  const protocol = toLower(written);
  switch (protocol) {
    case '':
      return 'tcp';
    case 'tcp':
    case 'udp':
    case 'sctp':
      return protocol;
    default:
      return undefined;
  }
}

/** One word of EXPOSE after expansion. The error is BuildKit's, of the first part that is wrong in its order. */
export function parsePort(text: string): Result<PortRange> {
  const parts = splitPort(text);
  if (parts.containerPort === '') return failure(`invalid port: ${quote(text)}: no port specified`);
  const protocol = readProtocol(parts.protocol);
  if (protocol === undefined) return failure(`invalid port: ${quote(text)}: invalid proto: ${parts.protocol}`);
  const ip = checkIp(parts.ip);
  if (!ip.ok) return ip;

  const container = readRange(parts.containerPort);
  if (container === undefined) return failure(`invalid containerPort: ${parts.containerPort}`);
  if (parts.hostPort !== '') {
    const host = readRange(parts.hostPort);
    if (host === undefined) return failure(`invalid hostPort: ${parts.hostPort}`);
    // A single container port may have a range of host ports to choose from.
    if (container.last !== container.first && container.last - container.first !== host.last - host.first) {
      return failure(
        `invalid ranges specified for container and host Ports: ${parts.containerPort} and ${parts.hostPort}`,
      );
    }
  }
  return success({ ...container, protocol });
}

function checkIp(written: string): Result<string> {
  const host = written.startsWith('[') ? bracketedHost(`${written}:`) : success(written);
  if (!host.ok) return failure(`invalid IP address ${written}: ${host.error}`);
  if (host.value !== '' && !isIp(host.value)) return failure(`invalid IP address: ${host.value}`);
  return host;
}

function readRange(text: string): { readonly first: number; readonly last: number } | undefined {
  const dash = text.indexOf('-');
  const first = readNumber(dash === -1 ? text : text.slice(0, dash));
  const last = dash === -1 ? first : readNumber(text.slice(dash + 1));
  return first === undefined || last === undefined || last < first ? undefined : { first, last };
}

function readNumber(text: string): number | undefined {
  const number = parseInt(text, 64);
  return number.ok && number.value >= 0n && number.value <= 65535n ? Number(number.value) : undefined;
}

/** `80/tcp` or `8000-8100/tcp`. */
export function formatPorts({ first, last, protocol }: PortRange): string {
  return first === last ? `${first}/${protocol}` : `${first}-${last}/${protocol}`;
}

/** Every single port of a range as the image configuration has it: `80/tcp`. */
export function listPorts({ first, last, protocol }: PortRange): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}/${protocol}`);
}
