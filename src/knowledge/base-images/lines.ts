// The lines of the table. In the bundle, `rolldown.config.ts` makes them a file of its own, which the first call reads.

import { repositories, shared } from './table.ts';

export function tableLines(): { readonly shared: string; readonly repositories: string } {
  return { shared, repositories };
}
