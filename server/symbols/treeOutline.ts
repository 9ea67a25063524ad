/** Outlines from syntax trees: grammars in WebAssembly, loaded when a file of their kind is first asked about. */
import { createRequire } from 'node:module';
import type { Cancel } from '../base/cancel.ts';
import type { Grammar } from './languages.ts';
import { OutlineBuilder } from './outline.ts';

/** What is used of web-tree-sitter, whose own types are not those of the package it comes in. */
interface TreeSitter {
  readonly Parser: (new () => Parser) & { init(): Promise<void> };
  readonly Language: { load(path: string): Promise<object> };
}

interface Parser {
  setLanguage(language: object): void;
  /** Null where `progressCallback` said to stop, by returning true. */
  parse(text: string, before: null, options: { progressCallback: () => boolean }): Tree | null;
  reset(): void;
}

interface Tree {
  walk(): Cursor;
  delete(): void;
}

interface Cursor {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  readonly startPosition: { readonly row: number };
  readonly endPosition: { readonly row: number; readonly column: number };
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
  delete(): void;
}

const require = createRequire(import.meta.url);
const languages = new Map<string, Promise<object>>();
let parser: Promise<Parser> | null = null;

/** Nodes deeper than this are in no function that anybody would look for. */
const MOST_DEPTH = 40;

/**
 * The symbols of a text by a grammar; null when parsing took longer than `milliseconds`. Throws `Cancelled`, and whatever a
 * grammar that can't be loaded throws.
 */
export async function treeOutline(
  grammar: Grammar,
  text: string,
  { cancel, milliseconds }: { readonly cancel: Cancel; readonly milliseconds: number },
): Promise<Int32Array | null> {
  parser ??= newParser();
  const own = await parser;
  own.setLanguage(await languageOf(grammar.name));
  const deadline = performance.now() + milliseconds;
  const tree = own.parse(text, null, {
    progressCallback: () => {
      if (performance.now() > deadline) return true;
      return isCancelled(cancel);
    },
  });
  if (tree === null) own.reset();
  cancel.check();
  if (tree === null) return null;
  const cursor = tree.walk();
  try {
    return walk(cursor, grammar, cancel);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

async function newParser(): Promise<Parser> {
  const { Parser } = require('@vscode/tree-sitter-wasm') as TreeSitter;
  await Parser.init();
  return new Parser();
}

function languageOf(name: string): Promise<object> {
  const known = languages.get(name);
  if (known) return known;
  const { Language } = require('@vscode/tree-sitter-wasm') as TreeSitter;
  const loaded = Language.load(require.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`));
  languages.set(name, loaded);
  return loaded;
}

/** A throw would go through the frames of WebAssembly. */
function isCancelled(cancel: Cancel): boolean {
  try {
    cancel.check();
    return false;
  } catch {
    return true;
  }
}

/** Depth first, into what spans several lines and may hold symbols. */
function walk(cursor: Cursor, grammar: Grammar, cancel: Cancel): Int32Array {
  const found = new OutlineBuilder();
  const above: Above[] = [{ type: '', from: null }];
  for (let depth = 0; ; ) {
    cancel.check();
    const isOpen = visit(cursor, grammar, { found, above, depth });
    if (isOpen && depth < MOST_DEPTH && cursor.gotoFirstChild()) {
      depth++;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return found.finish();
      depth--;
    }
  }
}

/** What a node is in. */
interface Above {
  readonly type: string;
  /** Where the wrapper begins that the node belongs to; null without one. */
  readonly from: number | null;
}

interface Visiting {
  readonly found: OutlineBuilder;
  /** By depth; a node writes the entry for its children. */
  readonly above: Above[];
  readonly depth: number;
}

/** Between a wrapper and its symbol. */
const declarations = new Set(['lexical_declaration', 'variable_declaration', 'variable_declarator']);
/** What gives a function a name. */
const assignments = new Set([
  'variable_declarator',
  'assignment_expression',
  'pair',
  'field_definition',
  'public_field_definition',
]);

/** Notes the node if it is a symbol; whether there may be more inside. */
function visit(cursor: Cursor, grammar: Grammar, { found, above, depth }: Visiting): boolean {
  const start = cursor.startPosition.row;
  const { row, column } = cursor.endPosition;
  // A node that ends at the start of a line does not touch that line.
  const end = column === 0 ? row : row + 1;
  if (end - start < 2 || !cursor.nodeIsNamed) return false;
  const type = cursor.nodeType;
  const { type: outer, from } = above[depth] ?? { type: '', from: null };
  const isWrapper = grammar.wrappers.has(type);
  const passesOn = isWrapper || declarations.has(type);
  above[depth + 1] = { type, from: passesOn ? (from ?? (isWrapper ? start : null)) : null };
  const isContainer = grammar.containers.has(type);
  const isLeaf = grammar.leaves.has(type) || (grammar.assigned.has(type) && assignments.has(outer));
  if (isContainer || isLeaf) found.add(from ?? start, end);
  return !isLeaf;
}
