// Bake files: targets, what they inherit, matrices.

import { expect, test } from 'vitest';
import { readBake } from '../../src/project/bake.ts';
import { Source } from '../../src/syntax/source.ts';
import { readCompose } from '../../src/project/compose.ts';
import { summary } from './builds.ts';

function read(...files: readonly (readonly [string, string])[]) {
  const sources = files.map(([name, text]) => new Source(`/p/${name}`, text));
  const { builds, problems } = readBake(sources, new Map(), '/p');
  return { builds: builds.map(summary), problems, places: builds };
}

/** What `expression` gives beside variables of all kinds. */
function argument(expression: string): unknown {
  const text = `
    variable "V" { default = "x" }
    variable "L" { default = ["a", "b"] }
    variable "O" { default = { q = "2", p = "1" } }
    variable "NAMED" { default = [{ name = "n1" }, { name = "n2" }] }
    variable "EMPTY" {}
    TOP = "\${V}!"
    function "twice" {
      params = [text]
      result = "\${text}\${text}"
    }
    function "rest" {
      params = [separator]
      variadic_params = items
      result = join(separator, items)
    }
    target "base" { args = { A = "1" } }
    target "t" { args = { R = ${expression} } }`;
  const { builds, problems } = read(['docker-bake.hcl', text]);
  expect(problems).toEqual([]);
  const args = builds.find(({ name }) => name === 't')?.['args'];
  return args !== null && typeof args === 'object' && 'R' in args ? args.R : undefined;
}

test.each([
  ['"a${V}b"', 'axb'],
  ['"$${V} $x %%{if}"', '${V} $x %{if}'],
  ['"tab\\t\\"q\\" \\u00e9"', 'tab\t"q" é'],
  ['1 + 2 * 3 - -4', '11'],
  ['(1 + 2) * 3', '9'],
  ['10 / 4', '2.5'],
  ['!true || 2 >= 2 && "a" != "b"', 'true'],
  ['"1" == 1', 'false'],
  ['V == "y" ? 1 : V == "x" ? 2 : 3', '2'],
  ['L[1]', 'b'],
  ['L.0', 'a'],
  ['O["p"]', '1'],
  ['O.q', '2'],
  ['{ (V) = "key" }["x"]', 'key'],
  ['{ a : 1, "b c" = 2 }["b c"]', '2'],
  ['join("", NAMED.*.name)', 'n1n2'],
  ['join("", NAMED[*].name)', 'n1n2'],
  ['join("", [for item in L : upper(item) if item != "a"])', 'B'],
  ['join("", [for key, value in O : "${key}${value}"])', 'p1q2'],
  ['join("", { for item in ["a1", "b1"] : "k" => item... }["k"])', 'a1b1'],
  ['twice("ab")', 'abab'],
  ['rest("-", "a", "b")', 'a-b'],
  ['rest("-", L...)', 'a-b'],
  ['"[${EMPTY}]"', '[]'],
  ['TOP', 'x!'],
  ['target.base.args.A', '1'],
  ['replace("1.2.3", ".", "-")', '1-2-3'],
  ['substr("hello", -3, 2)', 'll'],
  ['join(",", range(10, 0, -3))', '10,7,4,1'],
  ['merge(O, { p = 9 }).p', '9'],
  ['join(",", setsubtract(["c", "a", "b"], ["b"]))', 'a,c'],
  ['join(",", flatten([["a"], [["b"]]]))', 'a,b'],
  ['sanitize("a/b:c")', 'a_b_c'],
  ['md5("abc")', '900150983cd24fb0d6963f7d28e17f72'],
  ['null', undefined],
])('%s is %s', (expression, value) => {
  expect(argument(expression)).toBe(value);
});

test.each([
  ['nobody', 'there is no variable "nobody"'],
  ['timestamp()', 'what timestamp() gives is not known here'],
  ['L[9]', 'there is no "9"'],
  ['1 / 0', 'a division by zero'],
  ['"a" + 1', 'a number is expected, not a string'],
  ['replace("a", "/[a-z]/", "")', 'a regular expression is not followed'],
  ['"%{ if true }yes%{ endif }"', 'a template directive is not followed'],
  ['"${BAKE_LOCAL_PLATFORM}"', 'the machine decides about the platform'],
  ['upper(L)', 'a text is expected, not a list'],
])('%s is unknown', (expression, reason) => {
  expect(argument(expression)).toEqual({ unknown: reason });
});

test('reads heredocs, comments and several forms of blocks', () => {
  const { builds } = read([
    'docker-bake.hcl',
    `
# one
/* two
   lines */ target "a" { // three
  args = {
    INDENTED = <<-END
      one
        two \${1 + 1}
    END
    KEPT = <<END
  kept
END
    LIST = [
      "x", # comment
      "y",
    ][1]
  }
  dockerfile = (true ?
    "a.Dockerfile" :
    "b.Dockerfile")
}
target plain { target = "for" }
`,
  ]);
  expect(builds).toEqual([
    {
      name: 'a',
      context: '/p',
      dockerfile: '/p/a.Dockerfile',
      args: { INDENTED: 'one\n  two 2\n', KEPT: '  kept\n', LIST: 'y' },
    },
    { name: 'plain', context: '/p', dockerfile: '/p/Dockerfile', target: 'for' },
  ]);
});

