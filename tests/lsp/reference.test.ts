import { describe, expect, test } from 'vitest';
import { directiveNames, directiveReference } from '../../src/lsp/reference/directives.ts';
import { type Entry, entryMarkdown } from '../../src/lsp/reference/entry.ts';
import { flagReference, flagsOf } from '../../src/lsp/reference/flags.ts';
import { instructionEntry, instructionReference, isKeyword } from '../../src/lsp/reference/instructions.ts';
import { isMountType, mountOptionReference, mountOptionsOf, mountReference } from '../../src/lsp/reference/mounts.ts';
import { variableReference } from '../../src/lsp/reference/variables.ts';
import { automaticArguments } from '../../src/model/predefined-arguments.ts';
import { FLAGS } from '../../src/syntax/flag-table.ts';
import { parse } from '../../src/syntax/parse.ts';
import { Source } from '../../src/syntax/source.ts';

const keywords = Object.keys(instructionReference).filter(isKeyword);
const settings = [
  ...['HTTP_PROXY', 'no_proxy', 'SOURCE_DATE_EPOCH', 'BUILDKIT_BUILD_NAME', 'BUILDKIT_CACHE_MOUNT_NS'],
  ...['BUILDKIT_CONTEXT_KEEP_GIT_DIR', 'BUILDKIT_DOCKERFILE_CHECK', 'BUILDKIT_GIT_ADVICE', 'BUILDKIT_INLINE_CACHE'],
  ...['BUILDKIT_MULTI_PLATFORM', 'BUILDKIT_SANDBOX_HOSTNAME', 'BUILDKIT_SBOM_SCAN_CONTEXT'],
  ...['BUILDKIT_SBOM_SCAN_STAGE', 'BUILDKIT_SYNTAX'],
];
const mountTypes = ['bind', 'cache', 'secret', 'ssh', 'tmpfs'].filter(isMountType);

const entries: readonly (readonly [name: string, entry: Entry | undefined])[] = [
  ...Object.entries(instructionReference),
  ...keywords.flatMap((keyword) =>
    flagsOf(keyword).map((flag) => [`${keyword} --${flag}`, flagReference(keyword, flag)] as const),
  ),
  ...mountTypes.map((type) => [type, mountReference(type)] as const),
  ...mountTypes.flatMap((type) =>
    mountOptionsOf(type).map((option) => [`${type} ${option}`, mountOptionReference(option, type)] as const),
  ),
  ...directiveNames.map((name) => [name, directiveReference(name)] as const),
  ...[...automaticArguments, ...settings].map((name) => [name, variableReference(name)] as const),
];

describe('the reference', () => {
  test('has all instructions and exactly their flags', () => {
    expect(keywords).toHaveLength(18);
    for (const [kind, flags] of Object.entries(FLAGS)) {
      const keyword = kind.toUpperCase();
      if (isKeyword(keyword)) expect(flagsOf(keyword).toSorted()).toEqual(Object.keys(flags).toSorted());
      else expect(kind).toBe('Unknown');
    }
  });

  test('has every option of a mount in each spelling', () => {
    const spellings =
      'type from source src target dst destination readonly ro readwrite rw id sharing required size mode';
    for (const option of `${spellings} uid gid env`.split(' ')) expect(mountOptionReference(option)).toBeDefined();
    expect(mountOptionReference('id', 'cache')).not.toEqual(mountOptionReference('id', 'secret'));
    expect(mountOptionReference('env', 'cache')).toBeUndefined();
  });

  test('has the arguments that BuildKit sets, proxies in both spellings, and nothing else', () => {
    for (const name of automaticArguments) expect(variableReference(name)).toBeDefined();
    for (const name of ['HTTP_PROXY', 'no_proxy', 'SOURCE_DATE_EPOCH']) expect(variableReference(name)).toBeDefined();
    for (const name of ['PATH', 'constructor', '']) expect(variableReference(name)).toBeUndefined();
  });

  test.each(entries)('%s: one sentence, no HTML, operands that stand in its syntax', (_, entry) => {
    expect(entry?.summary).toMatch(/^[A-Z][^]*\.$/);
    expect(entry?.syntax.length).toBeGreaterThan(0);
    for (const text of [entry?.summary ?? '', entry?.details ?? '', ...Object.values(entry?.operands ?? {})]) {
      expect(text.replaceAll(/`[^`]*`/g, '')).not.toMatch(/[<>]/);
    }
    for (const operand of Object.keys(entry?.operands ?? {})) expect(entry?.syntax.join('\n')).toContain(operand);
  });

  test.each(entries.flatMap(([name, entry]) => (entry?.example === undefined ? [] : [[name, entry.example] as const])))(
    'the example of %s is one that BuildKit reads',
    (_, example) => {
      const text = /^(?:FROM|#|ARG)/.test(example) ? example : `FROM alpine\n${example}`;
      const { diagnostics } = parse(new Source('Dockerfile', text.includes('FROM') ? text : `${text}\nFROM alpine`));
      expect(diagnostics).toEqual([]);
    },
  );

  test('as Markdown: how it is written, what it means, its values, an example', () => {
    const entry = flagReference('RUN', 'network');
    expect(entry && entryMarkdown(entry)).toBe(
      [
        '```dockerfile\n--network=<network>\n```',
        'The network that the command sees.',
        [
          '- `default`: that of the build, as without the flag',
          '- `none`: none but its own loopback: surely nothing is downloaded',
          '- `host`: that of the machine of the builder; the build must allow it with `--allow network.host`',
        ].join('\n'),
        '```dockerfile\nRUN --network=none make test\n```',
      ].join('\n\n'),
    );
  });

  test('knows an instruction in any case, and no other word', () => {
    expect(instructionEntry('copy')).toBe(instructionReference.COPY);
    expect(instructionEntry('toString')).toBeUndefined();
    expect(flagReference('COPY', 'constructor')).toBeUndefined();
    expect(flagReference('LABEL', 'from')).toBeUndefined();
  });
});
