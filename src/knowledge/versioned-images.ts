// Images that publish a tag for each of their versions, so that going without one leaves the version to the day of the build.

import type { ImageReference } from '../syntax/image-reference.ts';

/**
 * Names as people write them: Docker Hub's official images (docker-library/official-images at 37079fb336, 2026-08-21)
 * without the rolling distributions and those whose versions nobody notices, such as busybox; then images of other
 * publishers that are known to have a tag for each release.
 */
const VERSIONED_IMAGES: ReadonlySet<string> = new Set(
  `
  almalinux alpine amazoncorretto amazonlinux buildpack-deps caddy cassandra centos clojure composer couchdb debian docker
  drupal eclipse-temurin elasticsearch elixir erlang fedora flink fluentd gcc ghost golang gradle haproxy haskell httpd
  ibm-semeru-runtimes influxdb joomla jruby julia kibana kong logstash mariadb maven memcached mongo mysql nats neo4j
  nextcloud nginx node openjdk oraclelinux perl photon php postgres pypy python r-base rabbitmq redis redmine registry
  rockylinux ros ruby rust sapmachine solr sonarqube spark swift telegraf tomcat traefik ubuntu varnish wordpress

  grafana/grafana hashicorp/terraform jenkins/jenkins phusion/baseimage prom/prometheus pytorch/pytorch
  rockylinux/rockylinux selenium/base selenium/standalone-chrome selenium/standalone-firefox tensorflow/tensorflow

  mcr.microsoft.com/dotnet/aspnet mcr.microsoft.com/dotnet/runtime mcr.microsoft.com/dotnet/runtime-deps
  mcr.microsoft.com/dotnet/sdk quay.io/centos/centos quay.io/jupyter/base-notebook quay.io/jupyter/datascience-notebook
  quay.io/jupyter/minimal-notebook quay.io/jupyter/scipy-notebook quay.io/keycloak/keycloak
  `
    .trim()
    .split(/\s+/),
);

/** Where copies of the official images are. */
const OFFICIAL = /^(?:docker\.io\/library|mirror\.gcr\.io(?:\/library)?|public\.ecr\.aws\/docker\/library)\/(?=[^/]+$)/;

/** Whether an image, whatever its tag, is one that publishes a tag for each version. */
export function isVersionedImage({ registry, repository }: ImageReference): boolean {
  const name = `${registry}/${repository}`.replace(OFFICIAL, '').replace(/^docker\.io\//, '');
  return VERSIONED_IMAGES.has(name);
}
