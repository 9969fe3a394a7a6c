// Text without halves of characters, which neither UTF-8 nor XML nor a URI can hold.

const half = /\p{Cs}/gu;

/** Surrogates that have lost their other half become the replacement character. */
export function wellFormed(text: string): string {
  return text.replaceAll(half, '\ufffd');
}
