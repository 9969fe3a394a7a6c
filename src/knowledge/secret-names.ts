// Variables that are called like a secret and hold none.

/** Names of keys that everybody may see: fingerprints of those who sign packages, public halves. */
const PUBLIC = /(?:gpg|pgp)_?keys?(?:_|$)|keys?_(?:id|name|alias|path|url)|public|_dont_|__key$/i;

/** Texts that are no secret: nothing, switches and numbers, paths and addresses, fingerprints. */
const HARMLESS =
  /^(?:|true|false|yes|no|on|off|none|null|\d{1,3}|(?:\$\{?\w+\}?\/|[~/.])[^\s]*|https?:\/\/[^@]*|(?:0x)?[\dA-F ]{8,})$/i;

/** Whether a variable that BuildKit takes for a secret holds what everybody may see, by its name. */
export function isPublicName(name: string): boolean {
  return PUBLIC.test(name);
}

/** What stands in the place of a secret until somebody has one; `password` is one that works. */
const STAND_IN =
  /^(?:[x*.]+|[0-]+|<.*>|change-?me|dummy|ignored|unused|(?:my|your|some)[-_]?(?:\w+[-_])?(?:key|pass|password|secret|token)|test)$|\bnot[-_]a[-_]secret/i;

/** Whether nobody would keep `value` secret. */
export function isHarmlessValue(value: string): boolean {
  return HARMLESS.test(value) || STAND_IN.test(value);
}
