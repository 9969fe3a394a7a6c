// URLs as Go's net/url package takes them apart, as far as Dockerfiles need it.

import { quote } from './quote.ts';
import { failure, type Result, success } from './result.ts';

export interface Url {
  /** In lower case; empty where there is none. */
  readonly scheme: string;
  /** What stands before `@`, as written. */
  readonly user: string | undefined;
  /** With the port. */
  readonly host: string;
  /** Decoded. */
  readonly path: string;
  /** As written. */
  readonly rawPath: string;
  /** As written, without `?`; undefined where there is no `?`. */
  readonly query: string | undefined;
  /** Decoded. */
  readonly fragment: string;
}

/** `url.Parse` for a text with `scheme://`; the error is without the frame `parse "…": `. */
export function parseUrl(text: string): Result<Url> {
  if (/[\u0000-\u001f\u007f]/.test(text)) return failure('net/url: invalid control character in URL');
  const hash = text.indexOf('#');
  const fragment = hash === -1 ? success('') : unescapePercent(text.slice(hash + 1));
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/([^/?]*)([^?]*)(\?.*)?$/s.exec(
    hash === -1 ? text : text.slice(0, hash),
  );
  if (match === null) return failure('first path segment in URL cannot contain colon');
  const [, scheme = '', authority = '', rawPath = '', query] = match;
  const at = authority.lastIndexOf('@');
  const user = at === -1 ? undefined : authority.slice(0, at);
  if (user !== undefined && !/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user))
    return failure('net/url: invalid userinfo');
  const host = authority.slice(at + 1);
  const problem = hostProblem(host);
  if (problem !== undefined) return failure(problem);
  const path = unescapePercent(rawPath);
  if (!path.ok) return path;
  if (!fragment.ok) return fragment;
  return success({
    scheme: scheme.toLowerCase(),
    user,
    host,
    path: path.value,
    rawPath,
    query: query?.slice(1),
    fragment: fragment.value,
  });
}

function hostProblem(host: string): string | undefined {
  const closing = host.startsWith('[') ? host.lastIndexOf(']') : -1;
  if (host.startsWith('[') && closing === -1) return "missing ']' in host";
  const colon = closing === -1 ? host.lastIndexOf(':') : closing + 1;
  const port = colon === -1 ? '' : host.slice(colon);
  if (!/^(?::[0-9]*)?$/.test(port)) return `invalid port ${quote(port)} after host`;
  const bad = /[ "<>\\^`{|}]/.exec(host);
  if (bad !== null) return `invalid character ${quote(bad[0])} in host name`;
  const escape = /%(?!25|[89A-Fa-f][0-9A-Fa-f])/.exec(host);
  return escape === null ? undefined : `invalid URL escape ${quote(host.slice(escape.index, escape.index + 3))}`;
}

/** `url.PathUnescape`: every `%hh` is a byte. */
export function unescapePercent(text: string): Result<string> {
  if (!text.includes('%')) return success(text);
  const bad = /%(?![0-9A-Fa-f]{2}).{0,2}/s.exec(text);
  if (bad !== null) return failure(`invalid URL escape ${quote(bad[0])}`);
  const decoded = text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString(),
  );
  return success(decoded);
}

/** `url.ParseQuery`: the pairs that are well-formed. */
export function parseQuery(query: string): readonly (readonly [key: string, value: string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (const part of query.split('&')) {
    if (part === '' || part.includes(';')) continue;
    const equals = part.indexOf('=');
    const key = unescapePercent(plusToSpace(equals === -1 ? part : part.slice(0, equals)));
    const value = unescapePercent(plusToSpace(equals === -1 ? '' : part.slice(equals + 1)));
    if (key.ok && value.ok) pairs.push([key.value, value.value]);
  }
  return pairs;
}

function plusToSpace(text: string): string {
  return text.replaceAll('+', ' ');
}
