// What a change is said to rebuild is what the simulated builder rebuilds after it.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rebuiltBy, stepsAt } from '../../src/lsp/steps/step-cache.ts';
import { impactBetween } from '../plan/builds.ts';
import { viewOf } from './marked.ts';

const files = { a: '1', 'b/c': '2', d: '3' };

/** An instruction and its edited form. */
const pairs = [
  ['RUN one', 'RUN one!'],
  ['RUN two $V', 'RUN two! $V'],
  ['RUN ["three"]', 'RUN ["three!"]'],
  ['RUN --mount=type=cache,target=/c four', 'RUN --mount=type=cache,target=/c four!'],
  ['RUN --mount=source=a,target=/a five', 'RUN --mount=source=a,target=/a five!'],
  ['COPY a /a', 'COPY a /a!'],
  ['COPY --link b /b', 'COPY --link b /b!'],
  ['COPY d$V* /d', 'COPY d$V* /d!'],
  ['COPY d rel', 'COPY d rel!'],
  ['ENV V=1', 'ENV V=2'],
  ['ENV W=$V', 'ENV W=!$V'],
  ['ARG V=7', 'ARG V=8'],
  ['USER u', 'USER u2'],
  ['WORKDIR /w', 'WORKDIR /w2'],
  ['WORKDIR x', 'WORKDIR x2'],
  ['SHELL ["bash", "-c"]', 'SHELL ["zsh", "-c"]'],
  ['LABEL l=1', 'LABEL l=2'],
  ['CMD one', 'CMD two'],
  ['COPY --from=PREVIOUS /a /z', 'COPY --from=PREVIOUS /a /z!'],
  ['RUN --mount=from=PREVIOUS,target=/p six', 'RUN --mount=from=PREVIOUS,target=/p six!'],
] as const;

const stage = fc.record({
  base: fc.constantFrom('alpine', 'debian', 'PREVIOUS', 'PREVIOUS'),
  steps: fc.array(fc.constantFrom(...pairs), { minLength: 1, maxLength: 5 }),
});

type Stage = typeof stage extends fc.Arbitrary<infer Made> ? Made : never;

test('a change rebuilds what the builder rebuilds after it, and what is sure is sure', () => {
  fc.assert(
    fc.property(fc.array(stage, { minLength: 1, maxLength: 4 }), fc.nat(), (stages, choice) => {
      const lines: string[] = [];
      const edits: { readonly line: number; readonly text: string }[] = [];
      for (const [index, { base, steps }] of stages.entries()) {
        const previous = index === 0 ? 'alpine' : `s${index - 1}`;
        lines.push(`FROM ${base.replace('PREVIOUS', previous)} AS s${index}`);
        for (const [text, edited] of steps) {
          lines.push(text.replace('PREVIOUS', previous));
          edits.push({ line: lines.length, text: edited.replace('PREVIOUS', previous) });
        }
      }
      const edit = edits[choice % edits.length];
      const view = viewOf(lines.join('\n'), { files });
      const instruction = view.analysis.file.instructions.find(({ lines: { first } }) => first === edit?.line);
      const [step] = instruction === undefined ? [] : stepsAt(view, instruction);
      if (edit === undefined || step === undefined || view.plan === undefined) return;
      const { steps, uncertain } = rebuiltBy(view.plan, step);
      const told = new Set(steps.map((one) => one.lines.first));
      const sure = steps.flatMap((one) => (uncertain.has(one) ? [] : [one.lines.first]));
      const after = lines.with(edit.line - 1, edit.text).join('\n');
      const impact = impactBetween({ dockerfile: lines.join('\n'), files }, { dockerfile: after, files });
      const lost = impact.steps.filter(({ fate }) => fate !== 'cached').map(({ line }) => line);
      // What files a stage has may be known to the builder; nothing here looks.
      expect(lost.filter((line) => !told.has(line))).toEqual([]);
      const rebuilt = new Set(impact.steps.flatMap(({ line, fate }) => (fate === 'rebuilds' ? [line] : [])));
      expect(sure.filter((line) => !rebuilt.has(line))).toEqual([]);
    }),
    { numRuns: 150, examples: [hiddenByArgument(0), hiddenByArgument(1)] },
  );
}, 30_000);

/** ENV wins over the ARG of a stage in those that start from it. `edited` is the place of the changed line. */
function hiddenByArgument(edited: number): [Stage[], number] {
  const run = ['RUN one', 'RUN one!'] as const;
  const settings = [['ENV V=1', 'ENV V=2'] as const, ['ARG V=7', 'ARG V=8'] as const];
  return [
    [
      { base: 'alpine', steps: [...settings, run] },
      { base: 'PREVIOUS', steps: [run] },
    ],
    edited,
  ];
}
