// Random changes between two builds.

import type { RandomBuild, RandomFile, RandomStage } from './build.ts';
import { type BuilderName, ignoreText } from './generate.ts';
import type { Random } from '../../random-numbers.ts';

/** The build after one change to three. */
export function editBuild(random: Random, build: RandomBuild, builder: BuilderName): RandomBuild {
  let edited = build;
  for (let count = 1 + random.integer(3); count > 0; count--) edited = editOnce(random, edited, builder);
  return edited;
}

function editOnce(random: Random, build: RandomBuild, builder: BuilderName): RandomBuild {
  const kind = random.integer(100);
  if (kind < 45) return { ...build, files: editFiles(random, build.files) };
  if (kind < 85) return { ...build, stages: editStages(random, build.stages) };
  if (kind < 92) return { ...build, buildArgs: new Map([['VERSION', String(random.integer(3))]]) };
  if (kind < 95 || builder === 'classic') return { ...build, noCache: true };
  return { ...build, noCache: build.stages.flatMap(({ name }) => (name !== '' && random.chance(40) ? [name] : [])) };
}

/** No file that an instruction names is deleted. */
function editFiles(random: Random, files: RandomBuild['files']): RandomBuild['files'] {
  const edited = new Map(files);
  const path = random.pick(['a.txt', 'b.txt', 'run.sh', 'notes.md', 'dir/c.txt', 'dir/d.txt', 'dir/sub/e.txt']);
  const file = files.get(path);
  const change = random.integer(7);
  if (change === 0) edited.set(random.pick(['new.txt', 'dir/new.txt', 'new.md', 'dir/sub/new.txt']), newFile(random));
  else if (change === 1) edited.set('.dockerignore', { ...newFile(random), content: ignoreText(random) });
  else if (change === 2) edited.delete(random.pick(['notes.md', 'dir/d.txt', 'new.txt', 'dir/sub/e.txt']));
  else if (change === 3)
    edited.set('link.txt', { kind: 'link', content: random.pick(['b.txt', 'a.txt']), mode: 0o777, time: later() });
  else if (file !== undefined && change === 4) edited.set(path, { ...file, time: later() });
  else if (file !== undefined && change === 5)
    edited.set(path, { ...file, mode: random.pick([0o600, 0o644, 0o755]), time: later() });
  else if (file !== undefined)
    edited.set(path, { ...file, content: `${file.content}${random.integer(3)}\n`, time: later() });
  return edited;

  function later(): number {
    return 1_800_000_000 + random.integer(1_000_000);
  }

  function newFile(from: Random): RandomFile {
    return { kind: 'file', content: `new ${from.integer(3)}\n`, mode: 0o644, time: later() };
  }
}

function editStages(random: Random, stages: readonly RandomStage[]): readonly RandomStage[] {
  const index = random.integer(stages.length);
  return stages.map((stage, at) => (at === index ? editStage(random, stage) : stage));
}

function editStage(random: Random, stage: RandomStage): RandomStage {
  const { instructions, from } = stage;
  const at = random.integer(instructions.length + 1);
  const before = instructions.slice(0, at);
  const [changed, ...after] = instructions.slice(at);
  const kind = random.integer(6);
  const canRun = from === 'busybox' || from === 'busybox:latest' || from === '$BASE';
  const added = random.pick([
    'LABEL added=1',
    'ENV ADDED=1',
    '# added',
    canRun ? 'RUN echo added' : 'ARG ADDED=1',
    'WORKDIR /added',
  ]);
  if (changed === undefined || kind === 0)
    return { ...stage, instructions: [...before, added, ...instructions.slice(at)] };
  // Later instructions take the files that these leave.
  const isNeeded = /^(?:RUN|COPY|ADD|WORKDIR|ONBUILD)/.test(changed);
  if (kind === 1 && !isNeeded) return { ...stage, instructions: [...before, ...after] };
  return { ...stage, instructions: [...before, editInstruction(random, changed), ...after] };
}

/** Another number, another flag, other blanks: nothing that could make the build fail. */
function editInstruction(random: Random, text: string): string {
  const digit = String(random.integer(4));
  if (/^(?:RUN (?:echo|mkdir)|ENV|ARG|LABEL|RUN <<)/.test(text)) return text.replace(/\d(?!.*\d)/s, digit);
  if (/^(?:COPY|ADD) (?!-)/.test(text)) return text.replace(' ', random.pick([' --chown=3 ', '  ', ' --chown=0:0 ']));
  return random.chance(50) ? text.replace(/^\w+/, (keyword) => keyword.toLowerCase()) : text;
}
