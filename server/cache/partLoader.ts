/** Loads the parts that the program was built into, with what V8 made of them in an earlier process. Knows none of them. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { markOf, readCompiled, type SourceMark, writeCompiled } from './compiledCode.ts';

export interface PartLoaderParts {
  /** Where the parts are. */
  readonly directory: string;
  /** Where their code is kept; null for nowhere. */
  readonly cache: string | null;
  /** For what is no part: Node's own modules, and packages. */
  readonly require: NodeJS.Require;
}

interface Module {
  exports: unknown;
}

/** A part that has been compiled, and what its code is made of. */
interface Compiled {
  readonly name: string;
  readonly source: SourceMark;
  readonly script: Script;
  /** Opens with what it requires. */
  readonly head: string;
}

/** What is loaded with one part that was asked for by name. */
interface Group {
  readonly name: string;
  /** Empty when it has been used. */
  code: ReadonlyMap<string, Kept>;
  /** 0: nothing could be used. */
  generation: number;
  /** In the order in which they were loaded: each after those it needs; empty when that is not kept any more. */
  loaded: Compiled[];
}

interface Kept {
  readonly source: SourceMark;
  readonly code: Uint8Array;
}

/**
 * What a process comes to run is known when it has run it. The first one may have had to work for an answer that the second one finds; after
 * that it is left alone.
 */
const GENERATIONS = 2;
/** Arguments are those that Node gives to modules of this kind. */
const OPENING = '(function (exports, require, module, __filename, __dirname) { ';
const CLOSING = '\n})';
/** What a part requires as soon as it runs stands at the top of its lines, one below the other. */
const HEAD = 4096;
const REQUIRED = /^(?:(?:const|let|var) \w+ = )?require\("([^"]+)"\)/gm;

type Body = (
  exports: unknown,
  require: (id: string) => unknown,
  module: Module,
  path: string,
  directory: string,
) => void;

export class PartLoader {
  /** What was kept and could not be used. */
  readonly complaints: string[] = [];
  private readonly parts: PartLoaderParts;
  private readonly modules = new Map<string, Module>();
  private readonly groups = new Map<string, Group>();
  /** What has been compiled and is still to run, by path. */
  private readonly ready = new Map<string, Compiled>();
  /** The one that is being loaded. */
  private current: Group | null = null;

  constructor(parts: PartLoaderParts) {
    this.parts = parts;
  }

  /** What a part exports; it is loaded with all that it needs. `name` is that of its file. */
  load(name: string): unknown {
    const group = this.groupOf(name);
    const exports = this.within(group, name);
    release(group);
    return exports;
  }

  /**
   * The same in small steps: parts and what is Node's are loaded one by one before those that require them, and a part is compiled in one step
   * and run in another. `pause` is waited for between them.
   */
  async loadSlowly(name: string, pause: () => Promise<void>): Promise<unknown> {
    const group = this.groupOf(name);
    await pause();
    await this.prepare(group, join(this.parts.directory, name), pause);
    const exports = this.within(group, name);
    release(group);
    return exports;
  }

  /** Puts on disk what was compiled and has run by now, a part at a time; throws what the system says. */
  *keeping(): Generator<undefined, void> {
    const { cache } = this.parts;
    if (cache === null) return;
    for (const group of this.groups.values()) {
      if (group.loaded.length === 0) continue;
      const parts = [];
      for (const { name, source, script } of group.loaded) {
        parts.push({ name, source, code: script.createCachedData() });
        yield;
      }
      group.generation++;
      writeCompiled(cache, group.name, { generation: group.generation, parts });
      group.loaded = [];
    }
  }

  private groupOf(name: string): Group {
    const known = this.groups.get(name);
    if (known !== undefined) return known;
    const { cache } = this.parts;
    const { kept, complaint } = cache === null ? { kept: null, complaint: null } : readCompiled(cache, name);
    if (complaint !== null) this.complaints.push(complaint);
    const code = new Map(kept?.parts.map(({ name: part, ...rest }) => [part, rest]));
    const group = { name, code, generation: kept?.generation ?? 0, loaded: [] };
    this.groups.set(name, group);
    return group;
  }

  /** Compiles a part, and loads what it requires, but for parts that are being prepared already. */
  private async prepare(group: Group, path: string, pause: () => Promise<void>): Promise<void> {
    if (this.known(path) !== null || this.ready.has(path)) return;
    const part = this.compile(group, path);
    this.ready.set(path, part);
    await pause();
    for (const [, id = ''] of part.head.matchAll(REQUIRED)) {
      if (id.startsWith('.')) {
        const needed = join(dirname(path), id);
        await this.prepare(group, needed, pause);
        this.within(group, basename(needed));
      } else this.parts.require(id);
      await pause();
    }
  }

  private within(group: Group, name: string): unknown {
    const before = this.current;
    this.current = group;
    try {
      return this.require(join(this.parts.directory, name));
    } finally {
      this.current = before;
    }
  }

  /** A part that has been loaded, or is being; null: none. What started us has been loaded by Node. */
  private known(path: string): Module | null {
    return this.parts.require.cache[path] ?? this.modules.get(path) ?? null;
  }

  private require(path: string): unknown {
    const known = this.known(path);
    if (known !== null) return known.exports;
    const made: Module = { exports: {} };
    this.modules.set(path, made);
    try {
      this.run(path, made);
    } catch (error) {
      this.modules.delete(path);
      throw error;
    }
    return made.exports;
  }

  private run(path: string, made: Module): void {
    const directory = dirname(path);
    const require = (id: string) =>
      id.startsWith('.') ? this.requireBeside(directory, id) : this.parts.require(id);
    const part = this.ready.get(path) ?? this.compile(this.current, path);
    this.ready.delete(path);
    // Made by us of a file of ours.
    const body = part.script.runInThisContext() as Body;
    body.call(made.exports, made.exports, require, made, path, directory);
    this.current?.loaded.push(part);
  }

  /** A part that is needed later, when something happens, is the first of its group. */
  private requireBeside(directory: string, id: string): unknown {
    const path = join(directory, id);
    return this.current === null ? this.load(basename(path)) : this.require(path);
  }

  private compile(group: Group | null, path: string): Compiled {
    const name = basename(path);
    const bytes = readFileSync(path);
    const source = markOf(bytes);
    const kept = group?.code.get(name);
    const isSame = kept?.source.bytes === source.bytes && kept.source.sum === source.sum;
    const script = new Script(OPENING + bytes.toString() + CLOSING, {
      filename: path,
      columnOffset: -OPENING.length,
      ...(isSame && { cachedData: kept.code as Buffer }),
    });
    const isUsed = isSame && script.cachedDataRejected === false;
    if (group !== null && !isUsed) group.generation = 0;
    return { name, source, script, head: bytes.toString('latin1', 0, HEAD) };
  }
}

/** All of a group has been loaded: a megabyte is no longer needed. */
function release(group: Group): void {
  group.code = new Map();
  if (group.generation >= GENERATIONS) group.loaded = [];
}
