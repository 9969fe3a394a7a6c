import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signatureHelp } from '../../src/lsp/signature-help.ts';
import { dockerfileText } from '../syntax/arbitrary.ts';
import { pointAt, viewOf } from './marked.ts';

/** The signature with its active part marked. */
function helped(marked: string): string | undefined {
  const { view, offset } = pointAt(marked);
  const help = signatureHelp(view, offset);
  if (help === null) return undefined;
  const signature = help.signatures[help.activeSignature ?? -1];
  const label = signature?.parameters?.[help.activeParameter ?? -1]?.label;
  if (signature === undefined) throw new Error('no active signature');
  return typeof label === 'string' ? signature.label.replace(label, `«${label}»`) : signature.label;
}

/** Behind FROM. */
function inStage(marked: string): string | undefined {
  return helped(`FROM alpine\n${marked}`);
}

describe('the operands', () => {
  test('of FROM', () => {
    expect(helped('FROM |cursor|')).toBe('FROM [--platform=<platform>] «<image>» [AS <name>]');
    expect(helped('FROM alpine |cursor|')).toBe('FROM [--platform=<platform>] <image> [«AS <name>»]');
    expect(helped('FROM alpine AS b|cursor|')).toBe('FROM [--platform=<platform>] <image> [«AS <name>»]');
  });

  const copied =
    'COPY [--from=<stage>] [--chown=<user>[:<group>]] [--chmod=<mode>] [--link] [--parents] [--exclude=<pattern>]';

  test('of COPY: the last of several is the destination', () => {
    const sources = `${copied} «<source>» … <destination>`;
    const destination = `${copied} <source> … «<destination>»`;
    expect(inStage('COPY |cursor|')).toBe(sources);
    expect(inStage('COPY a|cursor|')).toBe(sources);
    expect(inStage('COPY a|cursor| b')).toBe(sources);
    expect(inStage('COPY a |cursor|')).toBe(destination);
    expect(inStage('COPY a b|cursor| c')).toBe(sources);
    expect(inStage('COPY --link a \\\n  # why\n  |cursor|b\n')).toBe(destination);
    expect(inStage('COPY ["a", "|cursor|b"]')).toBe(`${copied} ["<source>", …, "«<destination>»"]`);
    expect(inStage('ONBUILD COPY a |cursor|')).toBe(destination);
  });

  test('of what starts a program: a shell line, a JSON array, a heredoc', () => {
    expect(inStage('CMD |cursor|')).toBe('CMD ["«<program>»", "<argument>", …]');
    expect(inStage('CMD a|cursor|')).toBe('CMD «<command>»');
    expect(inStage('ENTRYPOINT ["a", |cursor|')).toBe('ENTRYPOINT ["<program>", "«<argument>»", …]');
    expect(inStage('SHELL ["|cursor|"]')).toBe('SHELL ["«<program>»", "<argument>", …]');
    expect(inStage('RUN apt-get |cursor|')).toMatch(/ «<command>»$/);
    expect(inStage('RUN <<E|cursor|OF\nx\nEOF\n')).toMatch(/ «<<EOF»$/);
  });

  test('of HEALTHCHECK', () => {
    expect(inStage('HEALTHCHECK |cursor|')).toMatch(/ «CMD» <command>$/);
    expect(inStage('HEALTHCHECK CMD curl |cursor|')).toMatch(/ CMD «<command>»$/);
    expect(inStage('HEALTHCHECK CMD ["curl", "|cursor|"]')).toMatch(/ CMD \["<program>", "«<argument>»", …\]$/);
    expect(inStage('HEALTHCHECK NO|cursor|')).toBe('HEALTHCHECK «NONE»');
  });

  test('of ENV and LABEL: name and value', () => {
    expect(inStage('ENV A|cursor|')).toBe('ENV «<name>»=<value> …');
    expect(inStage('ENV A=|cursor|')).toBe('ENV <name>=«<value>» …');
    expect(inStage('ENV A=1 |cursor|')).toBe('ENV «<name>»=<value> …');
    expect(inStage('ENV A |cursor|')).toBe('ENV <name>=«<value>» …');
    expect(inStage('LABEL a=1 b=|cursor|')).toBe('LABEL <key>=«<value>» …');
  });

  test.each([
    ['ARG |cursor|', 'ARG «<name>[=<default>]» …'],
    ['EXPOSE 80 |cursor|', 'EXPOSE «<port>[/<protocol>]» …'],
    ['MAINTAINER |cursor|', 'MAINTAINER «<name>»'],
    ['ONBUILD |cursor|', 'ONBUILD «<instruction>»'],
    ['STOPSIGNAL |cursor|', 'STOPSIGNAL «<signal>»'],
    ['USER |cursor|', 'USER «<user>[:<group>]»'],
    ['VOLUME |cursor|', 'VOLUME «<path>» …'],
    ['VOLUME ["|cursor|"]', 'VOLUME ["«<path>»", …]'],
    ['WORKDIR |cursor|', 'WORKDIR «<path>»'],
    ['USER `\n  |cursor|x', 'USER «<user>[:<group>]»'],
  ])('%s', (marked, expected) => {
    expect(helped(`# escape=\`\r\nFROM alpine\r\n${marked}`)).toBe(expected);
  });
});

