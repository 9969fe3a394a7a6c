// What packages of distributions bring: compilers and headers, programs, users.

import { lazily, wordSet } from '../../syntax/lazily.ts';
import type { PackageFamily } from './system-packages.ts';

/** What a package is for, where it is only for building something else. */
export type BuildPackage = 'compiler' | 'headers' | 'build-tool';

/** As of November 2026, as packages are commonly named by Debian, Ubuntu, Alpine, Fedora and openSUSE; not read from their lists. */
const COMPILERS =
  /^(?:@development-tools|@"?development tools"?|alpine-sdk|base-devel|binutils|build-base|build-essential|cargo|clang(?:-?\d+)?|cpp|crossbuild-essential-\w+|g\+\+(?:-[\w-]+)?|gcc(?:-c\+\+|-gfortran|-[\w-]+)?|gfortran(?:-\d+)?|go|golang(?:-go|-bin|-[\d.]+)?|ldc|llvm(?:-?\d+)?|nasm|patterns-devel-\w+|rust|rustc|tcc|yasm)$/;
/** Run-time parts of compilers, which programs need. */
const NOT_COMPILERS = /^(?:gcc-\d+-base|gcc-\w+-base|cpp-\d+-doc|golang-\w*-doc)$|-(?:doc|docs|locales|runtime)$/;
const HEADERS = /(?:-dev|-devel|-headers)(?:-[\w.]+)?$|^(?:linux|kernel)-(?:headers|libc-dev)/;
const BUILD_TOOLS = wordSet(
  `ant autoconf automake autopoint autotools-dev bazel bison byacc ccache cmake cmake3 debhelper devscripts dh-autoreconf
  dh-make dh-python dpkg-dev fakeroot flex gperf gradle intltool libtool libtool-bin m4 make maven meson ninja ninja-build
  pkg-config pkgconf pkgconfig quilt re2c redhat-rpm-config rpm-build rpmdevtools samurai sbt scons swig`,
);

/** What `name` is good for, where that is building; undefined for what a running program may need, and for the unknown. */
export function buildPackage(name: string): BuildPackage | undefined {
  if (NOT_COMPILERS.test(name)) return undefined;
  if (BUILD_TOOLS().has(name)) return 'build-tool';
  if (HEADERS.test(name)) return 'headers';
  return COMPILERS.test(name) ? 'compiler' : undefined;
}

/** Packages whose programs have other names; the package's own name is a program only where it stands in the list below. */
const PROGRAMS = lazily(
  (): ReadonlyMap<string, string> =>
    new Map(
      Object.entries({
        'alpine-sdk': 'gcc g++ cc make git',
        apache2: 'apache2 apachectl',
        'apache2-utils': 'ab htpasswd',
        awscli: 'aws',
        'bind-tools': 'dig nslookup host',
        'bind-utils': 'dig nslookup host',
        'bind9-dnsutils': 'dig nslookup',
        'build-base': 'gcc g++ cc make patch',
        'build-essential': 'gcc g++ cc make dpkg-buildpackage',
        'ca-certificates': 'update-ca-certificates',
        cronie: 'crond crontab',
        'default-jdk': 'java javac',
        'default-jdk-headless': 'java javac',
        'default-jre': 'java',
        'default-jre-headless': 'java',
        'default-mysql-client': 'mysql mysqldump',
        dnsutils: 'dig nslookup',
        'docker-ce': 'dockerd',
        'docker-ce-cli': 'docker',
        'docker-cli': 'docker',
        'docker.io': 'docker dockerd',
        'gcc-c++': 'g++',
        'gettext-base': 'envsubst gettext',
        gnupg: 'gpg',
        gnupg2: 'gpg',
        'golang-go': 'go gofmt',
        imagemagick: 'convert identify',
        iproute: 'ip ss',
        iproute2: 'ip ss',
        'iputils-ping': 'ping',
        iputils: 'ping',
        'lsb-release': 'lsb_release',
        'mariadb-client': 'mariadb',
        'mariadb-server': 'mariadbd',
        maven: 'mvn',
        'mysql-client': 'mysql mysqldump',
        'mysql-server': 'mysqld',
        'net-tools': 'ifconfig netstat route',
        'netcat-openbsd': 'nc',
        'netcat-traditional': 'nc',
        nodejs: 'node',
        openssh: 'ssh scp ssh-keygen ssh-keyscan',
        'openssh-client': 'ssh scp ssh-keygen ssh-keyscan ssh-agent',
        'openssh-clients': 'ssh scp ssh-keyscan',
        'openssh-server': 'sshd',
        'p7zip-full': '7z 7za',
        passwd: 'useradd usermod groupadd groupmod chpasswd',
        'postgresql-client': 'psql pg_dump',
        procps: 'ps top free pgrep pkill',
        'procps-ng': 'ps top free pgrep pkill',
        'py3-pip': 'pip pip3',
        'python-is-python3': 'python',
        'python3-pip': 'pip3',
        'python3-venv': '',
        redis: 'redis-server redis-cli',
        'redis-server': 'redis-server',
        'redis-tools': 'redis-cli',
        ruby: 'ruby gem irb',
        rustc: 'rustc',
        shadow: 'useradd usermod groupadd groupmod chpasswd',
        'shadow-utils': 'useradd usermod groupadd groupmod',
        'software-properties-common': 'add-apt-repository',
        subversion: 'svn',
        supervisor: 'supervisord supervisorctl',
        'util-linux': 'setpriv runuser',
        'xz-utils': 'xz unxz',
      }),
    ),
);

