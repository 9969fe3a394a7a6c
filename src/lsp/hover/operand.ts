// Ports, users, folders, signals and heredocs.

import { isOnlyHeredoc } from '../../model/evaluation/dispatch-run.ts';
import { lookUpBaseImage } from '../../knowledge/base-images/lookup.ts';
import type { Heredoc, Instruction, Word } from '../../syntax/ast.ts';
import { parsePort } from '../../syntax/port.ts';
import { parseSignal } from '../../syntax/signal.ts';
import { counted } from '../../report/plan/words.ts';
import { codeSpan } from '../markdown.ts';
import { serviceOf } from '../reference/services.ts';
import { isIn, paragraphs, type Site, stepOf, type Told } from './site.ts';

export function operandTopic(site: Site): Told | undefined {
  const { offset, instruction } = site;
  const heredoc = instruction.heredocs.find(
    ({ span, terminator }) => isIn(span, offset) || (terminator !== undefined && isIn(terminator, offset)),
  );
  if (heredoc !== undefined) return { span: heredoc.span, markdown: heredocText(heredoc, instruction) };
  const word = operandsOf(instruction).find(({ span }) => isIn(span, offset));
  const markdown = word && operandText(site, word);
  return markdown === undefined || word === undefined ? undefined : { span: word.span, markdown };
}

function operandsOf(instruction: Instruction): readonly Word[] {
  switch (instruction.kind) {
    case 'Expose':
      return instruction.args;
    case 'User':
    case 'Workdir':
    case 'Stopsignal':
      return instruction.value === undefined ? [] : [instruction.value];
    default:
      return [];
  }
}

function operandText(site: Site, word: Word): string | undefined {
  const step = stepOf(site);
  const value = step?.before.environment.expand(word.text, site.view.analysis.file.escape);
  if (step === undefined || value === undefined || value.unknown !== undefined) return undefined;
  switch (site.instruction.kind) {
    case 'Expose':
      return portText(value.text);
    case 'User':
      return userText(site, value.text);
    case 'Workdir': {
      const { workdir, unknown } = step.after.image;
      return unknown.has('workdir') ? undefined : `The folder is ${codeSpan(workdir)} from here on.`;
    }
    case 'Stopsignal': {
      const signal = parseSignal(value.text);
      return signal.ok
        ? `Signal ${signal.value}${signal.value === KILL ? ': no program can clean up before it ends.' : '.'}`
        : undefined;
    }
    default:
      return undefined;
  }
}

const KILL = 9;

function portText(text: string): string | undefined {
  const port = parsePort(text);
  if (!port.ok) return undefined;
  const { first, last, protocol } = port.value;
  const count = last - first + 1;
  const range = count === 1 ? String(first) : `${first}-${last}`;
  const name = count === 1 ? `Port ${first}` : `Ports ${first} to ${last}`;
  const service = count === 1 ? serviceOf(first) : undefined;
  return paragraphs(
    `**${name}/${protocol}**${service === undefined ? '' : `: ${service}`}${count === 1 ? '' : `, ${count} of them`}`,
    `${codeSpan(`docker run -p ${range}:${range}${protocol === 'tcp' ? '' : `/${protocol}`}`)} ${count === 1 ? 'makes it' : 'makes them'} reachable from outside.`,
  );
}

/** What the base image is known to say of the account. */
function userText({ view, outer }: Site, text: string): string | undefined {
  const [user = '', group] = text.split(':');
  const { origin } = view.analysis.model.stageOf(outer) ?? {};
  const image = origin?.kind === 'image' ? lookUpBaseImage(origin.reference) : undefined;
  const isNumber = /^\d+$/.test(user);
  const account = image?.accounts.find(({ name, uid }) => (isNumber ? uid === Number(user) : name === user));
  const head = isNumber && account === undefined ? `User number ${user}` : `User ${codeSpan(account?.name ?? user)}`;
  const facts = [
    account?.uid === undefined ? undefined : `uid ${account.uid}`,
    group !== undefined ? `group ${codeSpan(group)}` : account?.gid === undefined ? undefined : `gid ${account.gid}`,
    account?.home === undefined ? undefined : `home ${codeSpan(account.home)}`,
    account?.shell === undefined ? undefined : `shell ${codeSpan(account.shell)}`,
  ].flatMap((fact) => fact ?? []);
  if (user === '' || (facts.length === 0 && !isNumber)) return undefined;
  const source =
    account === undefined || origin?.kind !== 'image' ? '' : `, an account of ${codeSpan(origin.reference.familiar)}`;
  return paragraphs(`${head}${source}`, facts.join(' · '));
}

function heredocText({ name, content, expand, chomp }: Heredoc, instruction: Instruction): string {
  const lines = content === '' ? 0 : content.split('\n').length - (content.endsWith('\n') ? 1 : 0);
  const isFile = instruction.kind === 'Copy' || instruction.kind === 'Add';
  const isScript = instruction.kind === 'Run' && isOnlyHeredoc(instruction.args[0]?.text ?? '');
  const reader = content.startsWith('#!') ? 'the program behind `#!`' : 'the shell';
  const what = isFile ? `the file ${codeSpan(name)}` : isScript ? `a script for ${reader}` : 'text for the command';
  const who = isFile ? 'The builder' : 'The shell';
  const variables = expand
    ? `${who} replaces variables in it.`
    : 'Variables in it stay as they are: the name is quoted.';
  const tabs = chomp ? 'Tabs at the start of its lines do not count.' : undefined;
  const remarks = [isScript ? undefined : variables, tabs].flatMap((text) => text ?? []);
  return paragraphs(`${counted(lines, 'line')} up to ${codeSpan(name)}: ${what}.`, remarks.join(' '));
}
