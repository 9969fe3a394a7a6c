// Images that publish a tag for each of their versions, so that going without one leaves the version to the day of the build.

import type { ImageReference } from '../syntax/image-reference.ts';
import { wordSet } from '../syntax/lazily.ts';
import { repositoryName } from './base-images/repository-name.ts';

/**
 * Whose next version may want other programs, settings or data: languages, databases, applications. Names as people write
 * them: Docker Hub's official images (docker-library/official-images at 37079fb336, 2026-08-21), then other publishers
 * known to have a tag for each release.
 */
const DEMANDING_IMAGES = wordSet(`
  amazoncorretto cassandra clojure couchdb drupal eclipse-temurin elasticsearch elixir erlang flink fluentd gcc ghost
  golang gradle haskell ibm-semeru-runtimes influxdb joomla jruby julia kibana kong logstash mariadb maven mongo mysql
  neo4j nextcloud node openjdk perl php postgres pypy python r-base rabbitmq redis redmine ros ruby rust sapmachine solr
  sonarqube spark swift tomcat traefik wordpress

  grafana/grafana hashicorp/terraform jenkins/jenkins pytorch/pytorch tensorflow/tensorflow
  mcr.microsoft.com/dotnet/aspnet mcr.microsoft.com/dotnet/runtime mcr.microsoft.com/dotnet/runtime-deps
  mcr.microsoft.com/dotnet/sdk quay.io/jupyter/base-notebook quay.io/jupyter/datascience-notebook
  quay.io/jupyter/minimal-notebook quay.io/jupyter/scipy-notebook quay.io/keycloak/keycloak
`);

const DISTRIBUTIONS = wordSet(`
  almalinux alpine amazonlinux buildpack-deps debian fedora oraclelinux phusion/baseimage photon rockylinux
  rockylinux/rockylinux ubuntu
`);

/** Whose next version does what the last one did. */
const STEADY_IMAGES = wordSet(`
  caddy composer docker haproxy httpd memcached nats nginx registry telegraf varnish

  prom/prometheus selenium/base selenium/standalone-chrome selenium/standalone-firefox
`);

/** Whether an image, whatever its tag, is one that publishes a tag for each version. */
export function isVersionedImage(image: ImageReference): boolean {
  return isDemandingImage(image) || isDistribution(image) || STEADY_IMAGES().has(repositoryName(image));
}

/** Whether programs, settings or data that fit one version of an image may not fit the next. */
export function isDemandingImage(image: ImageReference): boolean {
  return DEMANDING_IMAGES().has(repositoryName(image));
}

/** Whether the image is of a compiler that promises to build what older versions of it built: Go 1 does. */
export function buildsOlderSources(image: ImageReference): boolean {
  return repositoryName(image) === 'golang';
}

/** Whether an image is a distribution whose releases have other packages. */
export function isDistribution(image: ImageReference): boolean {
  return DISTRIBUTIONS().has(repositoryName(image));
}
