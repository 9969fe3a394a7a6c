// curl -o file https://example.com/file

import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { defineRule } from '../src/lint/rule.ts';
import { runMentions } from '../src/model/later-runs.ts';
import { addFail, type Fetch, fetchOf, hostOf } from '../src/shell/commands/fetchers.ts';
import { type SavedFile, savedFiles } from '../src/shell/commands/saved-files.ts';
import { fileName } from '../src/shell/file-name.ts';
import { nextInPipeline } from '../src/shell/flow.ts';
import { isCheckedLater, isReadBehind } from '../src/shell/later-use.ts';
import { lostStatuses } from '../src/shell/loss.ts';
import { findOption, hasOption } from '../src/shell/options.ts';
import { pipefail } from '../src/shell/status.ts';
import type { Command, ShellScript } from '../src/shell/tree.ts';

export default defineRule({
  summary: 'curl saves an error page under the name of the file and succeeds.',
  why:
    'Without `-f` curl succeeds whatever the server answers: a "404 Not Found" becomes the program, the key or the ' +
    'configuration, and shows up when the container runs. wget fails by itself. Nothing is reported where the same RUN ' +
    'compares a checksum, or unpacks or runs the file, so that the build ends there; where a later RUN does, the finding ' +
    'is a matter of style.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['curlUseFlagF'],
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN curl -sSLo /usr/local/bin/kubectl https://dl.k8s.io/release/v1.34.0/bin/linux/amd64/kubectl \\
            ^^^^ without "-f" curl saves an error page of dl.k8s.io as kubectl and succeeds
         && chmod +x /usr/local/bin/kubectl
      `,
      fixed: `
        FROM debian:13
        RUN curl -fsSLo /usr/local/bin/kubectl https://dl.k8s.io/release/v1.34.0/bin/linux/amd64/kubectl \\
         && chmod +x /usr/local/bin/kubectl
      `,
    },
    {
      dockerfile: `
        FROM debian:13
        RUN curl https://example.com/ca.pem > /usr/local/share/ca-certificates/example.crt
            ^^^^ without "-f" curl saves an error page of example.com as example.crt and succeeds
      `,
      fixed: `
        FROM debian:13
        RUN curl -f https://example.com/ca.pem > /usr/local/share/ca-certificates/example.crt
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    RUN curl -fsSLo /usr/local/bin/kubectl https://dl.k8s.io/release/v1.34.0/bin/linux/amd64/kubectl
    `,
    `
    FROM debian:13
    RUN curl -sSLO https://example.com/app.tar.gz && tar xzf app.tar.gz
    `,
    `
    FROM debian:13
    RUN curl -sSLo /usr/bin/tini https://example.com/tini \\
     && echo "93dcc18adc78c65a028a84799ecf8ad40c936fdfc5f2a57b1acda5a8117fa82c /usr/bin/tini" | sha256sum -c -
    `,
  ],
  create: ({ analysis, report }) => {
    const { model, source } = analysis;
    // A configuration of curl may say `fail`.
    if (/curlrc|CURL_HOME/.test(source.text)) return {};
    const isMinor = isForWorkshop(source.path, model.stages.at(-1)?.name);
    const mentionsFor = runMentions(model, (run) => analysis.shell(run));
    return {
      Script(script, { instruction }) {
        const isJson = instruction.kind === 'Run' && instruction.command.form === 'exec';
        for (const { command, fetch, saved } of uncheckedDownloads(script)) {
          const edit = isJson ? undefined : addFail(fetch, command);
          const { path } = saved;
          const isRead = path !== undefined && isReadBehind(path, script.body.span.end, mentionsFor(instruction));
          const host = hostOf(saved.url);
          const page = host === undefined ? 'an error page' : `an error page of ${host}`;
          report({
            at: command.nameWord ?? command,
            ...((isMinor || isRead) && { severity: 'style' }),
            message: `without "-f" curl saves ${page} as ${nameOf(saved)} and succeeds`,
            help: 'Add "-f": then curl fails on an HTTP status of 400 and above, and the build with it.',
            ...(edit && { fix: { title: 'Add -f', safety: 'safe', edits: [edit] } }),
          });
        }
      },
    };
  },
});

interface Unchecked {
  readonly command: Command;
  readonly fetch: Fetch;
  readonly saved: SavedFile;
}

/** Downloads of which nothing notices that they are error pages. Of those whose status is lost, `-f` would change nothing. */
function uncheckedDownloads(script: ShellScript): readonly Unchecked[] {
  if (!script.complete) return [];
  const found = script.commands.flatMap((command) => {
    const fetch = fetchOf(command);
    if (fetch === undefined || fetch.failsOnHttpError || fetch.options.hasDynamic || isRequest(fetch)) return [];
    const saved = [...savedFiles(fetch), ...teed(fetch, command, script)].find(
      ({ path }) => !isCheckedLater(path, command.span.end, script),
    );
    return saved === undefined ? [] : [{ command, fetch, saved }];
  });
  const lost = new Set(found.length > 0 ? lostStatuses(script).map(({ command }) => command) : []);
  return found.filter(({ command }) => !lost.has(command));
}

const NO_HTTP = /^(?:file|ftps?|sftp|scp):/i;
const OWN_HOST = /^(?:localhost|127\.|host\.docker\.internal)/;

/** It looks at the status itself, sends something, or asks a server of this machine. */
function isRequest({ options, urls }: Fetch): boolean {
  const method = findOption(options, '-X', '--request')?.value ?? 'GET';
  return (
    method !== 'GET' ||
    hasOption(options, '-I', '--head', '-K', '--config', '-w', '--write-out', '-F', '--form', '-T', '--upload-file') ||
    options.options.some(({ name }) => name === '-d' || name === '--json' || name.startsWith('--data')) ||
    urls.some((url) => NO_HTTP.test(url.literalPrefix) || OWN_HOST.test(hostOf(url) ?? ''))
  );
}

/** `curl … | tee file`, where a failure of curl counts. */
function teed({ urls }: Fetch, command: Command, script: ShellScript): readonly SavedFile[] {
  const next = nextInPipeline(command);
  const [url] = urls;
  if (url === undefined || next?.type !== 'command' || next.name !== 'tee' || !pipefail(command, script)) return [];
  const file = next.args.find(({ text }) => !text.startsWith('-'));
  return file === undefined ? [] : [{ url, path: file.text }];
}

function nameOf({ path }: SavedFile): string {
  const name = path === undefined ? '' : fileName(path);
  return /^[\w.+~$-]+$/.test(name) ? name : 'the file';
}
