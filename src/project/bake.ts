// Bake files, HCL and JSON: targets with what they inherit, one for each row of a matrix.

import type { Source, Span } from '../syntax/source.ts';
import { type Build, type Found, known, type Problem, problemAt, unknown } from './build.ts';
import { bakeSection, textList } from './bake-section.ts';
import type { ComposeServices } from './compose.ts';
import { readData } from './data.ts';
import type { Attribute, Block, Body } from './hcl/ast.ts';
import { Evaluator, type Locals } from './hcl/evaluate.ts';
import { jsonBody } from './hcl/json.ts';
import { parseHcl } from './hcl/parse.ts';
import { type HclValue, isList, isObject, isUnknown, toText } from './hcl/value.ts';
import { mergeSections, type Section, toBuild } from './section.ts';

/** Nobody inherits over more targets; bake itself refuses circles. */
const DEEPEST = 32;
/** All combinations of a matrix. */
const MOST_ROWS = 500;
/** Targets that inherit from each other as often as they can would be merged without end. */
const MOST_MERGES = 20_000;

/** `context = BAKE_CMD_CONTEXT` is the folder in which bake runs. */
const FIXED: Locals = new Map<string, HclValue>([
  ['BAKE_CMD_CONTEXT', 'cwd://'],
  ['BAKE_LOCAL_PLATFORM', unknown('the machine decides about the platform')],
]);

const NO_LOCALS: Locals = new Map();
const NOTHING: Body = { attributes: [], blocks: [] };

interface Target {
  readonly source: Source;
  readonly span: Span;
  readonly section: Section;
  readonly inherits: readonly string[];
}

/**
 * Reads files that bake would read together, in its order: later ones add to what earlier ones say of a target. Targets
 * may inherit from the compose `services` of the same folder. `folder` is where bake runs.
 */
export function readBake(sources: readonly Source[], services: ComposeServices, folder: string): Found {
  return new BakeReader(services, folder).read(sources);
}

class BakeReader {
  readonly #folder: string;
  readonly #problems: Problem[] = [];
  readonly #targets = new Map<string, Target>();
  /** The targets of bake files: those of compose files are somebody else's builds. */
  readonly #own = new Set<string>();
  readonly #resolved = new Map<string, Section>();
  #merges = 0;

  constructor(services: ComposeServices, folder: string) {
    this.#folder = folder;
    for (const [name, { source, span, section }] of services) {
      // Bake has no dots in names (sanitizeTargetName).
      this.#targets.set(name.replaceAll('.', '_'), { source, span, section, inherits: [] });
    }
  }

