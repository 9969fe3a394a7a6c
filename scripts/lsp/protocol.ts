// Every request on a sample of Dockerfiles, at random places: no error, no slow answer, no place outside the document.

import { randomFrom } from '../random-numbers.ts';
import { modernEditor } from './client-capabilities.ts';
import { sampleOf } from './corpus.ts';
import { type Answered, Driver, placeAt } from './drive.ts';
import { Peer, slipwayServer } from './peer.ts';

export interface DriveOptions {
  /** That of the conformance data; undefined where there is none. */
  readonly folder: string | undefined;
  readonly seed: number;
  print(line: string): void;
}

/** In milliseconds: no answer takes more of a processor once the code is warm. */
const LONGEST = 100;
const WARM_UP = 30;
const PLACES = 3;
const SHOWN = 20;

/** What is wrong, a line each. */
export async function protocolTest(files: number, { folder, seed, print }: DriveOptions): Promise<readonly string[]> {
  const random = randomFrom(seed);
  const peer = new Peer(slipwayServer);
  const { capabilities } = await peer.start(modernEditor);
  const driver = new Driver(peer, capabilities);
  const texts = sampleOf(folder, files);
  const problems: string[] = [];
  const slow: Answered[] = [];
  const times = new Map<string, Answered[]>();
  for (const [index, text] of texts.entries()) {
    const uri = `file:///nowhere/${index}/Dockerfile`;
    peer.open(uri, text);
    for (let place = 0; place < PLACES; place++) {
      const offset = random.integer(text.length + 1);
      for (const answered of await driver.askAll(placeAt(uri, text, offset), text)) {
        problems.push(
          ...answered.problems.map((problem) => `file ${index}, offset ${offset}, ${answered.method}: ${problem}`),
        );
        if (index < WARM_UP) continue;
        if (answered.work > LONGEST) slow.push(answered);
        times.set(answered.method, [...(times.get(answered.method) ?? []), answered]);
      }
    }
    peer.close(uri);
  }
  const code = await peer.stop();
  if (code !== 0) problems.push(`the server ended with exit code ${code}`);
  problems.push(...peer.errors.map((error) => `logged: ${error}`));
  for (const [method, all] of times) print(`${method}: ${shownTimes(all)}`);
  const total = [...times.values()].reduce((sum, all) => sum + all.length, 0);
  print(
    `protocol: ${texts.length} files, ${total} answers, ${problems.length} problems, ${slow.length} over ${LONGEST} ms`,
  );
  return [
    ...problems.slice(0, SHOWN),
    ...slow.map(({ method, work }) => `${method} took ${work.toFixed(0)} ms of a processor`),
  ];
}

function shownTimes(answers: readonly Answered[]): string {
  const passed = percentiles(answers.map(({ milliseconds }) => milliseconds));
  const work = percentiles(answers.map((answer) => answer.work));
  return `median ${passed(0.5)} ms, p95 ${passed(0.95)} ms, longest ${passed(1)} ms; of a processor at most ${work(1)} ms`;
}

function percentiles(values: readonly number[]): (share: number) => string {
  const sorted = values.toSorted((a, b) => a - b);
  return (share) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
}
