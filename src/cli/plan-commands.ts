// The commands about a build as a whole: its steps, what a change rebuilds, how long it takes.

import { UserError } from '../user-error.ts';
import { buildOptions, platform } from './build-option-table.ts';
import { changeOptions } from './change-option-table.ts';
import { asJson, color, type Command, withColor, withoutColor } from './command.ts';
import type { Choice, Text } from './options.ts';

const planFormat = {
  kind: 'choice',
  name: 'format',
  values: ['text', 'json', 'dot', 'mermaid', 'svg', 'html'],
  initial: 'text',
  summary: 'How to write the plan',
} as const satisfies Choice;

export const plan: Command = {
  name: 'plan',
  summary: 'Show what will be built: stages, steps, and what each step takes',
  usage: 'slipway plan [options] [Dockerfile]',
  operands: { least: 0, most: 1 },
  options: [planFormat, ...buildOptions, withColor, withoutColor],
  notes: [
    'The steps have the names that BuildKit shows while it builds. Those without a number make no layer. Stages that the ' +
      'target does not need are not built, and equal steps of two stages are one. Of several platforms the first is shown. ' +
      'Nothing is run or downloaded.',
    '`html` is a page with a picture and all that is known of each step, `svg` the picture alone; `dot` is for Graphviz, ' +
      '`mermaid` for Markdown, `json` for programs.',
    'The exit code is 0, 1 if the builder would refuse the file, and 2 if the call is wrong or the file could not be read.',
  ],
  async run(given, io) {
    io.keepCompiledCode();
    const { readBuild } = await import('./build-options.ts');
    const { planFile } = await import('./plan.ts');
    const settings = {
      format: given.valueOf(planFormat),
      isMultiPlatform: given.textsOf(platform).at(-1)?.includes(',') ?? false,
      color: color(given),
    };
    return planFile(await readBuild(given.operands[0], given, io), settings, io);
  },
};

const simulateFormat = {
  kind: 'choice',
  name: 'format',
  values: ['text', 'json', 'svg'],
  initial: 'text',
  summary: 'How to write it; svg is the timeline as a picture',
} as const satisfies Choice;
const engine = {
  kind: 'choice',
  name: 'engine',
  values: ['buildkit', 'classic'],
  initial: 'buildkit',
  summary: 'The builder; classic is that of DOCKER_BUILDKIT=0',
} as const satisfies Choice;
const workers: Text = {
  kind: 'text',
  name: 'workers',
  value: 'number',
  summary: 'How many steps may run at once, as max-parallelism of BuildKit (no limit if not given)',
};
const timings: Text = {
  kind: 'text',
  name: 'timings',
  value: 'file',
  summary:
    'How long steps took: what `docker buildx build --progress=rawjson` wrote on standard error, in place of what ' +
    '`slipway verify` has kept. May be given several times',
};

export const simulate: Command = {
  name: 'simulate',
  summary: 'Play through a build without an engine: the order, the time, what is cached',
  usage: 'slipway simulate [options] [Dockerfile]',
  operands: { least: 0, most: 1 },
  options: [simulateFormat, engine, workers, timings, ...changeOptions, ...buildOptions, withColor, withoutColor],
  notes: [
    'Without a change, the builder has built nothing before. With changes (`--changed`, `--since`, `--base`, …), it has built what ' +
      'was there before them. Steps run as soon as what they take is there, as in BuildKit. A step that is cached only if a ' +
      'command writes what it wrote before is taken for one that runs.',
    'Steps take as long as in the builds of the same Dockerfile and folder that `slipway verify` has seen, or as `--timings` ' +
      'tells; they are known by their names without numbers. Of others the time is an estimate by what they do: rough values ' +
      'for installing, compiling, copying, pulling. The report says how many.',
    '`--engine classic` writes the transcript of the classic builder, with every intermediate image and container; their ids ' +
      'are made up. Nothing is run or downloaded.',
    'The exit code is 0, 1 if the builder would refuse the file, and 2 if the call is wrong or a file could not be read.',
  ],
  async run(given, io) {
    io.keepCompiledCode();
    const { readBuild } = await import('./build-options.ts');
    const { simulateFile } = await import('./simulate.ts');
    const settings = {
      format: given.valueOf(simulateFormat),
      engine: given.valueOf(engine),
      workers: given.textsOf(workers).at(-1),
      timings: given.textsOf(timings),
      color: color(given),
    };
    return simulateFile(await readBuild(given.operands[0], given, io), given, settings, io);
  },
};

