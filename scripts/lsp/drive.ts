// Asks a server everything about one place in a document, and looks at each answer.

import { LSPErrorCodes, type Position, ResponseError, type ServerCapabilities } from 'vscode-languageserver/node';
import type { Peer } from './peer.ts';
import { documentRequests, type Place } from './requests.ts';
import { placesOutside } from './ranges.ts';

export interface Answered {
  readonly method: string;
  readonly milliseconds: number;
  /** What the server worked for it: on a busy machine less than passed. */
  readonly work: number;
  readonly answer: unknown;
  /** What is wrong with the answer. */
  readonly problems: readonly string[];
}

/** Asks for each request that the server says it answers, and for what follows from the answers. */
export class Driver {
  readonly #peer: Peer;
  readonly #capabilities: ServerCapabilities;

  constructor(peer: Peer, capabilities: ServerCapabilities) {
    this.#peer = peer;
    this.#capabilities = capabilities;
  }

  async askAll(place: Place, text: string): Promise<readonly Answered[]> {
    const all: Answered[] = [];
    const ask = async (method: string, params: object): Promise<unknown> => {
      const answered = await this.ask(method, params, text);
      all.push(answered);
      return answered.answer;
    };
    for (const { method, needs, params: paramsAt } of documentRequests) {
      if (needs !== undefined && this.#capabilities[needs] === undefined) continue;
      const answer = await ask(method, paramsAt(place));
      if (method === 'textDocument/completion') await this.#resolveFirst(answer, ask);
      if (method === 'textDocument/prepareRename' && answer !== null) await ask('textDocument/rename', renaming(place));
      if (method === 'textDocument/prepareCallHierarchy' && Array.isArray(answer)) {
        for (const item of answer) {
          await ask('callHierarchy/incomingCalls', { item });
          await ask('callHierarchy/outgoingCalls', { item });
        }
      }
      if (method === 'textDocument/semanticTokens/full') {
        const previousResultId = property(answer, 'resultId');
        const params = { textDocument: { uri: place.uri }, previousResultId };
        if (previousResultId !== undefined) await ask('textDocument/semanticTokens/full/delta', params);
      }
    }
    if (this.#capabilities.workspaceSymbolProvider !== undefined) await ask('workspace/symbol', { query: 'b' });
    return all;
  }

  async ask(method: string, params: object, text: string): Promise<Answered> {
    const [start, busy] = [performance.now(), this.#peer.busyMilliseconds()];
    const cost = (): Pick<Answered, 'milliseconds' | 'work'> => {
      const milliseconds = performance.now() - start;
      const after = this.#peer.busyMilliseconds();
      return { milliseconds, work: busy === undefined || after === undefined ? milliseconds : after - busy };
    };
    try {
      const answer: unknown = await this.#peer.connection.sendRequest(method, params);
      return { method, ...cost(), answer, problems: placesOutside(answer, text) };
    } catch (error) {
      // A name that cannot be taken is answered by saying so.
      const isRefusal = error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed;
      const isFine = isRefusal && method === 'textDocument/rename';
      return { method, ...cost(), answer: null, problems: isFine ? [] : [String(error)] };
    }
  }

  async #resolveFirst(answer: unknown, ask: (method: string, params: object) => Promise<unknown>): Promise<void> {
    const items = property(answer, 'items') ?? answer;
    const [first]: unknown[] = Array.isArray(items) ? items : [];
    const { completionProvider } = this.#capabilities;
    if (completionProvider?.resolveProvider === true && typeof first === 'object' && first !== null) {
      await ask('completionItem/resolve', first);
    }
  }
}

/** An offset of a text as a place that a client would name in UTF-16. */
export function placeAt(uri: string, text: string, offset: number): Place {
  const position = positionAt(text, offset);
  const end = positionAt(text, text.length);
  const next = positionAt(text, Math.min(text.length, offset + 200));
  return { uri, position, range: { start: position, end: next }, end };
}

export function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function renaming({ uri, position }: Place): object {
  return { textDocument: { uri }, position, newName: 'renamed_by_test' };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
