// Random edits: what the server says of a document that was edited is what it says of one opened with that text.

import { isDeepStrictEqual } from 'node:util';
import { type Random, randomFrom } from '../random-numbers.ts';
import { modernEditor } from './client-capabilities.ts';
import { sampleOf } from './corpus.ts';
import { Driver, placeAt, positionAt } from './drive.ts';
import { Peer, slipwayServer } from './peer.ts';
import type { DriveOptions } from './protocol.ts';

/** Of so many edits of one document, the last is compared in everything, the others in what is wrong. */
const ROUND = 20;
const FILES = 200;
const LARGEST_FILE = 20_000;
/** By so much the memory may grow from the second quarter of the edits to the last: until then code and heap warm up. */
const GROWTH = 1.3;
const pieces: readonly [string, ...string[]] = [
  'FROM ',
  ...['RUN ', 'COPY --from=', 'ENV A=', 'ARG ', '\n', '\r\n', ' \\\n', '# ', '$A', '${A:-', '}', '"', "'", '<<EOF\n'],
  ...['EOF\n', ' AS build', 'é', '🐳', '[', ']', '--mount=type=cache,', 'apt-get install -y curl', ' && ', '\t', '`'],
];

interface Edited {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is wrong, a line each. */
export async function editTest(edits: number, { folder, seed, print }: DriveOptions): Promise<readonly string[]> {
  const random = randomFrom(seed);
  const peer = new Peer(slipwayServer);
  const { capabilities } = await peer.start(modernEditor);
  const driver = new Driver(peer, capabilities);
  const texts = sampleOf(folder, FILES).filter(({ length }) => length < LARGEST_FILE);
  const problems: string[] = [];
  const memory: number[] = [];
  for (let done = 0; done < edits && problems.length === 0; done += ROUND) {
    const text = texts[(done / ROUND) % texts.length] ?? '';
    problems.push(...(await editRound(text, random, { peer, driver, name: `${done}` })));
    memory.push(peer.residentBytes() ?? 0);
  }
  await peer.stop();
  const quarters = [0, 1, 2, 3].map((quarter) => Math.max(...quarterOf(memory, quarter)));
  const [, second = 0, , last = 0] = quarters;
  print(`edits: ${edits}, ${problems.length} differences, memory by quarters ${quarters.map(megabytes).join(', ')}`);
  if (last > second * GROWTH) problems.push(`memory grew from ${megabytes(second)} to ${megabytes(last)}`);
  return problems.map((problem) => `seed ${seed}, ${problem}`);
}

interface Round {
  readonly peer: Peer;
  readonly driver: Driver;
  readonly name: string;
}

async function editRound(start: string, random: Random, { peer, driver, name }: Round): Promise<readonly string[]> {
  const edited = `file:///nowhere/edited/${name}/Dockerfile`;
  const opened = `file:///nowhere/opened/${name}/Dockerfile`;
  let text = start;
  peer.open(edited, text);
  for (let edit = 1; edit <= ROUND; edit++) {
    const { start: from, end, text: added } = randomEdit(text, random);
    const range = { start: positionAt(text, from), end: positionAt(text, end) };
    const contentChanges = [{ range, text: added }];
    const textDocument = { uri: edited, version: edit + 1 };
    void peer.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
    text = text.slice(0, from) + added + text.slice(end);
    peer.open(opened, text);
    const offset = random.integer(text.length + 1);
    const [after, fresh] = await Promise.all(
      [edited, opened].map(async (uri) => {
        const place = placeAt(uri, text, offset);
        const asked =
          edit === ROUND
            ? await driver.askAll(place, text)
            : [await driver.ask('textDocument/diagnostic', { textDocument: { uri } }, text)];
        // That one is about all documents.
        const ofDocument = asked.filter(({ method }) => method !== 'workspace/symbol');
        return ofDocument.map(({ method, answer, problems }) => ({
          method,
          problems,
          answer: comparable(answer, uri),
        }));
      }),
    );
    peer.close(opened);
    const problem = after?.flatMap(({ method, problems }) => problems.map((each) => `${method}: ${each}`))[0];
    if (problem !== undefined) return [`document ${name}, edit ${edit}: ${problem}`];
    const different = after?.find((one, index) => !isDeepStrictEqual(one, fresh?.[index]));
    if (different !== undefined)
      return [`document ${name}, edit ${edit}: ${different.method} differs from that of the same text opened`];
  }
  peer.close(edited);
  return [];
}

/** Neither within a character nor within a line ending, where a client cannot be. */
function randomEdit(text: string, random: Random): Edited {
  const start = boundary(text, random.integer(text.length + 1));
  const end = boundary(text, Math.min(text.length, start + random.integer(random.chance(10) ? 200 : 6)));
  const count = random.integer(3);
  return { start, end: Math.max(start, end), text: Array.from({ length: count }, () => random.pick(pieces)).join('') };
}

function boundary(text: string, offset: number): number {
  const [before = 0, after = 0] = [text.charCodeAt(offset - 1), text.charCodeAt(offset)];
  const isInside = (before === 13 && after === 10) || (before >= 0xd800 && before < 0xdc00);
  return isInside ? offset - 1 : offset;
}

/** Without what tells one document from the other. */
function comparable(answer: unknown, uri: string): unknown {
  const text = JSON.stringify(answer ?? null, (key, value: unknown) =>
    key === 'resultId' || key === 'version' ? undefined : value,
  );
  const folder = uri.slice(0, uri.lastIndexOf('/'));
  const parsed: unknown = JSON.parse(text.replaceAll(folder, 'file:///nowhere'));
  return parsed;
}

function quarterOf<Item>(items: readonly Item[], quarter: number): readonly Item[] {
  const at = (part: number): number => Math.floor((part * items.length) / 4);
  return items.slice(at(quarter), Math.max(at(quarter + 1), at(quarter) + 1));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
