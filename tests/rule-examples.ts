// Examples of rules as tests: the findings are drawn under the lines of the Dockerfile and the drawing is compared.

import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { Analysis, type BuildSettings } from '../src/analysis.ts';
import type { Diagnostic } from '../src/diagnostic.ts';
import { dedent, exampleText } from '../src/lint/example.ts';
import { applyFixes } from '../src/lint/fix.ts';
import { lint } from '../src/lint/lint.ts';
import type { Example } from '../src/lint/rule.ts';
import type { ContextSource } from '../src/model/context-source.ts';
import { type ImageSource, noImages } from '../src/model/image-source.ts';
import { fromOci } from '../src/model/oci-image.ts';
import { Source } from '../src/syntax/source.ts';

/** More than enough: a fix that is still not done then never will be. */
const MAX_ROUNDS = 10;

/** One test an example of `rule`, in the notation of `Example`. */
export function testExamples(
  rule: string,
  examples: { readonly bad?: readonly Example[]; readonly good?: readonly Example[] },
): void {
  describe.each(examples.bad ?? [])('bad %#', (example) => {
    const text = exampleText(example);
    const dockerfile = withoutCarets(text);

    test('has the findings that its carets show', () => {
      expect(draw(dockerfile, findingsOf(rule, dockerfile, surroundingsOf(example)))).toBe(text);
      expect(text).not.toBe(dockerfile);
    });

    test('is fixed as it says', () => {
      const fixed = typeof example === 'string' || example.fixed === undefined ? dockerfile : dedent(example.fixed);
      expect(fix(rule, dockerfile, surroundingsOf(example))).toBe(fixed);
    });

    testSyntax(rule, dockerfile);
  });

  describe.each(examples.good ?? [])('good %#', (example) => {
    const dockerfile = exampleText(example);

    test('has no finding', () => {
      expect(draw(dockerfile, findingsOf(rule, dockerfile, surroundingsOf(example)))).toBe(dockerfile);
    });

    testSyntax(rule, dockerfile);
  });
}

function testSyntax(rule: string, dockerfile: string): void {
  if (rule === 'syntax') return;
  test('is a Dockerfile that BuildKit takes', () => {
    expect(new Analysis(new Source('Dockerfile', dockerfile)).diagnostics).toEqual([]);
  });
}

/** What `rule` finds; the others run too, since what a comment allows depends on them. */
function findingsOf(rule: string, dockerfile: string, surroundings: BuildSettings = {}): readonly Diagnostic[] {
  const analysis = new Analysis(new Source('Dockerfile', dockerfile), surroundings);
  return lint(analysis, rules).filter((finding) => finding.rule === rule);
}

function surroundingsOf(example: Example): BuildSettings {
  if (typeof example === 'string') return {};
  const { context, images } = example;
  return {
    ...(context !== undefined && { context: contextOf(context) }),
    ...(images !== undefined && { images: imagesOf(images) }),
  };
}

function contextOf(files: Readonly<Record<string, string>>): ContextSource {
  const text = files['.dockerignore'];
  return {
    ignoreFile: () => (text === undefined ? undefined : { path: '.dockerignore', text }),
    entries: (folder) => entriesOf(Object.keys(files), folder),
    read: (path) => files[path],
  };
}

function entriesOf(paths: readonly string[], folder: string): readonly string[] | undefined {
  const prefix = folder === '.' ? '' : `${folder}/`;
  const below = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const names = new Set(below.map((path) => path.slice(0, `${path}/`.indexOf('/') + 1)));
  return below.length === 0 ? undefined : [...names];
}

function imagesOf(platforms: Readonly<Record<string, string>>): ImageSource {
  return {
    lookup(reference, platform) {
      const [os, architecture] = platforms[reference.familiar]?.split('/') ?? [];
      if (os === undefined || architecture === undefined) return noImages.lookup(reference, platform);
      return {
        kind: 'found',
        image: fromOci({ os, architecture, config: {}, rootfs: { type: 'layers', diff_ids: [] } }),
      };
    },
  };
}

function fix(rule: string, dockerfile: string, surroundings: BuildSettings): string {
  let text = dockerfile;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fixed = applyFixes(
      text,
      findingsOf(rule, text, surroundings).flatMap((finding) => finding.fix ?? []),
    );
    if (fixed === text) return text;
    text = fixed;
  }
  throw new Error(`the fixes of ${rule} do not come to an end`);
}

function withoutCarets(text: string): string {
  return text.replace(/^[ \t]*\^+ .*\n/gm, '');
}

/** The Dockerfile with every finding under the line that it starts on; of a longer one the part on that line. */
function draw(dockerfile: string, findings: readonly Diagnostic[]): string {
  const source = new Source('Dockerfile', dockerfile);
  const lines = dockerfile.split('\n').map((line) => [line]);
  for (const { span, message } of findings) {
    const { line, column } = source.position(span.start);
    const text = source.line(line);
    const width = Math.max(1, Math.min(span.end - span.start, text.length - column + 1));
    const margin = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
    lines[line - 1]?.push(`${margin}${'^'.repeat(width)} ${message}`);
  }
  return lines.flat().join('\n');
}
