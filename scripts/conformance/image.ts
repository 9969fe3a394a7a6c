// The suite `image`: configuration and history of the image that a file makes.

import { toOci } from '../../src/model/oci-image.ts';
import { difference } from './difference.ts';
import type { Context, DockerfileRecord } from './suite.ts';

export interface ImageRecord extends DockerfileRecord {
  readonly llb?: {
    readonly image: {
      readonly architecture: string;
      readonly os: string;
      readonly author?: string;
      readonly config: object;
      readonly history?: readonly object[] | null;
    };
  };
}

export function compareImage(record: ImageRecord, context: Context): string | undefined {
  if (record.llb === undefined) return undefined;
  const { error, image } = context.evaluated(record, 'build');
  if (error !== undefined) return `refused: ${error.message}`;
  if (image === undefined) return 'no image';
  const { architecture, os, author, config, history } = record.llb.image;
  const ours = toOci(image);
  return difference(
    { architecture, os, author, config, history },
    { architecture: ours.architecture, os: ours.os, author: ours.author, config: ours.config, history: ours.history },
  );
}
