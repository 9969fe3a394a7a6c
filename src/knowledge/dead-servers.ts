// Servers of packages and keys that are gone, and what is in their place.

export interface DeadServer {
  /** As it stands in an address. */
  readonly text: string;
  /** The month in which it went. */
  readonly since: string;
  /** What to do. */
  readonly help: string;
}

interface Row extends Omit<DeadServer, 'text'> {
  readonly pattern: string;
}

/** From the announcements of those who ran them, as of November 2026. */
const ROWS: readonly Row[] = [
  {
    pattern: '(?:[\\w-]+\\.)*sks-keyservers\\.net',
    since: '2021-06',
    help: 'Take keys.openpgp.org or keyserver.ubuntu.com.',
  },
  { pattern: 'keys\\.gnupg\\.net', since: '2021-06', help: 'Take keys.openpgp.org or keyserver.ubuntu.com.' },
  {
    pattern: '(?:(?:dl|api)\\.)?bintray\\.com/|[\\w.-]+\\.bintray\\.io/',
    since: '2021-05',
    help: 'Bintray is shut down: the publisher of the package has another place for it.',
  },
  {
    pattern: '(?:apt|yum)\\.kubernetes\\.io',
    since: '2024-03',
    help: 'Take https://pkgs.k8s.io/core:/stable:/v1.34/deb/, or rpm in place of deb.',
  },
  {
    pattern: 'packages\\.cloud\\.google\\.com/(?:apt/? kubernetes|apt/dists/kubernetes|yum/repos/kubernetes)',
    since: '2024-03',
    help: 'Take https://pkgs.k8s.io/core:/stable:/v1.34/deb/, or rpm in place of deb.',
  },
  {
    pattern: '(?:apt|yum)\\.dockerproject\\.org',
    since: '2020-03',
    help: 'Take https://download.docker.com/linux/.',
  },
  {
    pattern: 'mirror(?:list)?\\.centos\\.org',
    since: '2024-07',
    help: 'Take https://vault.centos.org, or a system that is supported.',
  },
  {
    pattern:
      '(?:dl\\.fedoraproject\\.org|download\\.fedora(?:project)?\\.(?:org|redhat\\.com))/pub/epel/(?:epel-release-latest-)?[4567](?=[/.])',
    since: '2024-07',
    help: 'Take https://archives.fedoraproject.org/pub/archive/epel/, or a system that is supported.',
  },
  {
    pattern: 'http://(?:repo1\\.maven\\.org/maven2|repo\\.maven\\.apache\\.org/maven2|central\\.maven\\.org)',
    since: '2020-01',
    help: 'Take https://repo1.maven.org/maven2.',
  },
  { pattern: 'https://central\\.maven\\.org', since: '2020-01', help: 'Take https://repo1.maven.org/maven2.' },
  {
    pattern: 'git://github\\.com/',
    since: '2022-03',
    help: 'Write https:// in place of git://.',
  },
  {
    pattern: 'kubernetes-charts(?:-incubator)?\\.storage\\.googleapis\\.com',
    since: '2020-11',
    help: 'Take https://charts.helm.sh/stable.',
  },
  {
    pattern: '[\\w-]+\\.googlecode\\.com/(?:files|svn|git|hg)',
    since: '2016-01',
    help: 'Google Code is shut down: look for where the project went.',
  },
  {
    pattern: 'ppa:webupd8team/java',
    since: '2019-04',
    help: 'Take openjdk of the distribution, or an image that has Java.',
  },
  {
    pattern: 'ppa:jonathonf/[\\w.+-]+',
    since: '2023-01',
    help: 'Take the packages of the distribution; for Python there is ppa:deadsnakes/ppa.',
  },
];

const ANY = new RegExp(ROWS.map(({ pattern }) => `((?<![\\w.-])(?:${pattern}))`).join('|'), 'g');

export interface DeadServerUse extends DeadServer {
  /** Where it starts in the text. */
  readonly start: number;
}

/** What one of them has in its name. */
const HINT =
  /bintray|centos\.org|dockerproject|epel|git:\/\/|gnupg\.net|googlecode|kubernetes|maven|ppa:|sks-keyservers/;

/** Whether a look into `text` is worth it. */
export function mayNameDeadServer(text: string): boolean {
  return HINT.test(text);
}

/** The servers named in `text` that were gone on the day `date`. Linear. */
export function deadServersIn(text: string, date: string): readonly DeadServerUse[] {
  const found: DeadServerUse[] = [];
  for (const match of text.matchAll(ANY)) {
    const row = ROWS[match.slice(1).findIndex((group) => group !== undefined)];
    if (row !== undefined && row.since < date) {
      found.push({ text: match[0].replace(/\/$/, ''), since: row.since, help: row.help, start: match.index });
    }
  }
  return found;
}
