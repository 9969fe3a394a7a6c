import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDevice } from '../../src/syntax/device.ts';
import { flagOf } from './flag-of.ts';

test.each([
  ['vendor.com/gpu', 'vendor.com/gpu', false],
  ['vendor.com/gpu=0', 'vendor.com/gpu=0', false],
  ['name=vendor.com/gpu', 'vendor.com/gpu', false],
  ['NAME=a,Required', 'a', true],
  ['required,a', 'a', true],
  ['required=true,required=0,a', 'a', false],
  ['name', 'name', false],
  ['name=,a', 'a', false],
  ['required', undefined, true],
  ['"a,b"', 'a,b', false],
])('reads %s', (value, name, required) => {
  const { device, error } = readDevice(flagOf('device', value));
  expect(error).toBeUndefined();
  expect([device.name?.text, device.required]).toEqual([name, required]);
});

describe('refuses', () => {
  test.each([
    ['', 'failed to parse csv devices: EOF', ''],
    ['a"', 'failed to parse csv devices: parse error on line 1, column 2: bare " in non-quoted-field', '"'],
    ['a=b,c', "invalid field 'c' must be a key=value pair", 'c'],
    ['a,', "invalid field '' must be a key=value pair", ''],
    ['name=a,name=b', 'device name already set to a', 'name=b'],
    ['a/b=c,name=b', 'device name already set to a/b=c', 'name=b'],
    ['required=x', 'invalid value for required: x', 'x'],
    ['a,requird=1', "unexpected key 'requird' in 'requird=1' (did you mean required?)", 'requird=1'],
    ['a,Mame=b', "unexpected key 'mame' in 'Mame=b' (did you mean name?)", 'Mame=b'],
    ['a,other=b', "unexpected key 'other' in 'other=b'", 'other=b'],
  ])('%j', (value, message, place) => {
    const flag = flagOf('device', value);
    const { error } = readDevice(flag);
    expect(error?.message).toBe(message);
    expect(flag.show(error?.span)).toBe(place);
  });
});

test('keeps what stands before the error', () => {
  const { device } = readDevice(flagOf('device', 'required,a,b'));
  expect([device.name?.text, device.required]).toEqual(['a', true]);
});

test('a flag without a value says nothing', () => {
  expect(readDevice(flagOf('device', undefined))).toMatchObject({ device: { name: undefined }, error: undefined });
});

test('the first field that names something is the name', () => {
  const field = fc.constantFrom('a', 'a=b', 'required', 'required=1', 'x/y=z');
  fc.assert(
    fc.property(fc.array(field, { minLength: 1, maxLength: 4 }), (fields) => {
      const { device } = readDevice(flagOf('device', fields.join(',')));
      expect(device.name?.text).toBe(fields.find((text) => !text.startsWith('required')));
    }),
  );
});
