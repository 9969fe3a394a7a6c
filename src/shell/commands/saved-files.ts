// Under which names curl and wget save what they fetch.

import { fileName } from '../file-name.ts';
import { hasOption } from '../options.ts';
import type { ShellWord } from '../tree.ts';
import type { Fetch } from './fetchers.ts';

export interface SavedFile {
  readonly url: ShellWord;
  /** As written; undefined where the server names the file, or a variable the whole URL. */
  readonly path: string | undefined;
}

/** The files of a command, one for each of its URLs; not what goes to the standard output or to a device. */
export function savedFiles({ urls, outputs, options }: Fetch): readonly SavedFile[] {
  const isNamedByServer = hasOption(options, '-J', '--remote-header-name', '--content-disposition');
  return urls.flatMap((url, index) => {
    const output = outputs[index] ?? outputs.at(-1);
    switch (output?.kind) {
      case 'file':
        return output.path?.startsWith('/dev/') === true ? [] : [{ url, path: output.path ?? givenPath(output.word) }];
      case 'remote-name':
        return [{ url, path: isNamedByServer ? undefined : remoteName(url) }];
      case 'stdout':
      case undefined:
        return [];
      default:
        return output satisfies never;
    }
  });
}

/** The path in a word that may be the option too: `-o$FILE`, `--output=$FILE`. */
function givenPath(word: ShellWord | undefined): string | undefined {
  return word?.text.replace(/^(?:--[a-z-]+=|-[A-Za-z#]*?[oO])/, '');
}

function remoteName({ text }: ShellWord): string | undefined {
  const end = text.search(/[?#]/);
  const name = fileName(end === -1 ? text : text.slice(0, end));
  return /^\$\w+$/.test(name) ? undefined : name;
}
