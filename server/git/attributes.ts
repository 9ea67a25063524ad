/** Attributes of a path: which files hold rules, and which rule wins. */
import { join } from 'node:path';
import { type Cancel, Pace } from '../base/cancel.ts';
import { type AttributeRule, type AttributeValue, parseAttributes, ruleMatches } from './attributeFile.ts';
import type { Config } from './config.ts';
import { readSmallText, readUnlessLink } from './files.ts';
import { readTextSync, readTextUnlessLinkSync } from './filesSync.ts';
import type { ObjectReader } from './reader.ts';
import type { Repository } from './repository.ts';
import { fsPathOf } from './repositoryPath.ts';
import type { IndexEntry } from './workTreeIndex.ts';

/** For `AttributeSource.systemFile`. */
export function systemAttributesFile(
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  return environment['GIT_ATTR_NOSYSTEM'] === undefined ? '/etc/gitattributes' : null;
}

/** Where attributes are looked up. */
export interface AttributeSource {
  readonly repository: Repository;
  readonly config: Config;
  /** Stands in for a `.gitattributes` that the work tree lacks. */
  readonly index: readonly IndexEntry[];
  readonly reader: ObjectReader;
  /** The machine's own file; null when it is not to be read (GIT_ATTR_NOSYSTEM). */
  readonly systemFile: string | null;
}

/** Attributes by name; one that is not there, or null, is unspecified. Strings are bytes as latin1. */
export type Attributes = ReadonlyMap<string, AttributeValue>;

const maxAttributesBytes = 16 * 1024 * 1024;
/** Rules between two polls. */
const POLL_RULES = 1 << 11;

/** The rules of one file and the directory ('' or with a final slash) its patterns are relative to. */
interface RuleFile {
  readonly directory: string;
  readonly rules: readonly AttributeRule[];
}

const builtIn = parseAttributes('[attr]binary -diff -merge -text', true);

/**
 * All attributes of a path (latin1 bytes). From weak to strong: the machine's file, the user's (`core.attributesFile`),
 * `.gitattributes` from the top down to the path's directory, `info/attributes`; within a file later lines are stronger.
 */
export async function attributesOf(source: AttributeSource, path: string): Promise<Attributes> {
  return winning(source, path, await ruleFiles(source, path));
}

/** The same for callers that can't wait, such as the engine. */
export function attributesOfSync(source: AttributeSource, path: string): Attributes {
  const { repository, config, systemFile } = source;
  const outer = (file: string): RuleFile => ({
    directory: '',
    rules: parseAttributes(readTextSync(file, maxAttributesBytes) ?? '', true, source.reader.cancel),
  });
  const inTree = (directory: string): RuleFile => {
    const name = `${directory}.gitattributes`;
    const text = readTextUnlessLinkSync(fsPathOf(repository, name).toString(), maxAttributesBytes);
    const data = text ?? indexedText(source.index, source.reader, name)?.toString('latin1');
    return inDirectory(directory, data, source.reader.cancel);
  };
  return winning(source, path, [
    ...(systemFile === null ? [] : [outer(systemFile)]),
    outer(config.path('core.attributesFile') ?? config.userFile('attributes')),
    ...(repository.workTree === null ? [] : directoriesOf(path).map(inTree)),
    outer(join(repository.commonDir, 'info', 'attributes')),
  ]);
}

/** `files`: from weak to strong. */
function winning(source: AttributeSource, path: string, others: readonly RuleFile[]): Attributes {
  const files = [{ directory: '', rules: builtIn }, ...others];
  const pace = new Pace(source.reader.cancel, POLL_RULES);
  const ignoreCase = source.config.bool('core.ignoreCase') ?? false;
  const strongestFirst = files
    .flatMap(({ directory, rules }) => rules.map((rule) => ({ directory, rule })))
    .reverse();
  const macros = new Map<string, AttributeRule>();
  for (const { rule } of strongestFirst) {
    pace.did(1);
    if (rule.macro !== null && !macros.has(rule.macro)) macros.set(rule.macro, rule);
  }
  const attributes = new Map<string, AttributeValue>();
  for (const { directory, rule } of strongestFirst) {
    pace.did(1);
    if (ruleMatches(rule, directory, { path, ignoreCase })) apply(rule, macros, attributes);
  }
  return attributes;
}

/** What is set already was set by something stronger. A macro that is set brings its own attributes. */
function apply(
  rule: AttributeRule,
  macros: ReadonlyMap<string, AttributeRule>,
  attributes: Map<string, AttributeValue>,
): void {
  for (const [name, value] of rule.attributes.toReversed()) {
    if (attributes.has(name)) continue;
    attributes.set(name, value);
    const macro = value === true ? macros.get(name) : undefined;
    if (macro !== undefined) apply(macro, macros, attributes);
  }
}

/** The files that rules for a path may be in, there or not. */
export function attributeFiles(
  { repository, config, systemFile }: Omit<AttributeSource, 'index' | 'reader'>,
  path: string,
): string[] {
  const inTree = repository.workTree === null ? [] : directoriesOf(path);
  return [
    ...(systemFile === null ? [] : [systemFile]),
    config.path('core.attributesFile') ?? config.userFile('attributes'),
    ...inTree.map((directory) => fsPathOf(repository, `${directory}.gitattributes`).toString()),
    join(repository.commonDir, 'info', 'attributes'),
  ];
}

/** From weak to strong. */
async function ruleFiles(source: AttributeSource, path: string): Promise<RuleFile[]> {
  const { repository, config, systemFile } = source;
  const own = config.path('core.attributesFile') ?? config.userFile('attributes');
  const read = async (file: string): Promise<RuleFile> => {
    const text = await readSmallText(file, maxAttributesBytes);
    return { directory: '', rules: parseAttributes(text ?? '', true, source.reader.cancel) };
  };
  const within = repository.workTree === null ? [] : directoriesOf(path);
  return [
    ...(systemFile === null ? [] : [await read(systemFile)]),
    await read(own),
    ...(await Promise.all(within.map((directory) => readInTree(source, directory)))),
    await read(join(repository.commonDir, 'info', 'attributes')),
  ];
}

/** '' and every directory on the way, with a final slash. */
function directoriesOf(path: string): string[] {
  const directories = [''];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
    directories.push(path.slice(0, at + 1));
  return directories;
}

async function readInTree(
  { repository, index, reader }: AttributeSource,
  directory: string,
): Promise<RuleFile> {
  const path = `${directory}.gitattributes`;
  const data =
    (await readUnlessLink(fsPathOf(repository, path), maxAttributesBytes)) ??
    indexedText(index, reader, path);
  return inDirectory(directory, data?.toString('latin1'), reader.cancel);
}

function inDirectory(directory: string, text: string | undefined, cancel: Cancel): RuleFile {
  return { directory, rules: parseAttributes(text ?? '', directory === '', cancel) };
}

function indexedText(index: readonly IndexEntry[], reader: ObjectReader, path: string): Buffer | null {
  reader.cancel.check();
  const entry = index.find((each) => each.path === path && (each.stage === 0 || each.stage === 2));
  const header = entry === undefined ? null : reader.header(entry.oid);
  if (entry === undefined || header?.type !== 'blob' || header.size > maxAttributesBytes) return null;
  return reader.data(entry.oid, 'blob');
}
