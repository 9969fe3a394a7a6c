// The command lines of package managers: subcommands, and the options that take a value.

import { lazily } from '../../syntax/lazily.ts';

export type PackageManager =
  | 'apk'
  | 'apt'
  | 'apt-get'
  | 'dnf'
  | 'microdnf'
  | 'npm'
  | 'pip'
  | 'pipx'
  | 'pnpm'
  | 'tdnf'
  | 'uv'
  | 'yarn'
  | 'yum'
  | 'zypper';

/** `refresh` fetches lists, or writes a lock file; `other` is every subcommand that is none of the rest. */
export type PackageAction = 'install' | 'refresh' | 'upgrade' | 'remove' | 'clean' | 'other';

export interface PackageTool {
  readonly manager: PackageManager;
  /** By subcommand, of one word or two. */
  readonly actions: ReadonlyMap<string, PackageAction>;
  readonly withValue: ReadonlySet<string>;
  /** What it does without a subcommand. */
  readonly bare: PackageAction | undefined;
}

interface Row {
  readonly managers: readonly PackageManager[];
  /** Subcommands, with commas between them. */
  readonly install: string;
  readonly refresh?: string;
  readonly upgrade?: string;
  readonly remove?: string;
  readonly clean?: string;
  /** Options, with blanks between them. */
  readonly withValue: string;
  readonly bare?: PackageAction;
}