const builder = {
  kind: 'choice',
  name: 'builder',
  values: ['buildkit', 'classic'],
  initial: 'buildkit',
  summary: 'Whose cache is meant',
} as const satisfies Choice;
const impactFormat = {
  kind: 'choice',
  name: 'format',
  values: ['text', 'json', 'github', 'mermaid'],
  initial: 'text',
  summary: 'How to write it',
} as const satisfies Choice;
const failIfRebuilds: Text = {
  kind: 'text',
  name: 'fail-if-rebuilds',
  value: 'text',
  summary:
    'Exit with 1 if a step rebuilds whose stage has this name or whose name has this text. May be given several times',
};

export const impact: Command = {
  name: 'impact',
  summary: 'Tell what a change rebuilds, and why',
  usage: 'slipway impact [options] [Dockerfile]',
  operands: { least: 0, most: 1 },
  options: [...changeOptions, builder, impactFormat, failIfRebuilds, ...buildOptions, withColor, withoutColor],
  notes: [
    'It is as if the build had just been done before the change, with an empty cache at first. `cached`: the step is in the ' +
      'cache; `rebuilds`: it is not; `perhaps`: that depends on what a command writes, or on what is in an image. ' +
      'Nothing is run or downloaded.',
    'A `--build-arg` is a change, too: before, the argument had no value, or that of `--build-arg-before`. Files that git ' +
      'ignores count as unchanged for `--since`. What `--changed` names has changed if it is there, and otherwise been deleted.',
    'A step that only may rebuild does not count for `--fail-if-rebuilds`. The exit code is 0, 1 if such a step rebuilds or the ' +
      'builder would refuse the file, and 2 if the call is wrong or the file could not be read.',
  ],
  async run(given, io) {
    io.keepCompiledCode();
    const { readBuild } = await import('./build-options.ts');
    const { impactFile } = await import('./impact.ts');
    const settings = {
      builder: given.valueOf(builder),
      format: given.valueOf(impactFormat),
      guarded: given.textsOf(failIfRebuilds),
      color: color(given),
    };
    return impactFile(await readBuild(given.operands[0], given, io), given, settings, io);
  },
};

export const showContext: Command = {
  name: 'context',
  summary: 'Show what of the build context is sent, and what the ignore file leaves out',
  usage: 'slipway context [options] [Dockerfile]',
  operands: { least: 0, most: 1 },
  options: [asJson, ...buildOptions, withColor, withoutColor],
  notes: [
    'BuildKit sends what the steps of the target take, and only what has changed since the last time; the classic builder sends ' +
      'all that is not left out. Sizes are those of the files.',
    'The exit code is 0, 1 if the builder would refuse the file, and 2 if the call is wrong or the file could not be read.',
  ],
  async run(given, io) {
    io.keepCompiledCode();
    const { readBuild } = await import('./build-options.ts');
    const { showContext: show } = await import('./context.ts');
    return show(await readBuild(given.operands[0], given, io), { json: given.has(asJson), color: color(given) }, io);
  },
};

export const verify: Command = {
  name: 'verify',
  summary: 'Run a build, and compare what was expected of its cache with what became of it',
  usage: 'slipway verify [options] -- docker buildx build [options] folder',
  operands: { least: 0, most: Infinity },
  options: [withColor, withoutColor],
  notes: [
    'This is the one command that runs something: what stands behind `--`, as it stands there but for `--progress=rawjson`, ' +
      'without a shell. Its progress is shown as with `--progress=plain`. `docker build`, `docker buildx build` and ' +
      '`docker image build` will do, of a folder and for one platform; `bake` and `compose` will not.',
    'What is expected comes from the builds of the same Dockerfile and folder by the same engine that `slipway verify` has seen ' +
      'before; it keeps the Dockerfile, the options that count, and the names and digests of the files in the cache folder of the ' +
      'user. So the first run only looks. It also keeps how long the steps took, for `slipway simulate`.',
    'The exit code is that of the build if it fails, otherwise 1 if a step differs from what was certain or the builder would ' +
      'refuse the Dockerfile, and 2 if the call is wrong.',
  ],
  async run(given, io) {
    io.keepCompiledCode();
    const { verifyBuild } = await import('./verify.ts');
    const [surplus] = given.operands.slice(0, given.operands.length - given.behind.length);
    if (surplus !== undefined) throw new UserError(`"${surplus}" stands in front of "--": ${verify.usage}`);
    return verifyBuild(given.behind, color(given), io);
  },
};
