// As much of the grammars of Graphviz and Mermaid as a plan uses: lines that do not fit are no graph.

const dotString = String.raw`"(?:[^"\\\n]|\\.)*"`;
const dotValue = String.raw`(?:${dotString}|[\w#.]+)`;
const dotAttributes = String.raw`\[\w+=${dotValue}(?:, \w+=${dotValue})*\]`;
const dotLines = [
  /^digraph build \{$/,
  new RegExp(String.raw`^ +(?:\w+=${dotValue}; ?)+$`),
  new RegExp(String.raw`^ +(?:node|edge) ${dotAttributes};$`),
  new RegExp(String.raw`^ +subgraph ${dotString} \{$`),
  new RegExp(String.raw`^ +${dotString} ${dotAttributes};$`),
  new RegExp(String.raw`^ +${dotString} -> ${dotString} ${dotAttributes};$`),
  /^ *\}$/,
];

/** The lines that are none of Graphviz. */
export function dotProblems(text: string): readonly string[] {
  return problems(text, dotLines, ['{', '}']);
}

const label = String.raw`"[\p{L}\p{N} .,:/=@+_()#;<>-]*"`;
const mermaidLines = [
  /^flowchart TB$/,
  new RegExp(String.raw`^ +subgraph \w+\[${label}\]$`, 'u'),
  new RegExp(String.raw`^ +\w+\[${label}\]:::\w+$`, 'u'),
  new RegExp(String.raw`^ +\w+\(\[${label}\]\):::\w+$`, 'u'),
  new RegExp(String.raw`^ +\w+ (?:-->|==>|-\.->)(?:\|${label}\|)? \w+$`, 'u'),
  /^ +class \w+ \w+$/,
  /^ +classDef \w+ [\w:#,-]+(?: \d)?$/,
  /^ +end$/,
];

/** The lines that are none of Mermaid. */
export function mermaidProblems(text: string): readonly string[] {
  const wrong = problems(text, mermaidLines, ['subgraph ', 'end']);
  const labels = Array.from(text.matchAll(/"([^"]*)"/g), ([, inside = '']) => inside);
  return [...wrong, ...labels.filter((inside) => /[<>;#]/.test(inside.replaceAll(/<br>|#\d+;/g, '')))];
}

function problems(
  text: string,
  allowed: readonly RegExp[],
  [open, close]: readonly [string, string],
): readonly string[] {
  const lines = text.split('\n').slice(0, -1);
  const opened = lines.filter((line) => (open === '{' ? line.endsWith(open) : line.trim().startsWith(open))).length;
  const closed = lines.filter((line) => line.trim() === close).length;
  const wrong = lines.filter((line) => !allowed.some((shape) => shape.test(line)));
  return opened === closed ? wrong : [...wrong, `${opened} groups begin, ${closed} end`];
}
