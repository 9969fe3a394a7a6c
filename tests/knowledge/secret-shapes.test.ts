import { expect, test } from 'vitest';
import { secretsIn } from '../../src/knowledge/secret-shapes.ts';

test.each([
  ['TOKEN=glpat-Zq7Xn3Lw9Rk2Vb5Tc8Yp', 'a token of GitLab', 'glpat-Zq7Xn3Lw9Rk2Vb5Tc8Yp'],
  ['postgres://app:kV9zQm2x@db.shop.dev/app', 'the password of "app" for db.shop.dev', 'kV9zQm2x'],
  ['-----BEGIN RSA PRIVATE KEY-----\\nMIIEpAIBAAKCAQEAx7Qw', 'a private key', '-----BEGIN RSA PRIVATE KEY-----'],
])('finds the secret of %s', (text, what, secret) => {
  const [found, ...others] = secretsIn(text);
  expect(others).toEqual([]);
  expect(found?.what).toBe(what);
  expect(text.slice(found?.start, found?.end)).toBe(secret);
});

test.each([
  'TOKEN=glpat-xxxxxxxxxxxxxxxxxxxx',
  'AKIAIOSFODNN7EXAMPLE',
  'https://user:<password>@shop.dev',
  'https://user:$PASSWORD@shop.dev',
  'redis://default:kV9zQm2x@redis:6379',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
])('finds none in %s', (text) => {
  expect(secretsIn(text)).toEqual([]);
});

test('reads long texts in linear time', () => {
  for (const part of ['a.', 'a-', 'A', 'eyJ', '://a:', 'https://a:b', '-----BEGIN PRIVATE KEY-----', 'AKIA', '1:AA']) {
    expect(secretsIn(part.repeat(200_000))).toEqual([]);
  }
}, 5000);