test('merges what is inherited, the later parent over the earlier, the target over all', () => {
  const { builds, places } = read([
    'docker-bake.hcl',
    `target "a" {
  context = "a"
  args = { X = "1", Y = "2" }
  platforms = ["linux/amd64", "linux/arm64"]
  contexts = { c = "target:b" }
}
target "b" { target = "tb" }
target "c" {
  inherits = ["a", "b"]
  dockerfile = "../C.Dockerfile"
  args = { Y = null, X = "3" }
  platforms = ["linux/arm64"]
}`,
  ]);
  expect(builds[2]).toEqual({
    name: 'c',
    context: '/p/a',
    dockerfile: '/p/C.Dockerfile',
    target: 'tb',
    args: { X: '3', Y: '2' },
    platforms: ['linux/arm64'],
    contexts: { c: 'target:b' },
  });
  expect(places[2]).toMatchObject({ line: 8, span: { start: 167, end: 177 } });
});

test('makes a target of each row of a matrix', () => {
  const { builds } = read([
    'docker-bake.hcl',
    `target "m" {
  matrix = { version = ["1.2", "3"], kind = [{ stage = "x" }, { stage = "y" }] }
  name = "m-\${replace(version, ".", "-")}-\${kind.stage}"
  args = { VERSION = version }
  target = kind.stage
}`,
  ]);
  expect(builds).toMatchObject([
    { name: 'm-1-2-x', target: 'x', args: { VERSION: '1.2' } },
    { name: 'm-1-2-y', target: 'y', args: { VERSION: '1.2' } },
    { name: 'm-3-x', target: 'x', args: { VERSION: '3' } },
    { name: 'm-3-y', target: 'y', args: { VERSION: '3' } },
  ]);
});

test('reads JSON, and lets later files add to earlier ones', () => {
  const { builds } = read(
    ['docker-bake.hcl', 'variable "V" { default = "1" }\ntarget "app" { args = { V = V } }'],
    [
      'docker-bake.override.json',
      '{ "variable": { "V": { "default": "2" } }, "target": { "app": { "target": "t${V}" } } }',
    ],
  );
  expect(builds).toMatchObject([{ name: 'app', target: 't2', args: { V: '2' } }]);
});

test('inherits from the compose services of the folder, which are not its own builds', () => {
  const compose = new Source('/p/compose.yaml', 'services: { web.app: { build: { context: web, target: prod } } }');
  const { services } = readCompose(compose, [], () => undefined);
  const bake = new Source('/p/docker-bake.hcl', 'target "extra" { inherits = ["web_app"] }');
  expect(readBake([bake], services, '/p').builds.map(summary)).toEqual([
    { name: 'extra', context: '/p/web', dockerfile: '/p/web/Dockerfile', target: 'prod' },
  ]);
});

test.each([
  ['target "a" {', 1, 'unexpected end of file'],
  ['target "a" {\n  args = {\n    A = $\n', 3, 'unexpected "$"'],
  ['target "a" { args = ' + '['.repeat(500), 1, 'nested too deeply'],
  ['\ntarget "a" { inherits = ["b"] }', 2, 'there is no target "b" to inherit from'],
  ['target "a" {\n  matrix = { x = range(1000) }\n}', 1, 'the matrix is not known: it has too many combinations'],
  ['target "a" {\n  matrix = { x = ["1"] }\n  name = "a${y}"\n}', 3, 'the name is not known: there is no variable "y"'],
])('%j is a problem, not an error', (text, line, message) => {
  expect(read(['docker-bake.hcl', text]).problems).toEqual([{ file: '/p/docker-bake.hcl', line, message }]);
});

test.each([
  ['texts', 'variable "v0" { default = "0123456789" }', (at: number) => `"\${v${at}}\${v${at}}"`],
  ['lists', 'variable "v0" { default = ["x"] }', (at: number) => `concat(v${at}, v${at})`],
  ['shared lists', 'variable "v0" { default = ["x"] }', (at: number) => `[v${at}, v${at}]`],
])('%s that double each other come to an end', (_, first, next) => {
  const lines = Array.from({ length: 50 }, (__, at) => `variable "v${at + 1}" { default = ${next(at)} }`);
  const target = 'target "t" { args = { A = v50, B = v50 == v50, C = join("", flatten(v50)) } }';
  expect(read(['docker-bake.hcl', [first, ...lines, target].join('\n')]).builds).toHaveLength(1);
});

test('what refers to itself is unknown', () => {
  const { builds } = read([
    'docker-bake.hcl',
    `variable "a" { default = b }
variable "b" { default = a }
function "f" {
  params = [x]
  result = f(x)
}
target "t" { args = { A = a, F = f(1), T = target.t.args.T } }
target "u" { inherits = ["u"] }`,
  ]);
  expect(builds[0]?.['args']).toEqual({
    A: { unknown: '"a" refers to itself' },
    F: { unknown: 'nested too deeply' },
    T: { unknown: expect.any(String) as string },
  });
});