/** Packages that bring a program of their own name, in every family that has them. */
const OF_SAME_NAME = wordSet(
  `aria2 autoconf automake bash bison bzip2 cargo ccache certbot clang cmake composer cpio cron curl dash dcron dnsmasq doas
  dumb-init ed emacs fakeroot ffmpeg file flex fping g++ gawk gcc gdb gettext gfortran git git-lfs gosu graphviz grep gzip
  haproxy htop httpd iptables jq less locales lsof lua5.3 m4 make memcached meson mosquitto nano nasm nginx nmap npm
  openssl openvpn parallel patch perl php pigz pkg-config pkgconf postfix pv python3 rclone rsync rsyslog ruby runit
  screen sed setpriv skopeo socat sqlite3 squid strace su-exec sudo supervisord swig tar tcpdump telnet tini tmux tor
  tree unrar unzip uwsgi varnish vim wget which whois xz yarn yasm yq zip zsh zstd`,
);

/** The programs that the package `name` is sure to bring; there may be others. */
export function programsOf(name: string): readonly string[] {
  const known = PROGRAMS().get(name);
  if (known !== undefined) return known.split(' ').filter((program) => program !== '');
  if (OF_SAME_NAME().has(name)) return [name];
  if (/^openjdk-\d+-jdk(?:-headless)?$|^java-[\d.]+-openjdk-devel$|^openjdk\d+(?:-jdk)?$/.test(name))
    return ['java', 'javac'];
  return /^openjdk-\d+-jre(?:-headless)?$|^java-[\d.]+-openjdk(?:-headless)?$|^openjdk\d+-jre(?:-headless)?$/.test(name)
    ? ['java']
    : [];
}

