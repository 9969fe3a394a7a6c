// Names and numbers of signals, as STOPSIGNAL takes them (moby's `signal` package).

import { atoi } from './go/number.ts';
import { failure, type Result, success } from './go/result.ts';
import { toUpper } from './go/unicode.ts';
import { lazily } from './lazily.ts';

const numbers = lazily(
  (): ReadonlyMap<string, number> =>
    new Map([
      ['ABRT', 6],
      ['ALRM', 14],
      ['BUS', 7],
      ['CHLD', 17],
      ['CLD', 17],
      ['CONT', 18],
      ['FPE', 8],
      ['HUP', 1],
      ['ILL', 4],
      ['INT', 2],
      ['IO', 29],
      ['IOT', 6],
      ['KILL', 9],
      ['PIPE', 13],
      ['POLL', 29],
      ['PROF', 27],
      ['PWR', 30],
      ['QUIT', 3],
      ['SEGV', 11],
      ['STKFLT', 16],
      ['STOP', 19],
      ['SYS', 31],
      ['TERM', 15],
      ['TRAP', 5],
      ['TSTP', 20],
      ['TTIN', 21],
      ['TTOU', 22],
      ['URG', 23],
      ['USR1', 10],
      ['USR2', 12],
      ['VTALRM', 26],
      ['WINCH', 28],
      ['XCPU', 24],
      ['XFSZ', 25],
      ['RTMIN', 34],
      ...Array.from({ length: 15 }, (_, index) => [`RTMIN+${index + 1}`, 35 + index] as const),
      ...Array.from({ length: 14 }, (_, index) => [`RTMAX-${index + 1}`, 63 - index] as const),
      ['RTMAX', 64],
    ]),
);

/** The number of a signal: any integer but 0, or a name in any case, with or without `SIG`. */
export function parseSignal(text: string): Result<number> {
  const number = atoi(text);
  if (number.ok) return number.value === 0n ? failure(`invalid signal: ${text}`) : success(Number(number.value));
  const named = numbers().get(toUpper(text).replace(/^SIG/, ''));
  return named === undefined ? failure(`invalid signal: ${text}`) : success(named);
}
