// What programs need to run as: those that need root, those that give it up themselves, and what hands over to another user.

import { packageCommand } from '../../shell/commands/package-managers.ts';
import type { PackageManager } from '../../shell/commands/package-tools.ts';
import { hasOption, parseOptions } from '../../shell/options.ts';
import type { Command, ShellScript } from '../../shell/tree.ts';

/**
 * `drops`: started by root, it does its work as another user that its configuration names. `needs-root`: what it is for is only
 * possible as root. `refuses-root`: it does not start as root. A port below 1024 is no reason: containers may bind them as
 * any user.
 */
export type Privileges = 'drops' | 'needs-root' | 'refuses-root';

/** As of November 2026, from the manuals and default configurations of the programs. */
const PRIVILEGES: ReadonlyMap<string, Privileges> = new Map([
  ...programs(
    'drops',
    `apache2 apache2-foreground apache2ctl apachectl avahi-daemon chronyd clamd dnsmasq dovecot exim exim4 haproxy httpd
    httpd-foreground icecast2 lighttpd master named nginx ntpd nsd openresty opendkim php-fpm php-fpm7 php-fpm8 postfix
    privoxy proftpd pure-ftpd rabbitmq-server slapd squid sshguard stunnel tor unbound varnishd vsftpd zabbix_server
    zabbix_agentd`,
  ),
  ...programs(
    'needs-root',
    `atd autofs automount bird charon containerd cron crond cupsd dcron dockerd fcron incusd init ipsec iptables keepalived
    lxd my_init nfsd nmbd openrc-init openvpn pppd rpc.mountd rpcbind rsyslogd runit runsvdir
    runsvdir-start s6-svscan smbd sshd sssd strongswan systemd
    tailscaled udevd wg-quick winbindd xinetd xl2tpd`,
  ),
  ...programs('refuses-root', 'elasticsearch initdb opensearch postgres pg_ctl'),
]);

function programs(privileges: Privileges, names: string): [string, Privileges][] {
  return names.split(/\s+/).map((name) => [name, privileges]);
}

/** What the program `name` (`php-fpm8.3` too) needs to run as; undefined where that is not known or does not matter. */
export function privilegesOf(name: string): Privileges | undefined {
  return PRIVILEGES.get(name) ?? PRIVILEGES.get(name.replace(/[\d.]+$/, ''));
}

/** What starts a program as another user. */
const STEPPING_DOWN: ReadonlySet<string> = new Set(
  'chpst gosu runuser s6-applyuidgid s6-setuidgid s6-envuidgid setpriv setuidgid su su-exec'.split(' '),
);

/** Whether `command` goes on as another user than root: `gosu app node`, `setpriv --reuid=1000`, `su app -c …`, `sudo -u app`. */
export function stepsDown(command: Command): boolean {
  const { name = '', args, wrappers, words } = command;
  const isWrapped = wrappers.some((wrapper) => STEPPING_DOWN.has(wrapper));
  if (isWrapped || STEPPING_DOWN.has(name)) return true;
  if (wrappers.includes('sudo'))
    return words.some(({ literalPrefix }) => /^(?:-[A-Za-z]*u|--user\b)/.test(literalPrefix));
  if (name === 'chroot') return args.some(({ literalPrefix }) => literalPrefix.startsWith('--userspec'));
  return name === 'start-stop-daemon' && hasOption(parseOptions(args, { withValue: new Set(['-c']) }), '-c', '--chuid');
}

/** Whether a script, such as an entrypoint, hands over to another user somewhere. */
export function dropsPrivileges({ commands }: ShellScript): boolean {
  return commands.some(stepsDown);
}

/** Commands that change what only root may change, whatever their arguments. */
const FOR_ROOT: ReadonlySet<string> = new Set(
  `add-apt-repository addgroup adduser apt-key apt-mark chpasswd dpkg-reconfigure groupadd groupmod ldconfig locale-gen mount
  setcap update-alternatives update-ca-certificates useradd usermod visudo`.split(/\s+/),
);

/** Whether `command` fails for every user but root, in an image whose system files belong to root. */
export function needsRoot(command: Command): boolean {
  const { name, args, wrappers } = command;
  if (
    name === undefined ||
    wrappers.some((wrapper) => wrapper === 'sudo' || wrapper === 'doas' || wrapper === 'fakeroot')
  ) {
    return false;
  }
  if (args.some(({ value }) => value === '--help' || value === '--version')) return false;
  if (FOR_ROOT.has(name)) return true;
  if (name === 'dpkg' || name === 'rpm') {
    return hasOption(parseOptions(args, { withValue: new Set() }), '-i', '-U', '--install', '--upgrade', '--configure');
  }
  const found = packageCommand(command);
  if (found === undefined || found.action === 'other' || !SYSTEM_MANAGERS.has(found.manager)) return false;
  return !hasOption(found.options, ...ELSEWHERE);
}

const SYSTEM_MANAGERS: ReadonlySet<PackageManager> = new Set<PackageManager>([
  'apk',
  'apt',
  'apt-get',
  'dnf',
  'microdnf',
  'tdnf',
  'yum',
  'zypper',
]);

/** With these they change nothing, or another system than the one they run in. */
const ELSEWHERE = ['--root', '--installroot', '-p', '-s', '--simulate', '--dry-run', '--print-uris'];
