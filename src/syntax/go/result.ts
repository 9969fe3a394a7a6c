// What a function that mirrors a Go function with an error result gives back.

/** The value, or the text of the Go error. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: string };

/** A result that holds a value. */
export function success<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** A result that holds the text of a Go error. */
export function failure(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
