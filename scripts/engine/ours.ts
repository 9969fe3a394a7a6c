// What Slipway says of a case, in the shape of the engine's answers.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../rules/index.ts';
import { createMatcher, readIgnoreFile } from '../../src/context/dockerignore.ts';
import { readBuildContexts } from '../../src/cli/build-contexts.ts';
import { systemShell } from '../../src/knowledge/stage-shell.ts';
import { checksOf } from '../../src/lint/check.ts';
import { evaluate } from '../../src/model/evaluation/evaluate.ts';
import type { Model } from '../../src/model/model.ts';
import type { EvaluateOptions } from '../../src/model/evaluation/options.ts';
import { targetsOf } from '../../src/model/evaluation/targets.ts';
import type { IgnoreList } from '../../src/model/ignore-list.ts';
import type { ImageSource } from '../../src/model/image-source.ts';
import type { Note } from '../../src/model/notes.ts';
import { fromOci, toOci } from '../../src/model/oci-image.ts';
import { runPlan, type RunPlan } from '../../src/model/run-plan.ts';
import { builderError, parse, type Parsed } from '../../src/syntax/parse.ts';
import { parsePlatform, platformOf } from '../../src/syntax/platform.ts';
import { Source } from '../../src/syntax/source.ts';
import type { Answers, BuiltImage, ListAnswer, Warning } from './answers.ts';
import type { Case } from './cases.ts';

export interface Ours extends Answers {
  /** One for each run of the case. */
  readonly plans: readonly RunPlan[];
}

/** Answers where every base image is `base`. */
export class Answerer {
  readonly #images: ImageSource;
  readonly #ignored: IgnoreList | undefined;

  constructor(base: BuiltImage, context: string) {
    const image = fromOci({
      os: base.os,
      architecture: base.architecture,
      config: base.config,
      // Marked as empty, so that what is not is a layer on top of it.
      history: base.history.map((entry) => ({
        created_by: entry.createdBy,
        comment: entry.comment,
        empty_layer: true,
      })),
      rootfs: { type: 'layers', diff_ids: Array.from({ length: base.layers }, String) },
    });
    this.#images = { lookup: () => ({ kind: 'found', image }) };
    this.#ignored = readIgnored(context);
  }

  answer(testCase: Case): Ours {
    const parsed = parse(new Source('Dockerfile', testCase.dockerfile));
    const evaluated = (mode: NonNullable<EvaluateOptions['mode']>): Model => {
      return evaluate(parsed, { ...optionsOf(testCase.options), images: this.#images, ignored: this.#ignored, mode });
    };
    const check = evaluated('check');
    const outline = evaluated('outline');
    const build = evaluated('build');
    const { image, target } = build;
    const shell = target && systemShell(target);
    return {
      check: { warnings: check.notes.flatMap(warningOf), error: check.error },
      targets: targetsAnswer(parsed),
      outline: outlineAnswer(outline),
      build: image === undefined ? { error: build.error?.message ?? '' } : { image: builtImage(image) },
      plans: image === undefined ? [] : testCase.runs.map((words) => runPlan(image, words, shell)),
    };
  }
}

function readIgnored(context: string): IgnoreList | undefined {
  const patterns = readIgnoreFile(readFileSync(join(context, '.dockerignore'), 'utf8'));
  const matcher = patterns.ok ? createMatcher(patterns.value) : patterns;
  return patterns.ok && matcher.ok ? { patterns: patterns.value, ...matcher.value } : undefined;
}

const linux = platformOf('linux', 'amd64');

/** From pairs of an option of `docker build` and its value. */
function optionsOf(words: readonly string[]): EvaluateOptions {
  const valuesOf = (option: string): readonly string[] => {
    return words.flatMap((word, index) => (words[index - 1] === option ? [word] : []));
  };
  const buildArgs = new Map(valuesOf('--build-arg').map((text) => splitArgument(text)));
  const [asked] = valuesOf('--platform').map((text) => parsePlatform(text, linux));
  const contexts = readBuildContexts(valuesOf('--build-context'), linux, process.cwd());
  return { buildArgs, contexts, target: valuesOf('--target')[0], ...(asked?.ok === true && { platform: asked.value }) };
}

function splitArgument(text: string): readonly [name: string, value: string] {
  const equals = text.indexOf('=');
  return [text.slice(0, equals), text.slice(equals + 1)];
}

const checks = checksOf(rules);

function warningOf(note: Note): readonly Warning[] {
  if (note.silenced) return [];
  const { first, last } = note.lines;
  const lines = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [{ rule: note.check, detail: checks.get(note.check)?.detail(note) ?? '', lines }];
}

function targetsAnswer(parsed: Parsed): ListAnswer {
  const error = builderError(parsed);
  if (error !== undefined) return { error };
  const value = targetsOf(parsed.file).map(({ name, isDefault, description, base, platform, from }) => {
    return { name, default: isDefault, description, base, platform, line: from.lines.first };
  });
  return { value };
}

function outlineAnswer({ error, outline }: Model): ListAnswer {
  return outline === undefined ? { error: error?.message ?? '' } : { value: outline };
}

function builtImage(image: NonNullable<Model['image']>): BuiltImage {
  const { os = '', architecture = '', author = '', config, history, created } = toOci(image);
  const entries = history ?? [];
  return {
    id: '',
    os,
    architecture,
    author,
    created,
    config: config ?? {},
    layers: (image.layers?.length ?? 0) + entries.filter((entry) => entry.empty_layer !== true).length,
    history: entries.map(({ created: at, created_by: createdBy = '', comment = '' }) => ({
      created: at,
      createdBy,
      comment,
    })),
  };
}
