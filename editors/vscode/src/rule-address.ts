// Addresses of the pages of rules, which this extension opens.

import { env, type Uri } from 'vscode';

const AUTHORITY = 'slipway.slipway';
const FOLDER = '/rules/';

export function ruleAddress(rule: string): string {
  return `${env.uriScheme}://${AUTHORITY}${FOLDER}${rule}`;
}

/** The rule of an address; undefined for one of something else. */
export function ruleOf({ path }: Uri): string | undefined {
  const name = path.startsWith(FOLDER) ? path.slice(FOLDER.length) : '';
  return /^[a-z0-9-]+$/.test(name) ? name : undefined;
}