/** From the manuals of apt, apk-tools, dnf, yum, microdnf, tdnf, zypper, pip, pipx, uv, npm, Yarn and pnpm. */
const ROWS: readonly Row[] = [
  {
    managers: ['apk'],
    install: 'add',
    refresh: 'update',
    upgrade: 'upgrade',
    remove: 'del',
    clean: 'cache clean, cache purge',
    withValue: `
      -p -t -X --arch --cache-dir --cache-max-age --keys-dir --progress-fd --repositories-file --repository --root
      --timeout --virtual --wait`,
  },
  {
    managers: ['apt', 'apt-get'],
    install: 'install, build-dep, reinstall, satisfy',
    refresh: 'update',
    upgrade: 'upgrade, dist-upgrade, full-upgrade',
    remove: 'remove, purge, autoremove, autopurge',
    clean: 'clean, autoclean, auto-clean, distclean, dist-clean',
    withValue: `
      -a -c -o -P -t --build-profiles --config-file --default-release --host-architecture --option --planner
      --solver --target-release`,
  },
  {
    managers: ['dnf', 'yum'],
    install: 'install, in, localinstall, reinstall, rei, groupinstall, group install, module install, builddep, swap',
    refresh: 'makecache, check-update',
    upgrade: `upgrade, up, update, upgrade-minimal, up-min, update-minimal, update-to, distro-sync, dsync,
      distribution-synchronization`,
    remove: 'remove, rm, erase, autoremove',
    clean: 'clean',
    withValue: `
      -c -d -e -R -x --advisories --advisory --bz --bzs --color --comment --config --cve --cves --debuglevel
      --destdir --disableexcludepkgs --disableexcludes --disableplugin --disablerepo --downloaddir --enableplugin
      --enablerepo --errorlevel --exclude --excludepkgs --forcearch --installroot --randomwait --releasever
      --releasever-major --releasever-minor --repo --repofrompath --repoid --rpmverbosity --sec-severity
      --secseverity --setopt`,
  },
  {
    managers: ['microdnf'],
    install: 'install, reinstall, module enable',
    refresh: 'makecache',
    upgrade: 'upgrade, update',
    remove: 'remove',
    clean: 'clean',
    withValue: `
      --arch --config --disableplugin --disablerepo --enableplugin --enablerepo --forcearch --installroot
      --releasever --setopt`,
  },
  {
    managers: ['npm'],
    install: `
      install, i, in, ins, inst, insta, instal, isnt, isnta, isntal, isntall, add, ci, clean-install, ic,
      install-clean, isntall-clean, install-test, it, install-ci-test, cit`,
    upgrade: 'update, up, upgrade, udpate',
    remove: 'uninstall, un, unlink, remove, rm, r',
    clean: 'cache clean, cache verify',
    withValue: `
      -C -w --before --cache --cpu --fetch-retries --fetch-retry-maxtimeout --fetch-retry-mintimeout
      --fetch-timeout --globalconfig --include --install-strategy --libc --location --loglevel --maxsockets --omit
      --only --os --otp --prefix --registry --script-shell --tag --userconfig --workspace`,
  },
  {
    managers: ['pip'],
    install: 'install',
    remove: 'uninstall',
    clean: 'cache purge, cache remove',
    withValue: `
      -c -C -e -f -i -r -t --abi --build-constraint --cache-dir --cert --client-cert --config-setting
      --config-settings --constraint --editable --exists-action --extra-index-url --find-links --global-option
      --group --implementation --index-url --install-option --keyring-provider --log --no-binary --only-binary
      --platform --prefix --progress-bar --proxy --pypi-url --python --python-version --report --requirement
      --requirements --resume-retries --retries --root --root-user-action --src --target --timeout --trusted-host
      --upgrade-strategy --uploaded-prior-to --use-deprecated --use-feature`,
  },
  {
    managers: ['pipx'],
    install: 'install, inject, install-all',
    upgrade: 'upgrade, upgrade-all',
    remove: 'uninstall, uninstall-all',
    withValue: '-i --backend --index-url --pip-args --preinstall --python --spec --suffix',
  },
  {
    managers: ['pnpm'],
    install: 'install, i, add, ci, fetch',
    upgrade: 'update, up, upgrade',
    remove: 'remove, rm, uninstall, un',
    clean: 'store prune',
    withValue: `
      -C -F --child-concurrency --dir --filter --lockfile-dir --loglevel --network-concurrency --node-linker
      --registry --reporter --store-dir --virtual-store-dir`,
  },
  {
    managers: ['tdnf'],
    install: 'install, reinstall',
    refresh: 'makecache',
    upgrade: 'update, upgrade, distro-sync',
    remove: 'erase, remove, autoerase, autoremove',
    clean: 'clean',
    withValue: `
      -c --config --disablerepo --downloaddir --enablerepo --exclude --installroot --releasever --repo
      --repofrompath --repoid --setopt`,
  },
  {
    managers: ['uv'],
    install: 'sync, add, pip install, pip sync, tool install',
    refresh: 'lock',
    remove: 'remove, pip uninstall, tool uninstall',
    clean: 'cache clean, cache prune',
    withValue: `
      -c -C -f -i -o -p -P -r -w --cache-dir --color --config-file --config-setting --constraints --default-index
      --directory --env-file --exclude-newer --extra --extra-index-url --find-links --from --group --index
      --index-strategy --index-url --keyring-provider --link-mode --no-extra --no-group --no-install-package
      --only-group --output-file --package --prefix --prerelease --project --python --reinstall-package
      --requirements --resolution --target --upgrade-package --with --with-editable --with-requirements`,
  },
  {
    managers: ['yarn'],
    install: 'install, add, global add, workspaces focus',
    upgrade: 'upgrade, up',
    remove: 'remove',
    clean: 'cache clean',
    withValue: `
      --cache-folder --cwd --emoji --global-folder --https-proxy --mode --modules-folder --mutex
      --network-concurrency --network-timeout --preferred-cache-folder --prefix --proxy --registry --use-yarnrc`,
    bare: 'install',
  },
  {
    managers: ['zypper'],
    install: 'install, in, install-new-recommends, source-install, si',
    refresh: 'refresh, ref',
    upgrade: 'update, up, dist-upgrade, dup, patch',
    remove: 'remove, rm',
    clean: 'clean, cc',
    withValue: `
      -c -C -D -p -r -R -t --cache-dir --config --download --from --installroot --pkg-cache-dir --plus-repo
      --raw-cache-dir --releasever --repo --reposd-dir --root --solv-cache-dir --type`,
  },
];

const TOOLS: ReadonlyMap<string, () => PackageTool> = new Map(
  ROWS.flatMap((row) => row.managers.map((manager) => [manager, lazily(() => toolOf(manager, row))] as const)),
);

/** The package manager that the command `name` is: `pip3.12` is `pip`. */
export function findPackageTool(name: string): PackageTool | undefined {
  return TOOLS.get(/^pip[\d.]+$/.test(name) ? 'pip' : name)?.();
}

function toolOf(manager: PackageManager, row: Row): PackageTool {
  const actions = new Map<string, PackageAction>();
  for (const action of ['install', 'refresh', 'upgrade', 'remove', 'clean'] as const) {
    for (const subcommand of row[action]?.split(',') ?? []) actions.set(subcommand.trim(), action);
  }
  return { manager, actions, withValue: new Set(row.withValue.trim().split(/\s+/)), bare: row.bare };
}
