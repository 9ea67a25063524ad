/** How a line that begins a function (a class, a chapter, a section) looks in the languages that git knows by name. */

/** Rules in order: the first one that matches decides. */
export interface FunctionPattern {
  /** Extended expressions; one that begins with `!` says that the line is none. */
  readonly rules: readonly string[];
  readonly ignoreCase: boolean;
}

const gap = '[ \t]+';
const room = '[ \t]*';
/** Where the rest of the line does not matter; a NUL in it does. */
const rest = '.*$';
const indented = `^${room}`;
const word = '[A-Za-z_][A-Za-z_0-9]*';
const paren = '\\(';
const space = '[[:space:]]';

const oneOf = (...words: readonly string[]): string => `(${words.join('|')})`;
const unless = (expression: string): string => `!${expression}`;
const maybe = (expression: string): string => `(${expression})?`;
const many = (expression: string): string => `(${expression})+`;
const anyNumber = (expression: string): string => `(${expression})*`;

function rules(...expressions: readonly string[]): FunctionPattern {
  return { rules: expressions, ignoreCase: false };
}

function rulesInAnyCase(...expressions: readonly string[]): FunctionPattern {
  return { rules: expressions, ignoreCase: true };
}

/** A name of C#, with or without type parameters; several in a row make one word of it. */
const sharpName = many(`[][[:alnum:]@_.]${maybe('<[][[:alnum:]@_, \t<>]+>')}`);
/** At least two words: a type and a name. */
const sharpDeclaration = `${indented}${sharpName}${many(gap + sharpName)}`;
const sharpStatements =
  'do while for foreach if else new default return switch case throw catch using lock fixed'.split(' ');
const sharpModifiers = 'static public internal private protected new unsafe sealed abstract partial'.split(
  ' ',
);

/** A function as C writes it, with words before its name and no semicolon after it. */
const cFunction = `${indented}${many(word + gap)}${word}${room}${paren}[^;]*$`;

