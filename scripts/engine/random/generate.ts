// Random Dockerfiles that can be built: each takes only files that are surely there.

import type { RandomBuild, RandomFile, RandomStage } from './build.ts';
import type { Random } from '../../random-numbers.ts';

export type BuilderName = 'buildkit' | 'classic';

const START = 1_700_000_000;

/** A stage while its instructions are chosen. */
interface Draft extends RandomStage {
  readonly instructions: string[];
  /** Paths that are there, whatever commands write. */
  readonly paths: string[];
  /** There is a shell. */
  readonly canRun: boolean;
}

/** The classic builder is not asked for what it does not know. */
export function generateBuild(random: Random, builder: BuilderName): RandomBuild {
  const drafts: Draft[] = [];
  const count = 1 + random.integer(5);
  for (let index = 0; index < count; index++) drafts.push(new StageMaker(random, builder, drafts).make(index));
  const last = drafts.at(-1);
  const hasBase = drafts.some(({ from }) => from === '$BASE');
  return {
    globals: hasBase ? ['ARG BASE=busybox'] : [],
    stages: drafts.map(({ from, name, instructions }) => ({ from, name, instructions })),
    files: generateFiles(random),
    buildArgs: new Map(random.chance(40) ? [['VERSION', String(random.integer(3))]] : []),
    target: random.chance(15) && last !== undefined && last.name !== '' ? last.name : undefined,
    noCache: [],
  };
}

function generateFiles(random: Random): ReadonlyMap<string, RandomFile> {
  const files = new Map<string, RandomFile>([
    ['a.txt', file(random)],
    ['b.txt', file(random)],
    ['run.sh', { ...file(random), content: `#!/bin/sh\necho ${random.integer(3)}\n`, mode: 0o755 }],
    ['notes.md', file(random)],
    ['dir', folder],
    ['dir/c.txt', file(random)],
    ['dir/d.txt', file(random)],
    ['dir/sub', folder],
    ['dir/sub/e.txt', file(random)],
    ['link.txt', { kind: 'link', content: 'a.txt', mode: 0o777, time: START }],
  ]);
  if (random.chance(30)) files.set('empty', folder);
  if (random.chance(50)) files.set('.dockerignore', { ...file(random), content: ignoreText(random) });
  return files;
}

const folder: RandomFile = { kind: 'folder', content: '', mode: 0o755, time: START };

function file(random: Random): RandomFile {
  return { kind: 'file', content: `${random.integer(5)}\n`, mode: 0o644, time: START + random.integer(1000) };
}

export function ignoreText(random: Random): string {
  const lines = ['*.md', '**/*.md', 'dir/sub', 'run.sh\n!run.sh', '.dockerignore', '# nothing', 'notes.*\n'];
  return `${random.pick(['*.md', ...lines])}\n${random.chance(30) ? '.dockerignore\n' : ''}`;
}

class StageMaker {
  readonly #random: Random;
  readonly #isClassic: boolean;
  readonly #earlier: readonly Draft[];

  constructor(random: Random, builder: BuilderName, earlier: readonly Draft[]) {
    this.#random = random;
    this.#isClassic = builder === 'classic';
    this.#earlier = earlier;
  }

  make(index: number): Draft {
    const random = this.#random;
    const base = this.#base(index);
    const parent = this.#earlier.find(({ name }) => name !== '' && name === base);
    const stage: Draft = {
      from: base,
      name: random.chance(80) ? `s${index}` : '',
      instructions: [],
      paths: base === 'scratch' ? [] : parent === undefined ? ['/bin/sh', '/etc/passwd'] : [...parent.paths],
      canRun: parent?.canRun ?? base !== 'scratch',
    };
    const count = 2 + random.integer(6);
    for (let number = 0; number < count; number++) this.#add(stage);
    if (stage.canRun && random.chance(20)) {
      stage.instructions.push(`ONBUILD ${random.pick(['COPY a.txt /onbuild/', 'RUN echo trigger > /trigger'])}`);
    }
    return stage;
  }

