/** What a path's `diff` attribute says about its files: how functions begin, whether they are binary, how they become text. */
import { type AttributeSource, type Attributes, attributesOf, attributesOfSync } from './attributes.ts';
import { basicRegex } from './basicRegex.ts';
import type { Config } from './config.ts';
import { GitError } from './errors.ts';
import { functionPatterns } from './functionPatterns.ts';
import { type LineMatcher, lineMatcher } from './lineMatcher.ts';
import { isRegularMode } from './objects.ts';
import { extendedRegex } from './posixRegex.ts';
import { hasBackReference, PatternFault, parsePattern, type SyntaxOptions } from './posixSyntax.ts';

/** A driver by name, or one of the two that a bare `diff` and `-diff` stand for. */
export interface DiffDriver {
  /** Null where the attribute names none. */
  readonly name: string | null;
  /** Null: its content decides. */
  readonly binary: boolean | null;
  /** A command that prints a file, whose name it is given, as text; null when there is none. Never run unasked. */
  readonly textconv: string | null;
  /** Whether a line (bytes, without its end) begins a function; null: git's rule for unknown languages. */
  readonly functions: FunctionRules | null;
}

/** Expressions of which the first that matches decides; those that begin with `!` say no. */
interface FunctionRules extends SyntaxOptions {
  readonly rules: readonly string[];
}

/** Null when the attribute is unspecified or names no driver that is built in or configured. */
export async function diffDriverOf(source: AttributeSource, path: string): Promise<DiffDriver | null> {
  return driverOf(source, await attributesOf(source, path));
}

/**
 * The command that makes a file's content text, or null. A regular file goes by its attribute; other kinds, and those
 * without a driver, by the driver `default`.
 */
export function textconvOf(source: AttributeSource, path: string, mode: number): string | null {
  const driver = isRegularMode(mode) ? driverOf(source, attributesOfSync(source, path)) : null;
  return (driver ?? driverNamed(source.config, 'default'))?.textconv || null;
}

/** True when some driver has such a command: without one nobody need be asked. */
export function hasTextconv(config: Config): boolean {
  return config.entries.some(({ key }) => /^diff\..*\.textconv$/s.test(key));
}

function driverOf(source: AttributeSource, attributes: Attributes): DiffDriver | null {
  const value = attributes.get('diff') ?? null;
  if (value === null) return null;
  if (typeof value === 'boolean') return { name: null, binary: !value, textconv: null, functions: null };
  return driverNamed(source.config, value);
}

function driverNamed(config: Config, name: string): DiffDriver | null {
  const prefix = `diff.${name}.`;
  const isKnown =
    Object.hasOwn(functionPatterns, name) || config.entries.some(({ key }) => key.startsWith(prefix));
  if (!isKnown) return null;
  const binary = config.get(`${prefix}binary`);
  return {
    name,
    binary: binary === null || binary.toLowerCase() === 'auto' ? null : config.bool(`${prefix}binary`),
    textconv: config.get(`${prefix}textconv`),
    functions: configuredFunctions(config, prefix) ?? builtInFunctions(name),
  };
}

/** The last of both keys counts: one holds basic expressions, the other extended ones. */
function configuredFunctions(config: Config, prefix: string): FunctionRules | null {
  const keys = [`${prefix}funcname`, `${prefix}xfuncname`];
  const entry = config.entries.findLast(({ key }) => keys.includes(key));
  if (entry === undefined) return null;
  return {
    rules: (entry.value ?? '').split('\n'),
    extended: entry.key === keys[1],
    ignoreCase: false,
  };
}

function builtInFunctions(name: string): FunctionRules | null {
  const pattern = Object.hasOwn(functionPatterns, name) ? functionPatterns[name] : undefined;
  return pattern === undefined ? null : { ...pattern, extended: true };
}

/** Tells function lines from others. Throws GitError 'unsupportedRepository' for configured expressions that are malformed. */
export function functionLineMatcher({ rules, ...syntax }: FunctionRules): LineMatcher {
  const last = rules.at(-1) ?? '';
  const matchers = rules.map((rule, i) => {
    const negated = rule.startsWith('!');
    if (negated && i === rules.length - 1)
      throw new GitError('unsupportedRepository', `Last expression must not be negated: ${last}`);
    return { negated, matches: compileRule(negated ? rule.slice(1) : rule, syntax) };
  });
  return (line) => {
    const first = matchers.find(({ matches }) => matches(line));
    return first !== undefined && !first.negated;
  };
}

function compileRule(rule: string, syntax: SyntaxOptions): LineMatcher {
  try {
    if (hasBackReference(rule)) return backtrackingMatcher(rule, syntax);
    return lineMatcher(parsePattern(rule, syntax));
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    throw new GitError('unsupportedRepository', `Invalid regexp to look for hunk header: ${rule}`, {}, error);
  }
}

/** No automaton follows back references; only the user's own configuration can hold one. */
function backtrackingMatcher(rule: string, { extended }: SyntaxOptions): LineMatcher {
  const regex = extended ? extendedRegex(rule) : basicRegex(rule);
  if (regex === null) throw new PatternFault('Invalid regular expression');
  return (line) => line.search(regex) !== -1;
}