const perlBlock = `${room}${maybe(`\\{${room}`)}${maybe('#.*')}$`;
const schemeDefinition = `define|def${maybe('struct|syntax|class|method|rules|record|proto|alias')}`;

/** By the name that a `diff` attribute gives. */
export const functionPatterns: Readonly<Record<string, FunctionPattern>> = {
  ada: rulesInAnyCase(
    unless(`^${maybe('.*[ \t]')}${oneOf(`is${gap}new`, 'renames', `is${gap}separate`)}${maybe('[ \t].*')}$`),
    unless(`${indented}with[ \t]${rest}`),
    `${indented}${oneOf('procedure', 'function')}${gap}${rest}`,
    `${indented}${oneOf('package', 'protected', 'task')}${gap}${rest}`,
  ),
  bash: rules(
    indented +
      oneOf(
        `${word}${room}${paren}${room}\\)`,
        `function${gap}${word}${oneOf(`${room}${paren}${room}\\)`, gap)}`,
      ) +
      rest,
  ),
  bibtex: rules(`@[a-zA-Z]+${room}\\{?${room}[^ \t"@',\\#}{~%]*${rest}`),
  cpp: rules(
    unless(`${indented}${word}:${space}*${oneOf('$', '/[/*]')}`),
    `^${maybe(`::${space}*`)}[A-Za-z_]${rest}`,
  ),
  csharp: rules(
    unless(`${oneOf('^', gap)}${oneOf(...sharpStatements)}${oneOf('[ \t(]+', '$')}`),
    `${sharpDeclaration}${room}${paren}[^;]*$`,
    `${sharpDeclaration}[^;=:,()]*$`,
    `${indented}${anyNumber(oneOf(...sharpModifiers) + gap)}${oneOf('class', 'enum', 'interface', 'struct', 'record')}${gap}${rest}`,
    `${indented}namespace${gap}${rest}`,
  ),
  css: rulesInAnyCase(unless(`[:;]${space}*$`), `^[:[@.#]?[_a-z0-9]${rest}`),
  dts: rules(unless(';'), unless('='), `${indented}${oneOf(`/${room}\\{`, '&?[a-zA-Z_]')}`),
  elixir: rules(`${indented}${oneOf(`def${maybe('macro|module|impl|protocol|p')}`, 'test')}[ \t]${rest}`),
  fortran: rulesInAnyCase(
    unless(`^${oneOf('[C*]', `${room}!`)}`),
    unless(`${indented}MODULE${gap}PROCEDURE[ \t]`),
    indented +
      oneOf(
        `${maybe(`END${gap}`)}${oneOf('PROGRAM', 'MODULE', `BLOCK${gap}DATA`, `${anyNumber(`[^!'" \t]+${gap}`)}${oneOf('SUBROUTINE', 'FUNCTION')}`)}`,
      ) +
      `${gap}[A-Z]${rest}`,
  ),
  fountain: rulesInAnyCase(
    `^${oneOf('\\.[^.]', `${oneOf('int', 'ext', 'est', 'int\\.?/ext', 'i/e')}[. ]`)}${rest}`,
  ),
  golang: rules(`${indented}func`, `${indented}type[ \t].*${oneOf('struct', 'interface')}`),
  html: rules(`${indented}<[Hh][1-6]${maybe('[ \t].*')}>${rest}`),
  ini: rules(`${indented}\\[[^]]+\\]`),
  java: rules(
    unless(
      `${indented}${oneOf('catch', 'do', 'for', 'if', 'instanceof', 'new', 'return', 'switch', 'throw', 'while')}`,
    ),
    `${indented}${anyNumber(`[a-z-]+${gap}`)}${oneOf('class', 'enum', 'interface', 'record')}${gap}${rest}`,
    `${indented}${many(`[A-Za-z_<>&][][?&<>.,A-Za-z_0-9]*${gap}`)}${word}${room}${paren}[^;]*$`,
  ),
  kotlin: rules(`${indented}${anyNumber(`[a-z]+${gap}`)}${oneOf('fun', 'class', 'interface')}${gap}${rest}`),
  markdown: rules('^ {0,3}#{1,6}[ \t]'),
  matlab: rules(
    `^${space}*${oneOf('classdef', 'function')}${space}${rest}`,
    `^${oneOf('%%%?', '##')}${space}${rest}`,
  ),
  objc: rules(
    unless(`${indented}${oneOf('do', 'for', 'if', 'else', 'return', 'switch', 'while')}`),
    `${indented}[-+]${room}${paren}${room}[A-Za-z_][A-Za-z_0-9* \t]*\\)${room}[A-Za-z_]${rest}`,
    cFunction,
    `^@${oneOf('implementation', 'interface', 'protocol')}[ \t]${rest}`,
  ),
  pascal: rules(
    `^${oneOf(`${maybe(`class${gap}`)}${oneOf('procedure', 'function')}`, 'constructor', 'destructor', 'interface', 'implementation', 'initialization', 'finalization')}${rest}`,
    `^.*=${room}${oneOf('class', 'record')}${rest}`,
  ),
  perl: rules(
    '^package ',
    `^sub [[:alnum:]_':]+${room}${maybe(`${paren}[^)]*\\)${room}`)}${maybe(':[^;#]*')}${maybe(`\\{${room}`)}${maybe('#.*')}$`,
    `^${oneOf('BEGIN', 'END', 'INIT', 'CHECK', 'UNITCHECK', 'AUTOLOAD', 'DESTROY')}${perlBlock}`,
    '^=head[0-9] ',
  ),
  php: rules(
    `${indented}${anyNumber(oneOf('public', 'protected', 'private', 'static', 'abstract', 'final') + gap)}function${rest}`,
    `${indented}${oneOf(`${maybe(oneOf('final', 'abstract') + gap)}class`, 'enum', 'interface', 'trait')}${rest}`,
  ),
  python: rules(`${indented}${oneOf('class', `${maybe(`async${gap}`)}def`)}[ \t]${rest}`),
  // From A to small z, with what lies between the cases: that is what git does.
  r: rules(`${indented}[a-zA-z][a-zA-Z0-9_.]*${room}${oneOf('<-', '=')}${room}function${rest}`),
  ruby: rules(`${indented}${oneOf('class', 'module', 'def')}[ \t]${rest}`),
  rust: rules(
    indented +
      maybe(`pub${maybe(`${paren}[^\\)]+\\)`)}${gap}`) +
      maybe(`${oneOf('async', 'const', 'unsafe', `extern${gap}"[^"]+"`)}${gap}`) +
      `${oneOf('struct', 'enum', 'union', 'mod', 'trait', 'fn', 'impl', 'macro_rules!')}[< \t]+[^;]*$`,
  ),
  scheme: rules(
    `^${paren}${rest}`,
    `${indented}${paren}${oneOf(`${oneOf(schemeDefinition)}[-*/ \t]`, `${oneOf('library', 'module', 'struct', 'class')}[*+ \t]`)}${rest}`,
    `^  ?${paren}[Dd][Ee][Ff]${rest}`,
  ),
  tex: rules(`^\\\\${oneOf(`${anyNumber('sub')}section`, 'chapter', 'part')}\\*?\\{${rest}`),
};
