// curl and wget: what is fetched, where it goes, and whether an error page counts as success.

import type { Edit } from '../../diagnostic.ts';
import { lazily } from '../../syntax/lazily.ts';
import { hasOption, type Option, type ParsedOptions, parseOptions } from '../options.ts';
import type { Command, ShellWord } from '../tree.ts';
import { once } from './once.ts';

/** Where a body ends up. */
export type FetchOutput =
  | { readonly kind: 'stdout' }
  /** `path` is undefined where an expansion decides; `word` may be the option with the path in it: `-ofile`. */
  | { readonly kind: 'file'; readonly path: string | undefined; readonly word: ShellWord | undefined }
  /** A file with the last part of the URL as its name. */
  | { readonly kind: 'remote-name' };

export interface Fetch {
  readonly tool: 'curl' | 'wget';
  readonly urls: readonly ShellWord[];
  /** In the order of the options; with none of them the tool's own default. */
  readonly outputs: readonly FetchOutput[];
  /**
   * An HTTP status of 400 and above is a failure. wget always does so; curl with `--fail`, which `options.hasDynamic`
   * and a `.curlrc` can hide.
   */
  readonly failsOnHttpError: boolean;
  readonly options: ParsedOptions;
}

const CURL_OPTIONS = `
  -A -b -c -C -d -D -e -E -F -H -K -m -o -P -Q -r -t -T -u -U -w -x -X -y -Y -z --abstract-unix-socket --alt-svc
  --aws-sigv4 --cacert --capath --cert --cert-type --ciphers --config --connect-timeout --connect-to --continue-at
  --cookie --cookie-jar --create-file-mode --crlfile --curves --data --data-ascii --data-binary --data-raw
  --data-urlencode --delegation --dns-interface --dns-ipv4-addr --dns-ipv6-addr --dns-servers --doh-url --dump-header
  --egd-file --engine --etag-compare --etag-save --expect100-timeout --form --form-string --ftp-account
  --ftp-alternative-to-user --ftp-method --ftp-port --ftp-ssl-ccc-mode --happy-eyeballs-timeout-ms --header
  --hostpubmd5 --hostpubsha256 --hsts --interface --json --keepalive-time --key --key-type --krb --libcurl --limit-rate
  --local-port --login-options --mail-auth --mail-from --mail-rcpt --max-filesize --max-redirs --max-time --netrc-file
  --noproxy --oauth2-bearer --output --output-dir --parallel-max --pass --pinnedpubkey --preproxy --proto
  --proto-default --proto-redir --proxy --proxy-cacert --proxy-capath --proxy-cert --proxy-cert-type --proxy-ciphers
  --proxy-crlfile --proxy-header --proxy-key --proxy-key-type --proxy-pass --proxy-pinnedpubkey --proxy-service-name
  --proxy-tls13-ciphers --proxy-tlsauthtype --proxy-tlspassword --proxy-tlsuser --proxy-user --proxy1.0 --pubkey
  --quote --random-file --range --rate --referer --request --request-target --resolve --retry --retry-delay
  --retry-max-time --sasl-authzid --service-name --socks4 --socks4a --socks5 --socks5-gssapi-service --socks5-hostname
  --speed-limit --speed-time --stderr --telnet-option --tftp-blksize --time-cond --tls-max --tls13-ciphers
  --tlsauthtype --tlspassword --tlsuser --trace --trace-ascii --unix-socket --upload-file --url --url-query --user
  --user-agent --variable --write-out`;

const WGET_OPTIONS = `
  -a -A -B -D -e -i -I -l -o -O -P -Q -R -t -T -U -w -X --accept --accept-regex --append-output --backups --base
  --bind-address --body-data --body-file --ca-certificate --ca-directory --certificate --certificate-type --ciphers
  --compression --config --connect-timeout --crl-file --cut-dirs --default-page --directory-prefix --dns-timeout
  --domains --exclude-directories --exclude-domains --execute --follow-tags --ftp-password --ftp-user --header
  --http-password --http-user --ignore-tags --include-directories --input-file --level --limit-rate --load-cookies
  --local-encoding --method --output-document --output-file --password --pinnedpubkey --post-data --post-file
  --prefer-family --private-key --private-key-type --proxy-password --proxy-user --quota --read-timeout --referer
  --regex-type --reject --reject-regex --rejected-log --remote-encoding --report-speed --restrict-file-names
  --retry-on-http-error --save-cookies --secure-protocol --start-pos --timeout --tries --use-askpass --user
  --user-agent --wait --waitretry --warc-file --warc-header --warc-max-size --warc-tempdir`;

