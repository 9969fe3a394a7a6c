// USER root at the end of an image whose base runs as node

import { lookUpBaseImage } from '../src/knowledge/base-images/lookup.ts';
import { repositoryName } from '../src/knowledge/base-images/repository-name.ts';
import { privilegesOf } from '../src/knowledge/commands/program-facts.ts';
import { handsOver } from '../src/knowledge/entry-scripts.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { isPlainServer } from '../src/knowledge/plain-servers.ts';
import { systemShell } from '../src/knowledge/stage-shell.ts';
import { defineRule, type Finding } from '../src/lint/rule.ts';
import { finalStages, originalImage } from '../src/model/final-stages.ts';
import { startOf } from '../src/model/first-process.ts';
import type { Image } from '../src/model/image.ts';
import type { Stage } from '../src/model/model.ts';
import { startCommands } from '../src/model/start-command.ts';
import type { Cmd, Entrypoint, User } from '../src/syntax/ast.ts';

export default defineRule({
  summary: 'The server in the image runs as root, although it does nothing that needs it.',
  why:
    'Whoever gets into the program is root in the container, and may read and change all that is mounted there. Reported ' +
    'are an image that gives up the user which its base has set, and servers of applications whose command stands in the ' +
    'file. Nothing is said of scripts, which may hand over to another user, of daemons that do so themselves, of init ' +
    'systems, and of images for development, tests and builds.',
  severity: 'warning',
  category: 'security',
  recommended: true,
  aliases: ['CKV_DOCKER_3', 'CKV_DOCKER_8', 'DL3002', 'DS-0002', 'S6471', 'last-user-is-root', 'missing-user'],
  bad: [
    `
    FROM haproxy:3.2
    USER root
         ^^^^ containers run as root: the base image runs as "haproxy"
    RUN apt-get update && apt-get install -y make
    `,
    `
    FROM node:22
    COPY . /app
    EXPOSE 3000
    CMD ["node", "/app/server.js"]
         ^^^^^^^^^^^^^^^^^^^^^^^^ "node" runs as root: nothing sets another user
    `,
  ],
  good: [
    `
    FROM node:22
    COPY . /app
    EXPOSE 3000
    USER node
    CMD ["node", "/app/server.js"]
    `,
    `
    FROM node:22
    COPY . /app
    EXPOSE 3000
    ENTRYPOINT ["/app/docker-entrypoint.sh"]
    CMD ["node", "/app/server.js"]
    `,
    `
    FROM nginx:1.29
    COPY site /usr/share/nginx/html
    `,
  ],
  create: ({ analysis: { model, source }, report }) => ({
    File() {
      if (isForWorkshop(source.path, model.stages.at(-1)?.name)) return;
      const commands = startCommands(model.stages);
      for (const stage of finalStages(model)) {
        const image = stage.end?.image;
        if (image === undefined || stage.os !== 'linux' || image.unknown.has('user') || !isRoot(image.user)) continue;
        const { entrypoint, cmd } = commands.get(stage) ?? {};
        const finding = surrendered(stage, entrypoint ?? cmd) ?? served(stage, image, entrypoint ?? cmd);
        if (finding !== undefined) report(finding);
      }
    },
  }),
});

function isRoot(user: string): boolean {
  return /^(?:|root|0+)(?::.*)?$/.test(user);
}

/** These start as root where they can, and hand over to the user of the image themselves. */
const HANDS_OVER = /jupyter|selenium|code-server|gitpod|devcontainer|\/base(?:-|$)/;

/** The base image runs as somebody else, with a command that is still its own. */
function surrendered(stage: Stage, command: Cmd | Entrypoint | undefined): Finding | undefined {
  const { origin } = stage;
  const user = originalImage(stage)?.user ?? '';
  const isKnown = originalImage(stage)?.unknown.has('user') === false;
  if (!isKnown || isRoot(user) || command !== undefined || origin.kind !== 'image') return undefined;
  if (HANDS_OVER.test(origin.reference.repository)) return undefined;
  const last = lastUser(stage);
  if (last?.value === undefined) return undefined;
  return {
    at: last.value,
    message: `containers run as root: the base image runs as "${user}"`,
    help: `Write "USER ${user}" behind what needs root.`,
  };
}

/** A server of an application is started by a command of the file itself. */
function served(stage: Stage, image: Image, command: Cmd | Entrypoint | undefined): Finding | undefined {
  const { entrypoint = [], cmd = [] } = image;
  const argv = command?.kind === 'Cmd' && givesPlace(entrypoint, stage) ? cmd : [...entrypoint, ...cmd];
  if (command === undefined || argv.length === 0 || needsRoot(stage)) return undefined;
  if (image.unknown.has('entrypoint') || image.unknown.has('cmd')) return undefined;
  const { first } = startOf(argv, systemShell(stage));
  const program = first.kind === 'script' || first.kind === 'unknown' ? undefined : first.program;
  if (program === undefined || privilegesOf(program) !== undefined) return undefined;
  if (!isPlainServer(program, image.exposedPorts.size > 0)) return undefined;
  const last = lastUser(stage);
  const user = ownUser(stage);
  return {
    at: last?.value ?? command.command,
    severity: 'info',
    message: `"${program}" runs as root${last === undefined ? ': nothing sets another user' : ''}`,
    help:
      user === undefined
        ? 'Make a user and name it above: RUN useradd --system app, USER app.'
        : `Write "USER ${user}" above: the base image has that user.`,
  };
}

/** The script of the base image starts what it is given, as whoever it is. */
function givesPlace(entrypoint: readonly string[], stage: Stage): boolean {
  const { origin } = stage;
  const isPlain = origin.kind === 'image' && /^(?:node|eclipse-temurin)$/.test(repositoryName(origin.reference));
  return isPlain && handsOver(entrypoint, stage);
}

/** A user that the base image has made for this. */
function ownUser({ origin }: Stage): string | undefined {
  const accounts = origin.kind === 'image' ? (lookUpBaseImage(origin.reference)?.accounts ?? []) : [];
  return accounts.find(({ uid, name }) => name !== 'nobody' && name !== 'root' && uid !== 0)?.name;
}

function lastUser(stage: Stage): User | undefined {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.base.kind === 'stage' ? at.base.stage : undefined) {
    const found = at.instructions.findLast((one): one is User => one.kind === 'User');
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is there for the system, for other containers, or for whoever works in the container. */
const FOR_ROOT =
  /docker(?:-ce|\.io|\.sock|d)\b|\b(?:iptables|fuse|setcap|cron|supervisor|systemd|openssh-server|sudo|libpcap|tcpdump|nvidia-smi|gosu|su-exec|setpriv|chown)\b/;

function needsRoot(stage: Stage): boolean {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.base.kind === 'stage' ? at.base.stage : undefined) {
    if (at.instructions.some(({ folded, kind }) => kind !== 'Label' && FOR_ROOT.test(folded.text))) return true;
  }
  return false;
}
