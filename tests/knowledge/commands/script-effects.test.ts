import { expect, test } from 'vitest';
import { effectsIn } from '../../../src/knowledge/commands/script-effects.ts';
import { read } from '../../shell/scripts.ts';
import { effectsOfText, placeWith } from './places.ts';

test.each([
  ['cd /a && touch b', ['write /a/b']],
  ['cd /a; cd b; touch c', ['write /a/b/c']],
  ['cd /a || exit 1; touch b', ['write /a/b']],
  ['cd /a || { echo no; exit 1; }; touch b', ['write /a/b']],
  ['cd /a || cd /b; touch c', ['write c']],
  ['[ -d /a ] && cd /a; touch b', ['write b']],
  ['(cd /a && touch b); touch c', ['write /a/b', 'write /work/c']],
  ['{ cd /a; }; touch b', ['write /a/b']],
  ['if x; then cd /a; touch b; fi; touch c', ['write /a/b', 'write c']],
  ['for d in a b; do cd $d; touch c; cd ..; done', ['write c']],
  ['for d in a b; do touch c; done', ['write /work/c']],
  ['for d in a b; do (cd /x && touch c); done; touch e', ['write /x/c', 'write /work/e']],
  ['cd "$D" && touch b && cd /c && touch d', ['write b', 'write /c/d']],
  ['cd - && touch a', ['write a']],
  ['cd && touch a', ['write /root/a']],
  ['cd /a & touch b', ['write /work/b']],
  ['cd /a | touch b', ['write /work/b']],
  ['sudo cd /a; touch b', ['write b']],
  ['f() { cd /a; touch b; }; f; touch c', ['write /a/b', 'write c']],
  ['x=$(cd /a && touch b); touch c', ['write /a/b', 'write /work/c']],
  ["sh -c 'cd /a; touch b'; touch c", ['write /a/b', 'write /work/c']],
  ['A=/x; touch $A/y', ['write /x/y']],
  ['export V=1 && touch a-$V', ['write /work/a-1']],
  ['A=1; A=2; touch $A', ['write $A']],
  ['if x; then A=1; fi; touch a$A', ['write /work/a$A']],
  ['A=/x B=$A/y; touch $B', ['write $B']],
  ['A=/x; B=$A/y; touch $B', ['write /x/y']],
  ['T=$(mktemp -d); touch $T/a', ['write $T/a']],
  ['for A in 1 2; do touch a$A; done', ['write /work/a$A']],
])('%s', (text, expected) => {
  expect(effectsOfText(text)).toEqual(expected);
});

test('an answer is kept for its place', () => {
  const script = read('touch a');
  const place = placeWith();
  expect(effectsIn(script, place)).toBe(effectsIn(script, place));
  expect(effectsIn(script, placeWith())).not.toBe(effectsIn(script, place));
});