  #base(index: number): string {
    const random = this.#random;
    const named = this.#earlier.filter(({ name }) => name !== '');
    const [first, ...others] = named;
    if (first !== undefined && random.chance(45)) return random.pick([first, ...others]).name;
    if (index > 0 && random.chance(15)) return 'scratch';
    return random.chance(15) ? '$BASE' : random.pick(['busybox', 'busybox:latest']);
  }

  /** Of a stage without a shell nothing is run. */
  #add(stage: Draft): void {
    const random = this.#random;
    const kind = random.integer(100);
    if (stage.canRun && kind < 35) stage.instructions.push(this.#run(stage));
    else if (kind < 75) stage.instructions.push(this.#copy(stage));
    else if (kind < 82) stage.instructions.push(`WORKDIR ${random.pick(['/app', 'sub', '/', '/app/deep'])}`);
    else stage.instructions.push(...this.#metadata());
  }

  #metadata(): readonly string[] {
    const random = this.#random;
    const value = random.integer(3);
    return random.pick<readonly string[]>([
      [`ENV NAME=${value}`],
      [`ENV OTHER=${value} NAME=x`],
      [`ARG VERSION=${value}`],
      ['ARG VERSION'],
      [`LABEL label=${value}`],
      [`EXPOSE 808${value}`],
      [`CMD ["echo", "${value}"]`],
      ['VOLUME /data'],
      ['USER 1', 'USER 0:0'],
      ['# a comment'],
    ]);
  }

  #run(stage: Draft): string {
    const random = this.#random;
    const value = random.integer(4);
    const path = `/made${random.integer(3)}`;
    const plain = random.pick([
      `RUN echo ${value}`,
      `RUN echo ${value} > ${path}`,
      `RUN echo $VERSION $NAME > ${path}`,
      `RUN cat /proc/uptime > ${path}`,
      'RUN ["/bin/sh", "-c", "echo words"]',
      `RUN mkdir -p /folder && echo ${value} > /folder/file`,
      `RUN echo one && \\\n    echo ${value}`,
    ]);
    if (this.#isClassic || random.chance(60)) {
      if (plain.includes(`> ${path}`)) stage.paths.push(path);
      if (plain.includes('/folder')) stage.paths.push('/folder');
      return plain;
    }
    return random.pick([
      `RUN --mount=type=bind,target=/context ls /context`,
      `RUN --mount=type=bind,source=dir,target=/context cat /context/c.txt`,
      `RUN --mount=type=bind,source=a.txt,target=/a.txt,rw cat /a.txt > ${path}`,
      `RUN --mount=type=cache,target=/cache echo ${value} > /cache/file`,
      `RUN --mount=type=cache,id=shared,target=/cache,sharing=locked true ${value}`,
      `RUN --mount=type=tmpfs,target=/tmp echo ${value} > /tmp/file`,
      `RUN --mount=type=secret,id=token test ! -e /run/secrets/token || echo ${value}`,
      `RUN <<EOF\necho ${value}\necho two\nEOF`,
      `RUN <<-NAME\n\techo ${value}\nNAME`,
      `RUN cat <<EOF > /heredoc\n${value}\nEOF`,
      `RUN <<EOF\n#!/bin/sh\necho ${value}\nEOF`,
      ...this.#stageMounts(),
    ]);
  }

  #stageMounts(): readonly string[] {
    return this.#earlier.flatMap(({ name, paths }) => {
      const [first, ...others] = paths;
      if (name === '' || first === undefined) return [];
      return [
        `RUN --mount=type=bind,from=${name},source=${this.#random.pick([first, ...others])},target=/mnt/from ls /mnt`,
      ];
    });
  }

  #copy(stage: Draft): string {
    const random = this.#random;
    const fromStage = this.#stageCopy(stage);
    if (fromStage !== undefined) return fromStage;
    const flags = this.#copyFlags();
    const target = random.pick(['/files/', '/', './', '/files/deep/']);
    if (!this.#isClassic && random.chance(12)) {
      const name = random.pick(['EOF', '"EOF"']);
      return `COPY${flags} <<${name} /files/heredoc\ntext ${random.integer(3)} $NAME\nEOF`;
    }
    if (target.startsWith('/files')) stage.paths.push(target.slice(0, -1));
    const source = random.pick([
      'a.txt',
      'b.txt run.sh',
      '*.txt',
      'dir',
      'dir/',
      'dir/*',
      '.',
      'link.txt',
      'dir/c.txt a.txt',
      'run.s[h]',
      ...(this.#isClassic ? [] : ['dir/sub/../c.txt']),
    ]);
    return `${random.chance(20) ? 'ADD' : 'COPY'}${flags} ${source} ${target}`;
  }

  #copyFlags(): string {
    const random = this.#random;
    if (this.#isClassic) return random.chance(15) ? ' --chown=1:1' : '';
    if (random.chance(65)) return '';
    return random.pick([
      ' --chown=1:1',
      ' --chmod=700',
      ' --link',
      ' --chown=root',
      ' --link --chown=2',
      ' --exclude=*.md',
    ]);
  }

  #stageCopy(stage: Draft): string | undefined {
    const random = this.#random;
    const sources = this.#earlier.flatMap(({ name, paths }) =>
      name === '' ? [] : paths.map((path) => ({ name, path })),
    );
    const [first, ...others] = sources;
    if (first === undefined || random.chance(30)) return undefined;
    const { name, path } = random.pick([first, ...others]);
    const link = !this.#isClassic && random.chance(20) ? ' --link' : '';
    const target = `/from/${name}${path}`;
    stage.paths.push(target);
    return `COPY --from=${name}${link} ${path} ${target}`;
  }
}