describe('flags', () => {
  test('as far as they are typed', () => {
    expect(inStage('COPY --fr|cursor|')).toContain('«[--from=<stage>]»');
    expect(inStage('COPY --chm|cursor| a b')).toContain('«[--chmod=<mode>]»');
    expect(inStage('COPY --chown=a:|cursor|b a b')).toContain('«[--chown=<user>[:<group>]]»');
    expect(inStage('COPY --nope=|cursor| a b')).not.toContain('«');
    expect(inStage('RUN --network=|cursor|')).toContain('«[--network=<network>]»');
  });

  test('a mount has a signature of its own, by its type', () => {
    expect(inStage('RUN --mount=|cursor|')).toBe('--mount=type=bind,target=<path>[,source=<path>][,from=<stage>][,rw]');
    expect(inStage('RUN --mount=type=cache|cursor|')).toBe(
      '--mount=«type=cache»,target=<path>[,id=<name>][,sharing=<mode>]',
    );
    expect(inStage('RUN --mount=type=cache,dst=|cursor|/x')).toContain('«target=<path>»');
    expect(inStage('RUN --mount=type=cache,sha|cursor|')).toContain('«sharing=<mode>»');
    expect(inStage('RUN --mount=type=none,|cursor|')).toContain('RUN «[--mount=type=<type>');
    expect(inStage('RUN --mount=type=|cursor|')).toContain('RUN «[--mount=type=<type>');
  });
});

test('every part has its documentation', () => {
  const { view, offset } = pointAt('FROM alpine\nRUN --mount=type=bind,|cursor| x');
  for (const at of [offset, view.text.length]) {
    for (const { parameters, label } of signatureHelp(view, at)?.signatures ?? []) {
      expect(parameters?.every(({ label: part }) => typeof part === 'string' && label.includes(part))).toBe(true);
      expect(parameters?.map(({ documentation }) => documentation)).not.toContainEqual(
        expect.objectContaining({ value: '' }),
      );
    }
  }
});

test('there is none in keywords, comments, heredocs, between instructions, and for unknown ones', () => {
  for (const marked of [
    'RU|cursor|N x',
    '# CO|cursor|PY',
    'RUN x \\\n# a |cursor|b\n y',
    'RUN <<A\nx |cursor|y\nA\n',
    '\n|cursor|\n',
    'RUNN |cursor|',
  ]) {
    expect(inStage(marked)).toBeUndefined();
  }
});

test('any text at any place has an answer whose active part exists, or none', () => {
  const tails = fc.constantFrom(
    '',
    ' ',
    ' --',
    ' --mount=',
    ' --mount=type=ssh,',
    '["',
    '", ',
    'HEALTHCHECK CMD [',
    'COPY ',
    'ONBUILD ',
  );
  fc.assert(
    fc.property(dockerfileText, tails, fc.double({ min: 0, max: 1, noNaN: true }), (start, tail, part) => {
      const at = Math.floor(start.length * part);
      const view = viewOf(start.slice(0, at) + tail + start.slice(at));
      const help = signatureHelp(view, at + tail.length);
      if (help === null) return;
      const active = help.signatures[help.activeSignature ?? -1];
      expect(active).toBeDefined();
      expect(help.activeParameter).toBeLessThanOrEqual(active?.parameters?.length ?? -1);
    }),
    { numRuns: 300 },
  );
}, 20_000);
