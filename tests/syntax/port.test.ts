import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listPorts, parsePort, readProtocol, splitPort } from '../../src/syntax/port.ts';

test.each([
  ['80', 80, 80, 'tcp'],
  ['80/', 80, 80, 'tcp'],
  ['80/udp', 80, 80, 'udp'],
  ['80/SCTP', 80, 80, 'sctp'],
  ['+80', 80, 80, 'tcp'],
  ['0080', 80, 80, 'tcp'],
  ['0', 0, 0, 'tcp'],
  ['65535', 65535, 65535, 'tcp'],
  ['80-80', 80, 80, 'tcp'],
  ['8000-8010/udp', 8000, 8010, 'udp'],
  [':80', 80, 80, 'tcp'],
  ['::80', 80, 80, 'tcp'],
  ['8080:80', 80, 80, 'tcp'],
  ['90-92:80-82', 80, 82, 'tcp'],
  ['90-95:80', 80, 80, 'tcp'],
  ['127.0.0.1::80', 80, 80, 'tcp'],
  ['127.0.0.1:8080:80/udp', 80, 80, 'udp'],
  ['[::1]:8080:80', 80, 80, 'tcp'],
  ['[]:8080:80', 80, 80, 'tcp'],
  ['::1:8080:80', 80, 80, 'tcp'],
])('reads %s', (text, first, last, protocol) => {
  expect(parsePort(text)).toEqual({ ok: true, value: { first, last, protocol } });
});

test.each([
  ['', 'invalid port: "": no port specified'],
  ['/tcp', 'invalid port: "/tcp": no port specified'],
  ['80:', 'invalid port: "80:": no port specified'],
  ['80//', 'invalid port: "80//": invalid proto: /'],
  ['80/tcp/udp', 'invalid port: "80/tcp/udp": invalid proto: tcp/udp'],
  ['80/Foo', 'invalid port: "80/Foo": invalid proto: Foo'],
  ['"80/x', 'invalid port: "\\"80/x": invalid proto: x'],
  ['a', 'invalid containerPort: a'],
  ['-80', 'invalid containerPort: -80'],
  ['80-', 'invalid containerPort: 80-'],
  ['80-79', 'invalid containerPort: 80-79'],
  ['80-90-91', 'invalid containerPort: 80-90-91'],
  ['70000/udp', 'invalid containerPort: 70000'],
  ['99999999999999999999', 'invalid containerPort: 99999999999999999999'],
  ['x:80', 'invalid hostPort: x'],
  ['-1:80', 'invalid hostPort: -1'],
  ['80:90-92', 'invalid ranges specified for container and host Ports: 90-92 and 80'],
  ['1-2:90-92', 'invalid ranges specified for container and host Ports: 90-92 and 1-2'],
  ['host:1:2', 'invalid IP address: host'],
  ['1:2:3:4', 'invalid IP address: 1:2'],
  ['[1.2]:3:4', 'invalid IP address: 1.2'],
  ['[::1:3:4', "invalid IP address [::1: address [::1:: missing ']' in address"],
  ['[::1]x:3:4', 'invalid IP address [::1]x: address [::1]x:: missing port in address'],
  ['[::1]:9:3:4', 'invalid IP address [::1]:9: address [::1]:9:: too many colons in address'],
])('refuses %j', (text, error) => {
  expect(parsePort(text)).toEqual({ ok: false, error });
});

test('the first wrong part in the order of the builder is named', () => {
  expect(parsePort('x:y:z/foo')).toMatchObject({ error: expect.stringContaining('invalid proto') });
  expect(parsePort('x:y:z')).toMatchObject({ error: 'invalid IP address: x' });
  expect(parsePort('y:z')).toMatchObject({ error: 'invalid containerPort: z' });
});

describe('the parts', () => {
  test('are kept as written', () => {
    expect(splitPort('80')).toEqual({ ip: '', hostPort: '', containerPort: '80', protocol: '' });
    expect(splitPort('a:b:c:d/TcP/x')).toEqual({ ip: 'a:b', hostPort: 'c', containerPort: 'd', protocol: 'TcP/x' });
    expect(splitPort('a/b:c')).toEqual({ ip: '', hostPort: 'a/b', containerPort: 'c', protocol: '' });
  });

  test('together are the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('1', 'a', '-'), { minLength: 1, maxLength: 6 }), (parts) => {
        const { ip, hostPort, containerPort } = splitPort(parts.join(':'));
        expect([ip, hostPort, containerPort].filter((part) => part !== '').join(':')).toBe(parts.join(':'));
      }),
    );
  });

  test('have protocols in any case', () => {
    expect(readProtocol('')).toBe('tcp');
    expect(readProtocol('UdP')).toBe('udp');
    expect(readProtocol('icmp')).toBeUndefined();
  });
});

test('every port of a range is listed', () => {
  expect(listPorts({ first: 80, last: 82, protocol: 'udp' })).toEqual(['80/udp', '81/udp', '82/udp']);
  expect(listPorts({ first: 0, last: 65535, protocol: 'tcp' })).toHaveLength(65536);
});

test('any two ports in order make a range', () => {
  const port = fc.integer({ min: 0, max: 65535 });
  fc.assert(
    fc.property(port, port, fc.constantFrom('tcp', 'udp', 'sctp'), (first, last, protocol) => {
      const result = parsePort(`${first}-${last}/${protocol}`);
      const error = `invalid containerPort: ${first}-${last}`;
      expect(result).toEqual(first <= last ? { ok: true, value: { first, last, protocol } } : { ok: false, error });
    }),
  );
});

test('no text throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('[', ']', ':', '/', '-', '.', '1', '%', 'é') }), (text) => {
      const result = parsePort(text);
      expect(result.ok || result.error !== '').toBe(true);
    }),
  );
});
