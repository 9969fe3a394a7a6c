// What secrets look like: tokens whose makers gave them a shape, private keys, passwords in addresses.

import { lazily } from '../syntax/lazily.ts';
import type { Span } from '../syntax/source.ts';

export interface SecretText extends Span {
  /** `an access key of AWS`. */
  readonly what: string;
}

/**
 * A name, texts of which one is in every token, and the pattern of the token, which starts with letters of its own and has a
 * length of its own. From the documentation of those who hand them out, as of November 2026.
 */
const TOKENS: readonly (readonly [what: string, marks: string, pattern: string])[] = [
  ['an access key of AWS', 'AKIA ASIA', 'A(?:KIA|SIA)[A-Z2-7]{16}'],
  ['a token of GitHub', 'gho_ ghp_ ghr_ ghs_ ghu_', 'gh[oprsu]_[A-Za-z0-9]{36}'],
  ['a token of GitHub', 'github_pat_', 'github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}'],
  ['a token of GitLab', 'glpat- glptt- gldt- glrt- glsoat- glft-', 'gl(?:pat|ptt|dt|rt|soat|ft)-[\\w-]{20,64}'],
  ['a token of npm', 'npm_', 'npm_[A-Za-z0-9]{36}'],
  ['a token of PyPI', 'pypi-AgE', 'pypi-AgE[\\w-]{50,400}'],
  ['a key of RubyGems', 'rubygems_', 'rubygems_[0-9a-f]{48}'],
  ['a token of Docker Hub', 'dckr_', 'dckr_[po]at_[\\w-]{27,40}'],
  ['a token of Slack', 'xox', 'xox[abeoprs]-[0-9]{8,14}-[\\w-]{16,100}'],
  ['a webhook of Slack', 'hooks.slack.com', 'https://hooks\\.slack\\.com/services/T\\w{8,12}/B\\w{8,12}/\\w{24}'],
  ['a key of Stripe', 'k_live_', '[rs]k_live_[A-Za-z0-9]{24,110}'],
  ['a key of Google', 'AIza', 'AIza[\\w-]{35}'],
  ['a client secret of Google', 'GOCSPX-', 'GOCSPX-[\\w-]{28}'],
  ['a key of SendGrid', 'SG.', 'SG\\.[\\w-]{22}\\.[\\w-]{43}'],
  ['a key of OpenAI', 'T3BlbkFJ', 'sk-(?:proj-|svcacct-)?[\\w-]{20,90}T3BlbkFJ[\\w-]{20,90}'],
  ['a key of Anthropic', 'sk-ant-', 'sk-ant-[a-z0-9]{3,8}-[\\w-]{80,110}'],
  ['a token of Hugging Face', 'hf_', 'hf_[A-Za-z]{34}'],
  ['a token of DigitalOcean', '_v1_', 'do[oprt]_v1_[0-9a-f]{64}'],
  ['a token of HashiCorp Vault', 'hvb. hvs. hvr.', 'hv[bsr]\\.[\\w-]{24,200}'],
  ['a token of Databricks', 'dapi', 'dapi[0-9a-f]{32}'],
  ['a token of Shopify', 'shpat_ shpca_ shppa_ shpss_', 'shp(?:at|ca|pa|ss)_[0-9a-f]{32}'],
  ['a token of Grafana', 'glsa_ glc_', 'gl(?:sa|c)_[A-Za-z0-9+/=]{32,200}'],
  ['a key of New Relic', 'NRAK-', 'NRAK-[A-Z0-9]{27}'],
  ['a token of Sentry', 'sntrys_', 'sntrys_[\\w+/=]{40,200}'],
  ['a token of Telegram', ':AA', '[0-9]{8,10}:AA[\\w-]{33}'],
  ['a key of Azure', 'AccountKey=', 'AccountKey=[A-Za-z0-9+/]{86}=='],
  ['a key of Mailgun', 'key-', 'key-[0-9a-f]{32}'],
  ['a key of age', 'AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-1[0-9A-Z]{58}'],
];

const tokens = lazily(() => TOKENS.map(([what, marks, pattern]) => ({ what, marks: marks.split(' '), pattern })));

const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?=(?:\\n|\s)*[\w+/=]{20})/g;

/** `https://user:password@host`; the user may be missing. */
const ADDRESS =
  /(?<![\w+.-])([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`$<>{}]{0,100}):([^\s:/@"'`$<>{}()]{4,200})@([\w.-]{1,250})/gi;

/** Every secret that stands in `text` as it is. Stand-ins (`ghp_xxxx`, `https://user:password@host`) are none. Linear. */
export function secretsIn(text: string): readonly SecretText[] {
  if (!HINT.test(text)) return [];
  const found = tokensIn(text);
  for (const { 0: line, index } of text.includes('PRIVATE KEY') ? text.matchAll(PRIVATE_KEY) : []) {
    found.push({ what: 'a private key', start: index, end: index + line.length });
  }
  for (const match of text.includes('@') ? text.matchAll(ADDRESS) : []) {
    const [, front = '', password = '', host = ''] = match;
    const user = front.slice(front.indexOf('://') + '://'.length);
    if (!isPassword(password, user) || !isElsewhere(host)) continue;
    const start = match.index + front.length + 1;
    found.push({
      what: `the password of ${user === '' ? 'an address' : `"${user}"`} for ${host}`,
      start,
      end: start + password.length,
    });
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/** A pattern for all of them takes longer to compile than most files to lint. */
function tokensIn(text: string): SecretText[] {
  const possible = tokens().filter(({ marks }) => marks.some((mark) => text.includes(mark)));
  if (possible.length === 0) return [];
  const anyOf = new RegExp(possible.map(({ pattern }) => `((?<![\\w-])${pattern}(?![\\w-]))`).join('|'), 'g');
  const found: SecretText[] = [];
  for (const match of text.matchAll(anyOf)) {
    const what = possible[match.slice(1).findIndex((group) => group !== undefined)]?.what;
    if (what !== undefined && isRandom(match[0])) {
      found.push({ what, start: match.index, end: match.index + match[0].length });
    }
  }
  return found;
}

/** Whether `text` can have a secret in it at all: most instructions cannot. */
const HINT = /[_.:=-][\w+/-]{16}|AKIA|ASIA|AIza|hf_|dapi|PRIVATE KEY|:\/\/[^\s@]{1,300}@/;

const STAND_IN =
  /example|sample|placeholder|dummy|fake|your|my-?(?:token|secret|password)|change-?me|redacted|replace|insert|todo|test|abcd|1234|0000|x{4}|(.)\1{4}/i;

/** Random characters repeat themselves little. */
function isRandom(token: string): boolean {
  return !STAND_IN.test(token) && new Set(token).size >= Math.min(14, token.length / 2);
}

/** No word that stands for one, and not what everybody writes. */
export function isPassword(text: string, user: string): boolean {
  if (text.length < SHORTEST || text === user || STAND_IN.test(text)) return false;
  return !/^(?:\*+|\.+|[A-Z_]+|%\w+%?|(?:user)?pass(?:word|wd)?\d*|passw0rd|secret|token|admin|guest|root|postgres|mysql|redis|x-oauth-basic)$/i.test(
    text,
  );
}

const SHORTEST = 6;

/** A server of somebody, not a neighbour in a compose file. */
function isElsewhere(host: string): boolean {
  return (
    host.includes('.') &&
    !/^(?:127\.|0\.0\.0\.0|.*\.(?:local|localhost|internal|test|invalid)$|(?:.*\.)?example\b)/i.test(host)
  );
}