const CURL = lazily(() => ({ withValue: setOf(CURL_OPTIONS) }));
const WGET = lazily(() => ({ withValue: setOf(WGET_OPTIONS) }));

function setOf(options: string): ReadonlySet<string> {
  return new Set(options.trim().split(/\s+/));
}

/** What a command fetches; undefined for other tools, and where it names no URL: `curl --version`. */
export const fetchOf = once(readFetch);

function readFetch(command: Pick<Command, 'name' | 'args' | 'redirects'>): Fetch | undefined {
  const { name: tool } = command;
  if (tool !== 'curl' && tool !== 'wget') return undefined;
  const options = parseOptions(command.args, tool === 'curl' ? CURL() : WGET());
  const byOption = options.options.flatMap(({ name, valueWord }) => (name === '--url' && valueWord ? [valueWord] : []));
  const urls = [...byOption, ...options.operands];
  if (urls.length === 0) return undefined;
  const outputs = options.options.flatMap((option) => outputOf(option, tool) ?? []);
  if (outputs.length === 0) outputs.push(tool === 'curl' ? { kind: 'stdout' } : { kind: 'remote-name' });
  return {
    tool,
    urls,
    outputs: outputs.map((output) => redirected(output, command)),
    failsOnHttpError: tool === 'wget' || hasOption(options, '-f', '--fail', '--fail-with-body'),
    options,
  };
}

function outputOf({ name, value, valueWord }: Option, tool: Fetch['tool']): FetchOutput | undefined {
  const isNamed =
    tool === 'curl' ? name === '-o' || name === '--output' : name === '-O' || name === '--output-document';
  if (isNamed) return value === '-' ? { kind: 'stdout' } : { kind: 'file', path: value, word: valueWord };
  const isRemote = tool === 'curl' && (name === '-O' || name === '--remote-name' || name === '--remote-name-all');
  return isRemote ? { kind: 'remote-name' } : undefined;
}

/** The standard output may be a file: `curl URL > file`. */
function redirected(output: FetchOutput, { redirects }: Pick<Command, 'redirects'>): FetchOutput {
  if (output.kind !== 'stdout') return output;
  const redirect = redirects.findLast(({ descriptor, operator }) => descriptor === 1 && operator.startsWith('>'));
  if (redirect === undefined || redirect.operator === '>&') return output;
  return { kind: 'file', path: redirect.target?.pattern, word: redirect.target };
}

/** The host that a URL names; undefined where that depends on a variable. */
export function hostOf({ value, literalPrefix }: ShellWord): string | undefined {
  const scheme = literalPrefix.indexOf('://');
  const rest = scheme === -1 ? literalPrefix : literalPrefix.slice(scheme + '://'.length);
  const end = rest.search(/[/?#]/);
  if (end === -1 && value === undefined) return undefined;
  const authority = end === -1 ? rest : rest.slice(0, end);
  const [host = ''] = authority.slice(authority.lastIndexOf('@') + 1).split(':');
  return host === '' ? undefined : host;
}

/** Puts `-f` into a curl command: into its first bundle of options, `-sSL`, otherwise behind its name. */
export function addFail({ options: { options } }: Fetch, { nameWord }: Pick<Command, 'nameWord'>): Edit | undefined {
  const bundle = options.find(({ word: { text }, valueWord }) => {
    return /^-[A-Za-z#]{1,20}$/.test(text) && (valueWord === undefined || text.length > 2);
  });
  const start = bundle === undefined ? nameWord?.span.end : bundle.word.span.start + 1;
  return start === undefined ? undefined : { span: { start, end: start }, text: bundle === undefined ? ' -f' : 'f' };
}