  read(sources: readonly Source[]): Found {
    const files = sources.map((source) => ({ source, body: this.#parse(source) }));
    const bodies = files.map(({ body }) => body);
    const blocks = blocksByName(bodies);
    const evaluator: Evaluator = new Evaluator(bodies, FIXED, (type, name, attribute) =>
      attributeOf(blocks.get(`${type} ${name}`), attribute, evaluator),
    );
    for (const { source, body } of files) {
      for (const block of body.blocks) if (block.type === 'target') this.#addTargets(block, source, evaluator);
    }
    return { builds: [...this.#own].flatMap((name) => this.#build(name)), problems: this.#problems };
  }

  #parse(source: Source): Body {
    if (source.path.endsWith('.json')) {
      const { documents, problems } = readData(source);
      this.#problems.push(...problems);
      const [data] = documents;
      return data === undefined ? NOTHING : jsonBody(data);
    }
    const parsed = parseHcl(source.text);
    if (parsed.ok) return parsed.value;
    this.#report(source, parsed.error.at, parsed.error.message);
    return NOTHING;
  }

  /** One target, or one for each row of its matrix. */
  #addTargets(block: Block, source: Source, evaluator: Evaluator): void {
    const [label = ''] = block.labels;
    const find = (name: string): Attribute | undefined => block.body.attributes.find((found) => found.name === name);
    const matrix = find('matrix');
    const rows = matrix === undefined ? [NO_LOCALS] : rowsOf(evaluator.evaluate(matrix.value));
    if (typeof rows === 'string') return this.#report(source, block.headSpan.start, `the matrix is not known: ${rows}`);
    const naming = find('name');
    for (const row of rows) {
      const name = naming === undefined ? label : toText(evaluator.evaluate(naming.value, row));
      if (typeof name !== 'string') {
        this.#report(source, naming?.nameSpan.start ?? 0, `the name is not known: ${name.reason}`);
        continue;
      }
      const value = (attribute: string): HclValue => {
        const found = find(attribute);
        return found === undefined ? null : evaluator.evaluate(found.value, row);
      };
      const inherits = this.#parents(block, source, value('inherits'));
      this.#add(name, { source, span: block.headSpan, section: bakeSection(value, this.#folder), inherits });
    }
  }

  #parents(block: Block, source: Source, value: HclValue): readonly string[] {
    const inherits = value === null ? known([]) : textList(value);
    if (inherits.kind === 'known') return inherits.value;
    this.#report(source, block.headSpan.start, `what it inherits is not known: ${inherits.reason}`);
    return [];
  }

  #add(name: string, target: Target): void {
    this.#own.add(name);
    const before = this.#targets.get(name);
    const inherits = target.inherits.length > 0 ? target.inherits : (before?.inherits ?? []);
    const section = before === undefined ? target.section : mergeSections(before.section, target.section, 'replace');
    this.#targets.set(name, { ...target, inherits, section });
  }

  #build(name: string): readonly Build[] {
    const target = this.#targets.get(name);
    if (target === undefined) return [];
    return [toBuild(this.#resolve(name, target, 0), { ...target, name }, this.#folder)];
  }

  /** The parents from the first to the last, then the target itself (Config.target in bake.go). */
  #resolve(name: string, target: Target, depth: number): Section {
    const done = this.#resolved.get(name);
    if (done !== undefined) return done;
    this.#resolved.set(name, target.section);
    let section: Section = {};
    for (const parent of target.inherits) {
      const base = this.#targets.get(parent);
      if (base === undefined) {
        this.#report(target.source, target.span.start, `there is no target "${parent}" to inherit from`);
      } else if (depth > DEEPEST || ++this.#merges > MOST_MERGES) {
        this.#report(target.source, target.span.start, 'targets inherit from each other too deeply');
      } else section = mergeSections(section, this.#resolve(parent, base, depth + 1), 'replace');
    }
    section = mergeSections(section, target.section, 'replace');
    this.#resolved.set(name, section);
    return section;
  }

  /** Once, also where it is the same for each row of a matrix. */
  #report(source: Source, at: number, message: string): void {
    const last = this.#problems.at(-1);
    const problem = problemAt(source, at, message);
    if (last?.line !== problem.line || last.message !== message) this.#problems.push(problem);
  }
}

function blocksByName(bodies: readonly Body[]): ReadonlyMap<string, readonly Block[]> {
  const found = new Map<string, Block[]>();
  for (const block of bodies.flatMap(({ blocks }) => blocks)) {
    const key = `${block.type} ${block.labels[0] ?? ''}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, [block]);
    else same.push(block);
  }
  return found;
}

/** What a block itself says, without what it inherits; null where it says nothing. */
function attributeOf(blocks: readonly Block[] | undefined, name: string, evaluator: Evaluator): HclValue {
  if (blocks === undefined) return unknown('there is no such block');
  const all = blocks.flatMap(({ body }) => body.attributes);
  if (all.some((attribute) => attribute.name === 'matrix')) return unknown('the block has a matrix');
  const found = all.findLast((attribute) => attribute.name === name);
  return found === undefined ? null : evaluator.evaluate(found.value);
}

/** All combinations of a matrix, or why they are not known. */
function rowsOf(matrix: HclValue): readonly Locals[] | string {
  if (!isObject(matrix)) return isUnknown(matrix) ? matrix.reason : 'it is not an object';
  let rows: readonly Locals[] = [NO_LOCALS];
  for (const [name, values] of matrix) {
    if (!isList(values)) return isUnknown(values) ? values.reason : `"${name}" is not a list`;
    if (rows.length * values.length > MOST_ROWS) return 'it has too many combinations';
    rows = rows.flatMap((row) => values.map((value) => new Map(row).set(name, value)));
  }
  return rows;
}
