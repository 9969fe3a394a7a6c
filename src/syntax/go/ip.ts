// IP addresses as Go's net package reads them.

import { failure, type Result, success } from './result.ts';

/** Whether `net.ParseIP` accepts the text: four decimal numbers, or IPv6 without brackets and zone. */
export function isIp(text: string): boolean {
  return text.includes(':') ? isIp6(text) : isIp4(text);
}

const octet = /^(?:0|[1-9][0-9]{0,2})$/;

function isIp4(text: string): boolean {
  if (text.length > 15) return false;
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => octet.test(part) && Number(part) <= 255);
}

const group = /^[0-9a-fA-F]{1,4}$/;

/** `::` stands for at least one group of zeros; the last two groups may be written as an IPv4 address. */
function isIp6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1);
  const mapped = last !== undefined && last.includes('.') && !text.endsWith('::');
  if (mapped && !isIp4(last)) return false;
  const count = groups.length + (mapped ? 1 : 0);
  if (halves.length === 1 ? count !== 8 : count > 7) return false;
  return (mapped ? groups.slice(0, -1) : groups).every((part) => group.test(part));
}

/** The host of `net.SplitHostPort`, for texts that start with `[` and end with `:`. The port is empty then. */
export function bracketedHost(address: string): Result<string> {
  const problem = (text: string) => failure(`address ${address}: ${text}`);
  const end = address.indexOf(']');
  if (end === -1) return problem("missing ']' in address");
  if (end + 1 !== address.lastIndexOf(':')) {
    return problem(address[end + 1] === ':' ? 'too many colons in address' : 'missing port in address');
  }
  if (address.indexOf('[', 1) !== -1) return problem("unexpected '[' in address");
  if (address.indexOf(']', end + 1) !== -1) return problem("unexpected ']' in address");
  return success(address.slice(1, end));
}
