// Which programs may read any variable of their environment, and which variables are read by programs that everybody knows.

import type { Command } from '../tree.ts';
import { packageCommand } from './package-managers.ts';
import type { PackageManager } from './package-tools.ts';

/** What these read of their environment has names of their own, such as LANG, GIT_DIR or GNUPGHOME. */
const CLOSED: ReadonlySet<string> = new Set(
  `: [ add-apt-repository addgroup adduser apk apt-cache apt-key apt-mark awk base64 basename bunzip2 bzip2 cat cd
  chgrp chmod chown chpasswd comm cp curl cut date dd delgroup deluser df diff dirname dpkg dpkg-query du echo egrep
  exit export expr fallocate false fc-cache fgrep file find gawk getent git gosu gpg gpgconf grep groupadd groupmod
  gunzip gzip hash head hostname id install jq ldconfig ln locale-gen localedef ls lsb_release md5sum mkdir mkfifo
  mktemp mount mv nproc openssl paste patch printf pwd readlink realpath rm rmdir rpm sed seq set setcap sha1sum
  sha256sum sha512sum shift sleep sort stat strip su sync tail tar tee test touch tr trap true tzselect umask uname
  uniq unlink unset unxz unzip update-alternatives update-ca-certificates useradd usermod wc wget which whoami xz yes
  zcat zip`.split(/\s+/),
);

/** Those that install what others have built. */
const CLOSED_MANAGERS: ReadonlySet<PackageManager> = new Set([
  'apk',
  'apt',
  'apt-get',
  'dnf',
  'microdnf',
  'tdnf',
  'yum',
  'zypper',
]);

/** Whether a command reads no variable but those that `isKnownVariable` has. */
export function readsNoVariables(command: Command): boolean {
  const { name, nameWord, nested } = command;
  if (name === undefined) return nameWord === undefined;
  if (nested !== undefined) return true;
  const manager = packageCommand(command)?.manager;
  return manager === undefined ? CLOSED.has(name) : CLOSED_MANAGERS.has(manager);
}

/** Names that tools read: compilers, package managers, loaders, installers, locales, the runtimes of languages. */
const TOOLS =
  /^(?:A(?:CCEPT|CLOCAL|PT|R|RFLAGS|SDF|UTOMAKE|WS|ZURE)|BAZEL|BUILDKIT|BUN(?:DLER?)?|C(?:ARGO|CACHE|FLAGS|GO|HROME|LASSPATH|MAKE|OMPOSER|ONAN|ONDA|ORE|OREPACK|PPFLAGS|UDA|URL|XX|XXFLAGS|YPRESS)|DEB(?:CONF|IAN)?|DENO|DISPLAY|DOCKER|DOTNET|ELECTRON|FC|FFLAGS|FLIT|G(?:CC|EM|IT|LOBAL|NUPGHOME|O|OOGLE|RADLE)|HEX|HF|HOMEBREW|HUGGING|JAVA|JDK|KUBECONFIG|L(?:ANG|ANGUAGE|C|D|DFLAGS|IBRARY)|M(?:AKE|AKEFLAGS|AMBA|AVEN|AX|IX|SBUILD)|N(?:EEDRESTART|ODE|OTVISIBLE|PM|UGET|VIDIA|VM)|P(?:ATH|DM|EAR|ERL|HP|IP|IPX|IPENV|IXI|KG|LAYWRIGHT|NPM|OETRY|UPPETEER|YENV|YTHON[A-Z]*)|QT|R(?:BENV|UBY|UBYOPT|UST|USTC|USTFLAGS|USTUP)|S(?:BT|CCACHE|HELL|SL|UDO|YSTEMD)|T(?:EMP|ERM|MP|MPDIR|ORCH|Z)|UCF|UV|VCPKG|VIRTUAL|WGET|XDG|XMAKE|YARN|ZDOTDIR)(?:_\w+)?$|^(?:CC|CXX|HOME|USER|SOURCE_DATE_EPOCH)$/i;

/** Whose value nobody reads on purpose: another one makes the steps below run again. */
const FRESHNESS = /cache|bust|nonce|invalidat|refresh|rebuild|force|timestamp|random|trigger|skip|dummy/i;

/** Switches of the scripts in packages. */
const SWITCH = /accept|disable|enable|eula|license|telemetry|^no_/i;

/** Whether a program that everybody knows reads a variable of this name, or the builder's cache does. */
export function isKnownVariable(name: string): boolean {
  // A version of a program is for whoever installs it.
  return FRESHNESS.test(name) || SWITCH.test(name) || (TOOLS.test(name) && !/_VER(?:SION)?$/i.test(name));
}
