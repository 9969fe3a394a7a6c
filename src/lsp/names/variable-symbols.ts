// The variables of a file: what ARG and ENV make, and which of them each reference means.

import type { Analysis } from '../../analysis.ts';
import type { Stage } from '../../model/model.ts';
import { OrderedMap } from '../../model/ordered-map.ts';
import { type VariableReference, variableReferences } from '../../model/variable-references.ts';
import type { Arg, Env, Instruction, Word } from '../../syntax/ast.ts';
import type { Span } from '../../syntax/source.ts';
import { isName, type ScriptRead, scriptVariables } from './script-reads.ts';
import type { Occurrence, VariableSymbol } from './symbols.ts';
import { type Draft, Drafts } from './variable-drafts.ts';

/** What a name stands for at one place. */
interface Binding {
  readonly draft: Draft;
  /** The ARG or ENV that gives the value; undefined where that is outside of the file. */
  readonly source: Occurrence | undefined;
}

type Bindings = OrderedMap<Binding>;

/** What the instructions of a stage see; BuildKit looks in `assigned`, `image` and `args`, in this order. */
interface Scope {
  /** What tells the stages apart that share no variables; undefined for the part above the first FROM. */
  readonly family: Stage | undefined;
  /** The ENVs of the stages before. */
  readonly image: Bindings;
  /** By the stage itself. */
  assigned: Bindings;
  /** Of the stage and those before. */
  args: Bindings;
  /** All ENVs: what a container sees. */
  env: Bindings;
  /** What runs in containers: it sees the variables of the whole stage. */
  readonly later: Instruction[];
}

type VariableFile = Pick<Analysis, 'file' | 'model' | 'shell'>;

const none = OrderedMap.empty<Binding>();

export function variableSymbols(analysis: VariableFile): readonly VariableSymbol[] {
  const reader = new VariableReader(analysis);
  reader.read();
  return reader.drafts.symbols();
}

class VariableReader {
  readonly drafts = new Drafts();
  readonly #analysis: VariableFile;
  /** The ARGs above the first FROM. */
  readonly #globals: Scope = openScope(undefined);
  /** What nothing in the file sets, by family and name. */
  readonly #outside = new Map<Stage | undefined, Map<string, Binding>>();

  constructor(analysis: VariableFile) {
    this.#analysis = analysis;
  }

  read(): void {
    const { file, model } = this.#analysis;
    for (const instruction of file.instructions) {
      if (instruction.kind === 'From') break;
      if (instruction.kind === 'Arg') this.#declare(instruction, this.#globals);
    }
    const ends = new Map<Stage, Scope>();
    for (const stage of model.stages) {
      this.#readReferences(stage.from, this.#globals);
      const parent = stage.base.kind === 'stage' ? ends.get(stage.base.stage) : undefined;
      const scope = parent === undefined ? openScope(stage) : { ...parent, later: [] };
      const triggers: Instruction[] = [];
      for (const instruction of stage.instructions) {
        if (instruction.kind !== 'Onbuild') this.#carryOut(instruction, scope);
        else if (instruction.trigger !== undefined) triggers.push(instruction.trigger);
      }
      this.#readLater(scope);
      ends.set(stage, this.#runTriggers(triggers, scope));
    }
  }

  /** What a stage that starts from this one has when its triggers have run. */
  #runTriggers(triggers: readonly Instruction[], { family, args, env }: Scope): Scope {
    const scope: Scope = { ...openScope(family), image: env, args, env };
    for (const trigger of triggers) this.#carryOut(trigger, scope);
    this.#readLater(scope);
    return scope;
  }

