// What a bake target says of its build: https://docs.docker.com/build/bake/reference/

import { known, unknown, type Value } from './build.ts';
import { type HclValue, isList, isObject, isUnknown, toText } from './hcl/value.ts';
import { resolveContext, type Section } from './section.ts';

/** `value` gives an attribute, null where it is not set; a context that is not absolute starts from `folder`. */
export function bakeSection(value: (attribute: string) => HclValue, folder: string): Section {
  const context = textOf(value('context'));
  const inline = value('dockerfile-inline');
  return {
    context: context?.kind === 'known' ? known(resolveContext(withoutScheme(context.value), folder)) : context,
    dockerfile: textOf(value('dockerfile')),
    inline: inline === null ? undefined : true,
    target: textOf(value('target')),
    args: textMap(value('args')),
    platforms: platforms(value('platforms')),
    contexts: textMap(value('contexts')),
  };
}

/** A list of texts; unknown where one of them is. */
export function textList(list: HclValue): Value<readonly string[]> {
  if (!isList(list)) return isUnknown(list) ? list : unknown('not a list');
  const texts: string[] = [];
  for (const item of list) {
    const text = toText(item);
    if (isUnknown(text)) return text;
    texts.push(text);
  }
  return known(texts);
}

/** Empty names do not count. */
function platforms(list: HclValue): Section['platforms'] {
  if (list === null) return undefined;
  const names = textList(list);
  return names.kind === 'unknown' ? names : known(names.value.filter((name) => name !== ''));
}

function textOf(value: HclValue): Value<string> | undefined {
  if (value === null) return undefined;
  const text = toText(value);
  return isUnknown(text) ? text : known(text);
}

/** What is null is as good as left out (Target.Merge in bake.go). */
function textMap(object: HclValue): Section['args'] {
  if (object === null) return undefined;
  if (!isObject(object)) return isUnknown(object) ? object : unknown('not an object');
  const found = new Map<string, Value<string>>();
  for (const [name, value] of object) {
    const text = textOf(value);
    if (text !== undefined) found.set(name, text);
  }
  return known(found);
}

/** `cwd://` is the folder in which bake runs. */
function withoutScheme(context: string): string {
  return context.startsWith('cwd://') ? context.slice('cwd://'.length) : context;
}
