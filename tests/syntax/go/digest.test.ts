import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDigest } from '../../../src/syntax/go/digest.ts';

const lengths = { sha256: 64, sha384: 96, sha512: 128 };

test.each(Object.entries(lengths))('%s has %d digits', (algorithm, length) => {
  const encoded = '0123456789abcdef'.repeat(length / 16);
  expect(parseDigest(`${algorithm}:${encoded}`)).toEqual({ ok: true, value: { algorithm, encoded } });
});

test.each([
  ['', 'invalid checksum digest format'],
  ['sha256', 'invalid checksum digest format'],
  [':abc', 'invalid checksum digest format'],
  ['sha256:', 'invalid checksum digest format'],
  ['sha256:abc', 'invalid checksum digest length'],
  [`sha512:${'a'.repeat(64)}`, 'invalid checksum digest length'],
  [`sha256:${'A'.repeat(64)}`, 'invalid checksum digest format'],
  [`sha256:${'a'.repeat(62)}é`, 'invalid checksum digest format'],
  [`SHA256:${'a'.repeat(64)}`, 'invalid checksum digest format'],
  [`md5:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
  ['multi+part.name:Any=Thing_-', 'unsupported digest algorithm'],
  ['md5:a b', 'invalid checksum digest format'],
  ['a__b:c', 'invalid checksum digest format'],
])('refuses %j', (text, error) => {
  expect(parseDigest(text)).toEqual({ ok: false, error });
});

test('accepts nothing but hexadecimal digits of the right number', () => {
  const algorithm = fc.constantFrom(...Object.keys(lengths));
  const encoded = fc.string({ unit: fc.constantFrom('0', 'a', 'f', 'g'), minLength: 60, maxLength: 68 });
  fc.assert(
    fc.property(algorithm, encoded, (name, digits) => {
      expect(parseDigest(`${name}:${digits}`).ok).toBe(name === 'sha256' && /^[0-9a-f]{64}$/.test(digits));
    }),
  );
});