  #carryOut(instruction: Instruction, scope: Scope): void {
    switch (instruction.kind) {
      case 'Arg':
        return this.#declare(instruction, scope);
      case 'Env':
        this.#readReferences(instruction, scope);
        return this.#assign(instruction, scope);
      case 'Run':
        this.#readReferences(instruction, scope);
        return this.#readScript(instruction, scope, (name) => bindingIn(scope, name));
      case 'Cmd':
      case 'Entrypoint':
      case 'Healthcheck':
        scope.later.push(instruction);
        return;
      default:
        return this.#readReferences(instruction, scope);
    }
  }

  #readLater(scope: Scope): void {
    for (const instruction of scope.later) this.#readScript(instruction, scope, (name) => scope.env.get(name));
  }

  /** Each default sees the ARGs before it. */
  #declare(arg: Arg, scope: Scope): void {
    const references = variableReferences(arg, this.#analysis.file);
    let next = 0;
    for (const [index, { name: word, value }] of arg.variables.entries()) {
      const end = arg.variables[index + 1]?.name.span.start ?? Infinity;
      for (let at = references[next]; at !== undefined && at.nameSpan.start < end; at = references[++next]) {
        this.#readReference(at, scope);
      }
      if (isName(word.text)) this.#declareOne(word, value !== undefined, scope);
    }
  }

  #declareOne({ text: name, span }: Word, hasDefault: boolean, scope: Scope): void {
    const isGlobal = scope === this.#globals;
    const draft = this.drafts.argument(name);
    const outer = isGlobal || hasDefault ? undefined : this.#globals.assigned.get(name)?.source;
    const occurrence: Occurrence = { span, access: 'definition', isSpelt: true, source: outer };
    add(draft, occurrence, scope);
    const before = bindingIn(scope, name);
    if (before !== undefined) this.drafts.join(before.draft, draft);
    const binding = { draft, source: outer ?? occurrence };
    scope.assigned = scope.assigned.set(name, binding);
    scope.args = scope.args.set(name, binding);
  }

  #assign({ pairs }: Env, scope: Scope): void {
    for (const { name: word } of pairs) {
      const [, quote = '', name] = /^(["']?)([A-Za-z_]\w*)\1$/.exec(word.text) ?? [];
      if (name === undefined) continue;
      const before = bindingIn(scope, name) ?? this.#outside.get(scope.family)?.get(name);
      const draft = before?.draft ?? this.drafts.create(name);
      const access = before?.source === undefined ? 'definition' : 'write';
      const span = word.spanOf(quote.length, quote.length + name.length);
      const occurrence: Occurrence = { span, access, isSpelt: true, source: undefined };
      add(draft, occurrence, scope);
      const binding = { draft, source: occurrence };
      scope.assigned = scope.assigned.set(name, binding);
      scope.env = scope.env.set(name, binding);
    }
  }

  #readReferences(instruction: Instruction, scope: Scope): void {
    for (const reference of variableReferences(instruction, this.#analysis.file)) this.#readReference(reference, scope);
  }

  #readReference({ name, nameSpan: span }: VariableReference, scope: Scope): void {
    if (!isName(name)) return;
    const { draft, source } = bindingIn(scope, name) ?? this.#outsideOf(scope.family, name);
    add(draft, { span, access: 'read', isSpelt: true, source }, scope);
  }

  #readScript(instruction: Instruction, scope: Scope, lookUp: (name: string) => Binding | undefined): void {
    const script = this.#analysis.shell(instruction);
    if (script === undefined) return;
    for (const read of scriptVariables(script, instruction).reads) {
      const binding = lookUp(read.name);
      if (read.from === 'unsure') {
        binding?.draft.obstacles.push({ span: read.span, reason: 'set by the script' });
        continue;
      }
      const { draft, source } = binding ?? this.#outsideOf(scope.family, read.name);
      const name = nameIn(read, this.#analysis.file.source.text);
      if (name === undefined) draft.obstacles.push({ span: read.span, reason: 'spelling' });
      add(draft, { span: name ?? read.span, access: 'read', isSpelt: name !== undefined, source }, scope);
    }
    const isRead = script.complete && (script.dialect === 'posix' || script.dialect === 'bash');
    if (isRead) return;
    for (const name of new Set(script.text.match(/[A-Za-z_]\w*/g))) {
      lookUp(name)?.draft.obstacles.push({ span: script.body.span, reason: 'unread script' });
    }
  }

  #outsideOf(family: Stage | undefined, name: string): Binding {
    const ofFamily = this.#outside.get(family) ?? new Map<string, Binding>();
    this.#outside.set(family, ofFamily);
    const binding = ofFamily.get(name) ?? { draft: this.drafts.create(name), source: undefined };
    ofFamily.set(name, binding);
    binding.draft.isFromOutside = true;
    return binding;
  }
}

function openScope(family: Stage | undefined): Scope {
  return { family, image: none, assigned: none, args: none, env: none, later: [] };
}

function bindingIn({ assigned, image, args }: Scope, name: string): Binding | undefined {
  return assigned.get(name) ?? image.get(name) ?? args.get(name);
}

function add(draft: Draft, occurrence: Occurrence, { family }: Scope): void {
  draft.occurrences.push(occurrence);
  draft.families.add(family);
}

/** Behind `$`, `${` or `${#`; undefined where the end of a line stands in the name. */
function nameIn({ name, span }: ScriptRead, text: string): Span | undefined {
  const start = span.start + text.slice(span.start, span.end).indexOf(name);
  return start < span.start ? undefined : { start, end: start + name.length };
}
