import { expect, test } from 'vitest';
import { deadServersIn, mayNameDeadServer } from '../../src/knowledge/dead-servers.ts';

const TODAY = '2026-11-21';

function textsIn(text: string, date = TODAY): readonly string[] {
  if (!mayNameDeadServer(text)) return [];
  return deadServersIn(text, date).map((server) => server.text);
}

test.each([
  ['gpg --keyserver hkp://p80.pool.sks-keyservers.net:80', 'p80.pool.sks-keyservers.net'],
  ['FROM docker.bintray.io/app', 'docker.bintray.io'],
  ['https://apt.kubernetes.io/ kubernetes-xenial', 'apt.kubernetes.io'],
  ['deb https://apt.dockerproject.org/repo', 'apt.dockerproject.org'],
  [
    'rpm -i https://dl.fedoraproject.org/pub/epel/epel-release-latest-6.noarch.rpm',
    'dl.fedoraproject.org/pub/epel/epel-release-latest-6',
  ],
  ['wget http://repo1.maven.org/maven2/a.jar', 'http://repo1.maven.org/maven2'],
  ['add-apt-repository ppa:jonathonf/python-3.6', 'ppa:jonathonf/python-3.6'],
  ['curl http://go.googlecode.com/files/go.tar.gz', 'go.googlecode.com/files'],
])('%s', (text, server) => {
  expect(textsIn(text)).toEqual([server]);
});

test.each([
  'https://repo1.maven.org/maven2/a.jar',
  'https://dl.fedoraproject.org/pub/epel/epel-release-latest-9.noarch.rpm',
  'https://packages.cloud.google.com/apt cloud-sdk main',
  'https://notbintray.com/a',
  'git://example.com/a',
])('%s is there', (text) => {
  expect(textsIn(text)).toEqual([]);
});

test('was there before', () => {
  expect(textsIn('https://dl.bintray.com/a', '2020-01-01')).toEqual([]);
});

test('reads long texts in linear time', () => {
  for (const part of ['a.', 'a-', '.', 'bintray', 'git:', 'a.a/']) {
    expect(deadServersIn(part.repeat(200_000), TODAY)).toEqual([]);
  }
}, 5000);
