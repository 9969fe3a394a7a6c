// The name under which the table has a repository.

import type { ImageReference } from '../../syntax/image-reference.ts';
import { officialPrefixes } from './names.ts';

/** `node` for Docker Hub's official image, its mirrors and its repositories for one architecture; `grafana/grafana`; `quay.io/…`. */
export function repositoryName({ registry, repository }: ImageReference): string {
  const name = `${registry}/${repository}`;
  const prefix = officialPrefixes.find((start) => name.startsWith(start) && !name.includes('/', start.length));
  if (prefix !== undefined) return name.slice(prefix.length);
  return registry === 'docker.io' ? repository : name;
}
