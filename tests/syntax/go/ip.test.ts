import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bracketedHost, isIp } from '../../../src/syntax/go/ip.ts';

test.each(['0.0.0.0', '127.0.0.1', '255.255.255.255', '::', '::1', 'fe80::', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4'])(
  '%s is an address',
  (text) => {
    expect(isIp(text)).toBe(true);
  },
);

test.each([
  ...['', '1.2.3', '1.2.3.4.5', '1.2.3.256', '01.2.3.4', '1.2.3.', ' 1.2.3.4', 'a.b.c.d', 'localhost'],
  ...['[::1]', 'fe80::1%eth0', '1::2::3', ':::', ':1', '1:', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7::8', '12345::', 'g::'],
  ...['1.2.3.4::', '::1.2.3.4:5', '1:2:3:4:5:6:7:1.2.3.4', '::1.2.3', '1.2.3.4:80'],
])('%j is none', (text) => {
  expect(isIp(text)).toBe(false);
});

test('agrees with the platform on what it generates and damages', () => {
  const damaged = fc
    .tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(), fc.constantFrom('', ':', '::', '.', '0', 'f', '00', '%'))
    .map(([text, at, extra]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + extra + text.slice(place);
    })
    .filter((text) => !text.includes('%'));
  fc.assert(
    fc.property(damaged, (text) => {
      expect(isIp(text)).toBe(isIP(text) !== 0);
    }),
    { numRuns: 1000 },
  );
});

test('refuses a long text at once', () => {
  expect(isIp('1:'.repeat(1_000_000))).toBe(false);
  expect(isIp('1.'.repeat(1_000_000))).toBe(false);
});

test.each([
  ['[::1]:', '::1'],
  ['[]:', ''],
  ['[a b]:', 'a b'],
])('the host of %s is %j', (address, value) => {
  expect(bracketedHost(address)).toEqual({ ok: true, value });
});

test.each([
  ['[::1:', "missing ']' in address"],
  ['[::1]80:', 'missing port in address'],
  ['[::1]::', 'too many colons in address'],
  ['[::1]:80:', 'too many colons in address'],
  ['[[::1]:', "unexpected '[' in address"],
  ['[a]b]:', 'missing port in address'],
])('%s has none', (address, problem) => {
  expect(bracketedHost(address)).toEqual({ ok: false, error: `address ${address}: ${problem}` });
});
