// References as tests write them.

import { type ImageReference, parseImageReference } from '../../src/syntax/image-reference.ts';

export function reference(text: string): ImageReference {
  const result = parseImageReference(text);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
