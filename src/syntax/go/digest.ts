// Content digests as the go-digest package reads them.

import { failure, type Result, success } from './result.ts';
import { utf8Length } from './utf8.ts';

/** `sha256:` and its hexadecimal digits. */
export interface Digest {
  readonly algorithm: 'sha256' | 'sha384' | 'sha512';
  readonly encoded: string;
}

const shape = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/;
const hexadecimal = /^[a-f0-9]+$/;

/** `digest.Parse`. Fails with `invalid checksum digest format`, `… length` or `unsupported digest algorithm`. */
export function parseDigest(text: string): Result<Digest> {
  const colon = text.indexOf(':');
  if (colon <= 0 || colon + 1 === text.length) return failure('invalid checksum digest format');
  const algorithm = text.slice(0, colon);
  const encoded = text.slice(colon + 1);
  if (algorithm !== 'sha256' && algorithm !== 'sha384' && algorithm !== 'sha512') {
    return failure(shape.test(text) ? 'unsupported digest algorithm' : 'invalid checksum digest format');
  }
  if (utf8Length(encoded) !== Number(algorithm.slice(3)) / 4) return failure('invalid checksum digest length');
  if (!hexadecimal.test(encoded)) return failure('invalid checksum digest format');
  return success({ algorithm, encoded });
}
