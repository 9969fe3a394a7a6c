// What the extension and the page with a picture say to each other.

/** To the page. */
export type PictureMessage =
  | { readonly kind: 'show'; readonly svg: string; readonly summary: string }
  | { readonly kind: 'fail'; readonly reason: string }
  /** The steps at the cursor; the first one is brought into view. */
  | { readonly kind: 'select'; readonly steps: readonly string[] };

/** From the page. */
export type PageMessage =
  /** The page listens from now on. */
  { readonly kind: 'ready' } | { readonly kind: 'open'; readonly step: string };