export interface AccountNames {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Packages that make a user with a group of the same name; by family where the names differ. */
const ACCOUNTS = lazily(
  (): ReadonlyMap<string, string | Readonly<Partial<Record<PackageFamily, string>>>> =>
    new Map(
      Object.entries({
        apache2: { apk: 'apache' },
        bind: { apk: 'named', rpm: 'named' },
        bind9: { apt: 'bind' },
        chrony: { apt: '_chrony', apk: 'chrony', rpm: 'chrony' },
        'clamav-daemon': { apt: 'clamav' },
        clamav: { apk: 'clamav' },
        dnsmasq: 'dnsmasq',
        dovecot: { apk: 'dovecot', rpm: 'dovecot' },
        'dovecot-core': { apt: 'dovecot' },
        elasticsearch: 'elasticsearch',
        grafana: 'grafana',
        haproxy: 'haproxy',
        httpd: { rpm: 'apache' },
        jenkins: 'jenkins',
        lighttpd: { apk: 'lighttpd', rpm: 'lighttpd' },
        mariadb: { apk: 'mysql' },
        'mariadb-server': { apt: 'mysql', rpm: 'mysql' },
        memcached: { apt: 'memcache', apk: 'memcached', rpm: 'memcached' },
        mosquitto: 'mosquitto',
        mysql: { apk: 'mysql' },
        'mysql-server': { apt: 'mysql', rpm: 'mysql' },
        nginx: { apk: 'nginx', rpm: 'nginx', zypper: 'nginx' },
        'openssh-server': { apt: 'sshd', rpm: 'sshd' },
        'php-fpm': { rpm: 'apache' },
        postfix: 'postfix',
        postgresql: { apt: 'postgres', apk: 'postgres' },
        'postgresql-server': { rpm: 'postgres', zypper: 'postgres' },
        prometheus: 'prometheus',
        'rabbitmq-server': 'rabbitmq',
        redis: { apk: 'redis', rpm: 'redis' },
        'redis-server': { apt: 'redis' },
        squid: { apk: 'squid', rpm: 'squid' },
        tomcat9: { apt: 'tomcat' },
        tomcat10: { apt: 'tomcat' },
        tor: { apt: 'debian-tor', apk: 'tor', rpm: 'toranon' },
        varnish: { apt: 'varnish', apk: 'varnish', rpm: 'varnish' },
        vsftpd: { apt: 'ftp', apk: 'vsftp' },
      }),
    ),
);

/** Packages that make only a group. */
const GROUPS: ReadonlyMap<string, string> = new Map([
  ['cron', 'crontab'],
  ['docker-ce', 'docker'],
  ['docker.io', 'docker'],
]);

/** The users and groups that the package `name` of a family is sure to make. */
export function accountsOf(name: string, family: PackageFamily): AccountNames {
  const base = /^(?:postgresql|tomcat)-?\d+$/.test(name) && family !== 'rpm' ? name.replace(/-?\d+$/, '') : name;
  const entry = ACCOUNTS().get(name) ?? ACCOUNTS().get(base);
  const user = typeof entry === 'string' ? entry : entry?.[family];
  const group = GROUPS.get(name);
  return { users: user === undefined ? [] : [user], groups: [user, group].filter((one) => one !== undefined) };
}

const DEBIAN = lazily((): AccountNames => ({
  users: words('root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc nobody _apt'),
  groups:
    words(`root daemon bin sys adm tty disk lp mail news uucp man proxy kmem dialout fax voice cdrom floppy tape sudo
    audio dip www-data backup operator list irc src shadow utmp video sasl plugdev staff games users nogroup`),
}));

const ALPINE = lazily((): AccountNames => ({
  users: words('root bin daemon lp sync shutdown halt mail news uucp cron ftp sshd games ntp guest nobody'),
  groups: words(`root bin daemon sys adm tty disk lp kmem wheel floppy mail news uucp cron audio cdrom dialout ftp sshd
    input tape video netdev kvm games shadow www-data users ntp abuild utmp ping nogroup nobody`),
}));

const FEDORA = lazily((): AccountNames => ({
  users: words('root bin daemon adm lp sync shutdown halt mail operator games ftp nobody'),
  groups: words('root bin daemon sys adm tty disk lp mem kmem wheel mail man games ftp lock audio users'),
}));

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/**
 * The users and groups that every image of `distribution` has from the start, by its name in the table of base images;
 * undefined for one that nobody here knows.
 */
export function distributionAccounts(distribution: string): AccountNames | undefined {
  switch (distribution) {
    case 'debian':
    case 'ubuntu':
      return DEBIAN();
    case 'alpine':
      return ALPINE();
    case 'almalinux':
    case 'amazonlinux':
    case 'centos':
    case 'fedora':
    case 'oraclelinux':
    case 'redhat':
    case 'rhel':
    case 'rockylinux':
    case 'ubi':
      return FEDORA();
    default:
      return undefined;
  }
}
