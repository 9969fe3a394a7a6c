// The variables by which images are set up when a container starts.

import type { OriginImage } from '../model/model.ts';
import { repositoryName } from './base-images/repository-name.ts';

/** By repository, from the documentation of the images, as of November 2026. */
const NAMES: ReadonlyMap<string, RegExp> = new Map([
  ['couchdb', /^COUCHDB_(?:USER|PASSWORD|SECRET)$/],
  ['elasticsearch', /^ELASTIC_PASSWORD$/],
  ['grafana/grafana', /^GF_[A-Z0-9_]+$/],
  ['influxdb', /^DOCKER_INFLUXDB_INIT_[A-Z_]+$/],
  ['mariadb', /^(?:MARIADB|MYSQL)_(?:ROOT_PASSWORD|USER|PASSWORD|DATABASE)$/],
  ['mcr.microsoft.com/mssql/server', /^(?:MSSQL_)?SA_PASSWORD$/],
  ['minio/minio', /^MINIO_ROOT_(?:USER|PASSWORD)$/],
  ['mongo', /^MONGO_INITDB_(?:ROOT_USERNAME|ROOT_PASSWORD|DATABASE)$/],
  ['mysql', /^MYSQL_(?:ROOT_PASSWORD|USER|PASSWORD|DATABASE)$/],
  ['neo4j', /^NEO4J_AUTH$/],
  ['postgres', /^POSTGRES_(?:USER|PASSWORD|DB)$/],
  ['rabbitmq', /^RABBITMQ_DEFAULT_(?:USER|PASS|VHOST)$/],
  ['wordpress', /^WORDPRESS_(?:DB_[A-Z]+|[A-Z_]+_KEY|[A-Z_]+_SALT)$/],
]);

/** Whether the entrypoint of the image reads the variable `name` from the environment of a container. */
export function isReadAtStart(name: string, origin: OriginImage): boolean {
  return origin.kind === 'image' && NAMES.get(repositoryName(origin.reference))?.test(name) === true;
}
