// The annotations of OCI that images have as labels (image-spec, annotations.md).

import { CompletionItemKind } from 'vscode-languageserver';
import { type Candidate, plainText } from './offer.ts';

const PREFIX = 'org.opencontainers.image.';

const MEANINGS: Readonly<Record<string, string>> = {
  title: 'The name of the image for people.',
  description: 'What the software in the image does.',
  source: 'The address of the source code that the image is built from.',
  url: 'Where to find out more.',
  documentation: 'Where the documentation is.',
  version: 'The version of the packaged software.',
  revision: 'The commit of the source code.',
  created: 'When the image was built, as RFC 3339 has it: `2026-11-21T10:00:00Z`.',
  authors: 'Who is responsible for the image.',
  vendor: 'The organisation that gives it out.',
  licenses: 'The licences of the software, as an SPDX expression: `MIT`, `Apache-2.0 OR MIT`.',
  'ref.name': 'The name of the reference for a target.',
  'base.name': 'The reference of the image that this one is built on.',
  'base.digest': 'The digest of the image that this one is built on.',
};

export function labelCandidates(given: ReadonlySet<string>, hasValue: boolean): readonly Candidate[] {
  return Object.entries(MEANINGS).flatMap(([name, documentation]): readonly Candidate[] => {
    const label = PREFIX + name;
    if (given.has(label)) return [];
    const candidate = { label, kind: CompletionItemKind.Property, detail: plainText(documentation), documentation };
    return [hasValue ? candidate : { ...candidate, text: `${label}=`, snippet: `${label}="\${1}"` }];
  });
}
