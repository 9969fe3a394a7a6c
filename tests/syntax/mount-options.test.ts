import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failure, success } from '../../src/syntax/go/result.ts';
import { readMount } from '../../src/syntax/mount.ts';
import { evaluateMount, type ExpandValue, literalValue } from '../../src/syntax/mount-options.ts';
import { flagOf } from './flag-of.ts';

function evaluate(value: string, expand: ExpandValue = literalValue) {
  const flag = flagOf('mount', value);
  const { options, errors } = evaluateMount(readMount(flag).mount, expand);
  return { options, errors: errors.map(({ message, span }) => [message, flag.show(span)]) };
}

const nothing = {
  ...{ type: 'bind', from: '', source: '', target: '', id: '', readonly: true, required: false, sharing: undefined },
  ...{ size: undefined, mode: undefined, uid: undefined, gid: undefined, env: undefined },
};

describe('options', () => {
  test.each([
    ['target=/x', { target: '/x' }],
    ['type=BIND,src=.,dst=/x,rw', { source: '.', target: '/x', readonly: false }],
    ['target=/x,ro,rw', { target: '/x', readonly: false }],
    ['target=/x,rw=false', { target: '/x', readonly: true }],
    ['target=/x,readonly=0', { target: '/x', readonly: false }],
    ['target=/a,target=/b', { target: '/b' }],
    ['type=cache,target=/x', { type: 'cache', target: '/x', readonly: false }],
    ['type=cache,target=/x,ro', { type: 'cache', target: '/x', readonly: true }],
    [
      'type=cache,target=/x,id=a,from=b,sharing=Locked,mode=0755,uid=1,gid=2',
      {
        ...{ type: 'cache', target: '/x', readonly: false, id: 'a', from: 'b' },
        ...{ sharing: 'locked', mode: 0o755, uid: 1, gid: 2 },
      },
    ],
    ['type=tmpfs,target=/x,size=1.5k', { type: 'tmpfs', target: '/x', readonly: false, size: 1536n }],
    ['type=secret,id=a,env=A,required', { type: 'secret', id: 'a', env: 'A', required: true }],
    ['type=secret,target=/a,required=false', { type: 'secret', target: '/a' }],
    ['type=ssh', { type: 'ssh' }],
    ['type=ssh,mode=37777777777', { type: 'ssh', mode: 2 ** 32 - 1 }],
    ['type=secret,id=,source=a', { type: 'secret', source: 'a' }],
    ['type=secret,from=,id=a', { type: 'secret', id: 'a' }],
  ])('of %s', (value, expected) => {
    expect(evaluate(value)).toEqual({ options: { ...nothing, ...expected }, errors: [] });
  });
});

