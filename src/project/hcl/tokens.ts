// The tokens of HCL. The lexer's modes say whether ends of lines count, and what stands inside strings.

import { createToken, type CustomPatternMatcherReturn, Lexer, type TokenType } from 'chevrotain';

type Pattern = Pick<
  Parameters<typeof createToken>[0],
  'pattern' | 'push_mode' | 'pop_mode' | 'longer_alt' | 'categories'
>;

function token(name: string, pattern: RegExp | string, more: Pattern = {}): TokenType {
  return createToken({ name, pattern, ...more });
}

const HEREDOC_HEAD = /<<-?([A-Za-z_][\w-]*)\r?\n/y;

/** In these modes an end of line ends an attribute or an entry; in `free` it is white space. */
const lines = { push_mode: 'lines' };
const free = { push_mode: 'free' };
const pop = { pop_mode: true };

const Blanks = createToken({ name: 'Blanks', pattern: /[ \t\r]+/, group: Lexer.SKIPPED });
const FreeBlanks = createToken({ name: 'FreeBlanks', pattern: /[ \t\r\n]+/, group: Lexer.SKIPPED });
const LineComment = createToken({ name: 'LineComment', pattern: /(?:#|\/\/)[^\n]*/, group: Lexer.SKIPPED });
const BlockComment = createToken({ name: 'BlockComment', pattern: /\/\*[\s\S]*?\*\//, group: Lexer.SKIPPED });
/** So that nobody looks for its end again and again. */
const OpenComment = createToken({ name: 'OpenComment', pattern: /\/\*[\s\S]*/, group: Lexer.SKIPPED });
export const LineEnd = token('LineEnd', /\n/);

export const Identifier = token('Identifier', /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff-]*/);
const keyword = { longer_alt: Identifier, categories: [Identifier] };
export const ForWord = token('ForWord', 'for', keyword);
export const InWord = token('InWord', 'in', keyword);
export const IfWord = token('IfWord', 'if', keyword);
export const NumberText = token('NumberText', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/);

/** An opening bracket that a `for` follows starts another kind of expression; ends of lines do not count in it. */
export const ListForOpen = token('ListForOpen', /\[(?=\s*for\b)/, free);
export const ObjectForOpen = token('ObjectForOpen', /\{(?=\s*for\b)/, free);
export const ListOpen = token('ListOpen', '[', free);
export const ListClose = token('ListClose', ']', pop);
export const BraceOpen = token('BraceOpen', '{', lines);
export const BraceClose = token('BraceClose', '}', pop);
export const ParenOpen = token('ParenOpen', '(', free);
export const ParenClose = token('ParenClose', ')', pop);

export const OrOperator = token('OrOperator', '||');
export const AndOperator = token('AndOperator', '&&');
export const EqualityOperator = token('EqualityOperator', /==|!=/);
export const OrderOperator = token('OrderOperator', /<=|>=|<|>/);
export const Plus = token('Plus', '+');
export const Minus = token('Minus', '-');
export const ProductOperator = token('ProductOperator', /[*/%]/);
export const Star = token('Star', '*', { categories: [ProductOperator] });
export const Not = token('Not', '!');
export const Arrow = token('Arrow', '=>');
export const Equals = token('Equals', '=');
export const Ellipsis = token('Ellipsis', '...');
export const Dot = token('Dot', '.');
export const Comma = token('Comma', ',');
export const Question = token('Question', '?');
export const Colon = token('Colon', ':');

export const QuoteOpen = token('QuoteOpen', '"', { push_mode: 'quoted' });
export const QuoteClose = token('QuoteClose', '"', pop);
export const Escape = token('Escape', /\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[nrt"\\])/);
/** `$${` and `%%{` stand for what follows the first character. */
export const TemplateEscape = token('TemplateEscape', /\$\$\{|%%\{/);
export const InterpolationOpen = token('InterpolationOpen', /\$\{/, free);
/** `%{ if … }`; `${~ … }` takes white space away. Both are seen, not read. */
export const Directive = token('Directive', /%\{[^}\n]{0,500}\}|\$\{~[^}\n]{0,500}\}/);
export const QuotedText = token('QuotedText', /[^"\\$%\n]+|[$%]/);
export const HeredocText = token('HeredocText', /[^$%]+|[$%]/);
export const Heredoc = createToken({
  name: 'Heredoc',
  pattern: matchHeredoc,
  start_chars_hint: ['<'],
  line_breaks: true,
});

const expression = [
  LineComment,
  BlockComment,
  OpenComment,
  Heredoc,
  ...[ForWord, InWord, IfWord, Identifier, NumberText, QuoteOpen],
  ...[ListForOpen, ObjectForOpen, ListOpen, ListClose, BraceOpen, BraceClose, ParenOpen, ParenClose],
  ...[OrOperator, AndOperator, EqualityOperator, OrderOperator, Plus, Minus, Star, ProductOperator, Not],
  ...[Arrow, Equals, Ellipsis, Dot, Comma, Question, Colon],
];
const template = [TemplateEscape, Directive, InterpolationOpen];

const modes = {
  lines: [Blanks, LineEnd, ...expression],
  free: [FreeBlanks, ...expression],
  quoted: [...template, Escape, QuotedText, QuoteClose],
  heredoc: [...template, HeredocText],
};

export const vocabulary: readonly TokenType[] = [...new Set(Object.values(modes).flat())];

/** `initialMode` is `lines` for a file, `heredoc` for the body of a heredoc and for a string of JSON. */
export const lexer = new Lexer({ modes, defaultMode: 'lines' }, { positionTracking: 'onlyOffset' });

/** The whole heredoc: its body is read apart. Without its last line it goes on to the end of the text. */
function matchHeredoc(text: string, offset: number): CustomPatternMatcherReturn | null {
  HEREDOC_HEAD.lastIndex = offset;
  const head = HEREDOC_HEAD.exec(text);
  const word = head?.[1];
  if (head === null || word === undefined) return null;
  for (let start = HEREDOC_HEAD.lastIndex; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    if (text.slice(start, end).trim() === word) return [text.slice(offset, end)];
    start = end + 1;
  }
  return [text.slice(offset)];
}
