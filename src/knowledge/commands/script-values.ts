// The variables to which a script gives one value, in one place, whatever happens.

import { isUnconditional } from '../../shell/conditional.ts';
import { assignedNames, nodesIn } from '../../shell/flow.ts';
import type { Command, ShellScript, ShellWord } from '../../shell/tree.ts';
import { wordFrom } from './effect.ts';
import { textIn } from './named-path.ts';
import type { Place } from './place.ts';

export interface ScriptValue {
  /** Undefined where nobody knows it, or there are several. */
  readonly text: string | undefined;
  /** Where it is set: before that the variable has the value that it came with. */
  readonly from: number;
}

/** Longer than any path; keeps variables that double each other from filling the memory. */
const LONGEST_VALUE = 4096;

/** No script sets a variable without one of these. */
const SETTING = ['=', 'for', 'getopts', 'mapfile', 'read', 'select'];

/** What `script` sets itself, where it starts in `place`. */
export function valuesIn(script: ShellScript, place: Place): ReadonlyMap<string, ScriptValue> {
  const values = new Map<string, ScriptValue>();
  if (!SETTING.some((word) => script.text.includes(word))) return values;
  for (const node of nodesIn(script.body)) {
    if (node.type !== 'command' && node.type !== 'compound') continue;
    for (const name of assignedNames(node)) {
      const word = node.type === 'command' ? valueWord(node, name) : undefined;
      const isOnly = !values.has(name) && word !== undefined && isUnconditional(node);
      const given = isOnly ? textIn(word, within(place, values, node.span.start)) : undefined;
      const text = given === undefined || given.length > LONGEST_VALUE ? undefined : given;
      values.set(name, { text, from: Math.min(values.get(name)?.from ?? Infinity, node.span.start) });
    }
  }
  return values;
}

/** `place` with the variables that a script has set before `at`. */
export function within(place: Place, values: ReadonlyMap<string, ScriptValue>, at: number): Place {
  if (values.size === 0) return place;
  const own = (name: string): ScriptValue | undefined => {
    const value = values.get(name);
    return value !== undefined && value.from < at ? value : undefined;
  };
  return {
    ...place,
    home: values.has('HOME') ? undefined : place.home,
    variable: (name) => {
      const value = own(name);
      return value === undefined ? place.variable(name) : value.text;
    },
    isUnset: (name) => !values.has(name) && place.isUnset(name),
  };
}

/** The word that `command` gives to `name`: of `name=value`, also behind `export`. */
function valueWord({ name: declarer, assignments, args }: Command, name: string): ShellWord | undefined {
  const own = declarer === undefined ? assignments.filter((assignment) => assignment.name === name) : [];
  const [only] = own;
  if (only !== undefined) return own.length > 1 || only.append ? undefined : only.value;
  const word = args.find(({ literalPrefix }) => literalPrefix.startsWith(`${name}=`));
  return word === undefined ? undefined : wordFrom(word, name.length + 1);
}
