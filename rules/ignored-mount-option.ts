// RUN --mount=type=tmpfs,target=/tmp,id=scratch

import { defineRule } from '../src/lint/rule.ts';
import { canonicalKey } from '../src/syntax/mount.ts';

/** What BuildKit reads, refuses for no type, and then does not look at (dockerfile2llb, convert_runmount.go). */
const IGNORED: Readonly<Record<string, readonly string[]>> = {
  bind: ['id', 'env'],
  cache: ['env'],
  tmpfs: ['from', 'source', 'id', 'env'],
  secret: ['readonly', 'readwrite'],
  ssh: ['from', 'env', 'readonly', 'readwrite'],
};

export default defineRule({
  summary: 'A mount has an option that means nothing for its type.',
  why:
    'The builder refuses most options of the wrong type, but reads some and does nothing with them: what was to be ' +
    'shared, hidden or read-only is not. Often the type is missing, which makes the mount one of the type bind.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  tag: 'unnecessary',
  aliases: [],
  bad: [
    `
    FROM golang:1.25
    RUN --mount=target=/root/.cache,id=go go build ./...
                                    ^^^^^ "id" means nothing for a mount of the type bind
    `,
    `
    FROM debian:13
    RUN --mount=type=tmpfs,target=/data,source=/seed ls /data
                                        ^^^^^^^^^^^^ "source" means nothing for a mount of the type tmpfs
    `,
  ],
  good: [
    `
    FROM golang:1.25
    RUN --mount=type=cache,target=/root/.cache,id=go go build ./...
    RUN --mount=type=secret,id=token,env=TOKEN ./release.sh
    `,
  ],
  create: ({ report }) => ({
    Run({ mounts }) {
      for (const { type, fields } of mounts) {
        const kind = type === '' ? 'bind' : type.toLowerCase();
        const ignored = Object.hasOwn(IGNORED, kind) ? IGNORED[kind] : undefined;
        for (const { key, span } of fields) {
          if (ignored?.includes(canonicalKey(key)) !== true) continue;
          report({
            at: span,
            message: `"${key}" means nothing for a mount of the type ${kind}`,
            help: adviceFor(kind, canonicalKey(key)),
          });
        }
      }
    },
  }),
});

function adviceFor(type: string, option: string): string {
  if (option === 'env') return 'Only a secret is put into a variable: write type=secret, or remove the option.';
  if (type === 'bind') return 'A cache has a name, the files of a build have none: write type=cache, or remove it.';
  if (type === 'tmpfs') return 'It is empty at the start: write type=bind to see files, type=cache to keep some.';
  return 'Remove it.';
}
