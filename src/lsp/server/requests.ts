// Answers requests, whatever happens: what a feature throws is logged and answered, and the server goes on.

import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { UserError } from '../../user-error.ts';
import type { View } from '../view.ts';

interface OfDocument {
  readonly textDocument: { readonly uri: string };
}

interface AtPosition extends OfDocument {
  readonly position: { readonly line: number; readonly character: number };
}

export interface RequestSources {
  viewOf(uri: string): Promise<View | undefined>;
  /** Nothing is answered any more. */
  isShutDown(): boolean;
  logError(what: string, error: unknown): void;
}

type Handler<Params, Result> = (params: Params, token: CancellationToken) => Promise<Result>;

export class Requests {
  readonly #sources: RequestSources;

  constructor(sources: RequestSources) {
    this.#sources = sources;
  }

  /** About a place in a Dockerfile. `none` is the answer for what is no Dockerfile that is open. */
  at<Params extends AtPosition, Result>(
    name: string,
    none: Result,
    feature: (view: View, offset: number, params: Params) => Result,
  ): Handler<Params, Result> {
    return this.about(name, none, (view, params: Params) => {
      const offset = view.positions.offset(params.position);
      if (!Number.isInteger(offset)) throw new ResponseError(ErrorCodes.InvalidParams, 'the position is no position');
      return feature(view, offset, params);
    });
  }

  /** About a whole Dockerfile. */
  about<Params extends OfDocument, Result>(
    name: string,
    none: Result,
    feature: (view: View, params: Params) => Result | Promise<Result>,
  ): Handler<Params, Result> {
    return this.answer(name, async (params, token) => {
      const view = await this.#sources.viewOf(params.textDocument.uri);
      if (token.isCancellationRequested)
        throw new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
      return view === undefined ? none : feature(view, params);
    });
  }

  answer<Params, Result>(name: string, handle: Handler<Params, Result>): Handler<Params, Result> {
    return async (params, token) => {
      if (this.#sources.isShutDown())
        throw new ResponseError(ErrorCodes.InvalidRequest, 'the server has been shut down');
      try {
        return await handle(params, token);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        if (error instanceof UserError) throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
        this.#sources.logError(`${name} failed`, error);
        throw new ResponseError(
          ErrorCodes.InternalError,
          `${name} failed: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    };
  }
}