describe('errors', () => {
  test.each([
    ['type=foo', 'unsupported mount type "foo"', 'foo'],
    ['type=chace', 'unsupported mount type "chace" (did you mean cache?)', 'chace'],
    ['type=', 'unsupported mount type ""', ''],
    ['type=Binds', 'unsupported mount type "Binds" (did you mean bind?)', 'Binds'],
    ['type=sss', 'unsupported mount type "sss" (did you mean ssh?)', 'sss'],
    ['type=cache,sharing=lock', 'unsupported sharing value "lock" (did you mean locked?)', 'lock'],
    ['type=cache,sharing=', 'unsupported sharing value ""', ''],
    ['target', "invalid field 'target' must be a key=value pair", 'target'],
    ['target=/x,', "invalid field '' must be a key=value pair", ''],
    ['Read-Only', "invalid field 'Read-Only' must be a key=value pair", 'Read-Only'],
    ['foo=x', "unexpected key 'foo' in 'foo=x' (did you mean from?)", 'foo'],
    ['Targett=$x', "unexpected key 'targett' in 'Targett=$x' (did you mean target?)", 'Targett'],
    ['target =/x', "unexpected key 'target ' in 'target =/x' (did you mean target?)", 'target '],
    ['=v', "unexpected key '' in '=v' (did you mean id?)", ''],
    ['workdir=/x', "unexpected key 'workdir' in 'workdir=/x'", 'workdir'],
    ['"a,b=c"', "unexpected key 'a,b' in 'a,b=c'", 'a,b'],
    ['RO=', 'invalid value for ro: ', ''],
    ['readwrite=yes', 'invalid value for readwrite: yes', 'yes'],
    ['required', "unexpected key 'required' for mount type 'bind'", 'required'],
    ['required=true,type=secret,id=a', "unexpected key 'required' for mount type 'bind'", 'required'],
    ['type=secret,id=a,required=x', 'invalid value for required: x', 'x'],
    ['size=1,type=tmpfs', "unexpected key 'size' for mount type 'bind'", 'size'],
    ['type=tmpfs,size=1x', 'invalid value for size: 1x', '1x'],
    ['type=cache,mode=0o755', 'invalid value 0o755 for mode', '0o755'],
    ['type=cache,mode=888', 'invalid value 888 for mode', '888'],
    ['type=cache,uid=-1', 'invalid value -1 for uid', '-1'],
    ['type=cache,gid=root', 'invalid value root for gid', 'root'],
    ['mode=0755', 'mode not allowed for "bind" type mounts', 'mode=0755'],
    ['type=tmpfs,uid=0', 'uid not allowed for "tmpfs" type mounts', 'uid=0'],
    ['gid=0', 'gid not allowed for "bind" type mounts', 'gid=0'],
    ['sharing=shared', 'invalid cache sharing set for bind mount', 'sharing=shared'],
    ['type=ssh,sharing=shared', 'invalid cache sharing set for ssh mount', 'sharing=shared'],
    ['type=secret,id=a,from=b', 'secret mount should not have a from', 'from=b'],
    ['type=secret,id=a,sharing=shared', 'secret mount should not define sharing', 'sharing=shared'],
    ['type=secret', 'invalid secret mount. one of source, target required', '--mount=type=secret'],
    ['type=secret,env=A', 'invalid secret mount. one of source, target required', '--mount=type=secret,env=A'],
    ['type=secret,id=a,source=b', "both source and id can't be set", 'id=a'],
  ])('of %s', (value, message, place) => {
    expect(evaluate(value)).toEqual({ options: undefined, errors: [[message, place]] });
  });

  test('come in the order of the builder, each once', () => {
    expect(evaluate('foo=1,ro=x,gid=1,mode=1').errors.map(([message]) => message)).toEqual([
      "unexpected key 'foo' in 'foo=1' (did you mean from?)",
      'invalid value for ro: x',
      'mode not allowed for "bind" type mounts',
      'gid not allowed for "bind" type mounts',
    ]);
  });

  test('do not breed others', () => {
    expect(evaluate('type=foo,size=1,required,mode=1,sharing=shared').errors).toHaveLength(1);
    expect(evaluate('type=secret,target=a,mode=x').errors).toHaveLength(1);
  });
});

describe('values that are not known', () => {
  test.each(['type=$T,required,size=$S', 'target=$X', 'type=secret,id=$ID', 'type=cache,mode=$M', "id='a'", 'id=a\\b'])(
    'of %s raise nothing and leave the options open',
    (value) => {
      expect(evaluate(value)).toEqual({ options: undefined, errors: [] });
    },
  );

  test('do not hide the errors of others', () => {
    expect(evaluate('type=secret,id=$ID,from=a').errors).toEqual([['secret mount should not have a from', 'from=a']]);
    expect(evaluate('mode=$M').errors).toEqual([['mode not allowed for "bind" type mounts', 'mode=$M']]);
    expect(evaluate('type=ssh,sharing=$S').errors).toEqual([['invalid cache sharing set for ssh mount', 'sharing=$S']]);
  });

  test('do not count when a known one follows', () => {
    expect(evaluate('target=$X,target=/y').options).toEqual({ ...nothing, target: '/y' });
    expect(evaluate('type=secret,id=a,id=$ID,source=b').errors).toEqual([]);
  });
});

test('values are expanded, keys are not', () => {
  const expand: ExpandValue = ({ text }) => success(text.replace('$X', 'secret'));
  expect(evaluate('type=$X,target=/$X', expand).options).toMatchObject({ type: 'secret', target: '/secret' });
  expect(evaluate('$X=a', expand).errors).toEqual([["unexpected key '$x' in '$X=a' (did you mean id?)", '$X']]);
  expect(evaluate('ro=$X', expand).errors).toEqual([['invalid value for ro: secret', '$X']]);
});

test('an error of the expansion comes before those of the key and the value', () => {
  const expand: ExpandValue = ({ text }) => (text.includes('${') ? failure('bad word') : success(text));
  expect(evaluate('foo=${,target=/x', expand)).toEqual({ options: undefined, errors: [['bad word', '${']] });
  expect(evaluate('type=${,size=1', expand).errors).toEqual([['bad word', '${']]);
});

test('there are options or a reason why not', () => {
  const word = fc.constantFrom(
    'type',
    'secret',
    'cache',
    '=',
    '=',
    ',',
    ',',
    'target',
    'id',
    'a',
    '1',
    'required',
    '$X',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const value = words.join('');
      const { options, errors } = evaluate(value);
      if (!value.includes('$')) expect(options === undefined).toBe(errors.length > 0);
      if (options !== undefined) expect(errors).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
