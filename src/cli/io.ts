// What a command may touch of the process: its folder, its environment, its three streams.

import { fstatSync, statSync, writeSync } from 'node:fs';
import { reasonOf } from '../context/text-file.ts';
import { UserError } from '../user-error.ts';
import type { PrivateFolder } from './cache-folder.ts';

export interface Output {
  /** Returns when everything is written. What is written after the reader has gone is lost without a word. */
  write(text: string): void;
  /** Its width where it is a terminal, otherwise undefined. */
  terminalWidth(): number | undefined;
}

export interface Io {
  readonly workingFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readStdin(): Promise<string>;
  /** As `2026-11-21`, by the clock of UTC. */
  today(): string;
  /** Where to keep what the next run would have to find out again; undefined where nothing can be kept. */
  readonly kept?: PrivateFolder | undefined;
  /** Has what V8 makes of the code in this run kept for the next ones. */
  keepCompiledCode(): void;
}

/** The real process. */
export function processIo(keepCompiledCode: () => void, kept?: PrivateFolder): Io {
  return {
    workingFolder: process.cwd(),
    environment: process.env,
    stdout: outputTo(1),
    stderr: outputTo(2),
    readStdin,
    today: () => new Date().toISOString().slice(0, '2026-11-21'.length),
    kept,
    keepCompiledCode,
  };
}

function outputTo(descriptor: 1 | 2): Output {
  let isOpen = true;
  return {
    write(text) {
      isOpen &&= writeAll(descriptor, Buffer.from(text));
    },
    // Making `process.stdout` takes longer than linting a file, so it is left alone where it cannot be a terminal.
    terminalWidth() {
      if (!mayBeTerminal(descriptor)) return undefined;
      const { isTTY, columns } = descriptor === 1 ? process.stdout : process.stderr;
      return isTTY ? columns : undefined;
    },
  };
}

/** False when the reader has gone. */
function writeAll(descriptor: 1 | 2, bytes: Buffer): boolean {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') throw notWritten(descriptor, error);
      waitForReader();
    }
  }
  return true;
}

/** Such as a disk that is full. */
function notWritten(descriptor: 1 | 2, error: unknown): UserError {
  const name = descriptor === 1 ? 'output' : 'error';
  return new UserError(`cannot write to standard ${name}: ${reasonOf(error)}`, { cause: error });
}

/** A pipe that another process has made non-blocking is full. */
function waitForReader(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

function mayBeTerminal(descriptor: number): boolean {
  const stream = fstatSync(descriptor);
  return stream.isCharacterDevice() && stream.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
}

async function readStdin(): Promise<string> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) text += String(chunk);
  return text;
}
