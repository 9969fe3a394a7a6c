// The base image of the recorded answers: every reference is found, and all are alike.

import { createHash } from 'node:crypto';
import type { ImageSource } from '../../src/model/image-source.ts';
import { fromOci } from '../../src/model/oci-image.ts';

const image = fromOci({
  architecture: 'amd64',
  os: 'linux',
  config: {
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Cmd: ['/bin/base-cmd'],
  },
  rootfs: { type: 'layers', diff_ids: [`sha256:${'1'.repeat(64)}`] },
});

export const standInImages: ImageSource = {
  lookup: ({ normalized }) => ({ kind: 'found', image, digest: `sha256:${sha256(`base:${normalized}`)}` }),
};

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
