/** A runner that leaves to git what the engine can't read: which commit a name means, and blame, in repositories of such a kind. */
import { GitError } from '../git/errors.ts';
import type { Repository } from '../git/repository.ts';
import type { GitEngine } from './gitEngine.ts';
import type {
  AskedOptions,
  CallOptions,
  EngineCalls,
  EngineMethod,
  Overlay,
  OverlayJob,
  Runner,
  WorkTime,
} from './messages.ts';

export type EngineChoice = 'auto' | 'native' | 'git';

/**
 * Says whether git blames in a repository: always, never, or where the repository or its references are of a format we can't read.
 * `tell` is told once for each repository of the last kind.
 */
export function gitChooser(
  choice: EngineChoice,
  tell: (message: string) => void,
): (repository: Repository) => boolean {
  const told = new Set<string>();
  return ({ gitDir, refFormat, unknownFormat }) => {
    if (choice !== 'auto') return choice === 'git';
    if (refFormat === 'files' && unknownFormat === undefined) return false;
    const reason = unknownFormat ?? `references of format ${refFormat} are read by git`;
    if (!told.has(gitDir)) tell(`${gitDir}: ${reason}, so git blames here`);
    told.add(gitDir);
    return true;
  };
}

export interface FallbackParts {
  readonly inner: Runner;
  readonly git: GitEngine;
  readonly usesGit: (repository: Repository) => boolean;
}

export class FallbackRunner implements Runner {
  private readonly parts: FallbackParts;
  private work: WorkTime | null = null;

  constructor(parts: FallbackParts) {
    this.parts = parts;
  }

  /** When the last call was worked on, as whoever did it measured it; null where nobody did, or has not told yet. */
  get lastWork(): WorkTime | null {
    return this.work;
  }

  call<Method extends EngineMethod>(
    method: Method,
    params: EngineCalls[Method]['params'],
    options: CallOptions,
  ): Promise<EngineCalls[Method]['result']> {
    this.work = null;
    const onWorked = (time: WorkTime) => {
      this.work = time;
      options.onWorked?.(time);
    };
    return this.callEither(method, params, { ...options, onWorked });
  }

  private async callEither<Method extends EngineMethod>(
    method: Method,
    params: EngineCalls[Method]['params'],
    options: CallOptions,
  ): Promise<EngineCalls[Method]['result']> {
    const { inner, git } = this.parts;
    if (!this.parts.usesGit(params.repository)) return inner.call(method, params, options);
    const question = { method, params } as Question;
    switch (question.method) {
      case 'blame':
        return git.blame(question.params, options);
      case 'revision':
        return git.revision(question.params.repository, question.params.revision, options);
      case 'options': {
        const asked = await this.withIds(question.params, options);
        return inner.call(method, { ...question.params, asked } as typeof params, options);
      }
      case 'history':
      case 'longFiles':
        return null;
      case 'overlay':
        if (params.repository.unknownFormat === undefined) return inner.call(method, params, options);
        return this.notLaid(question.params, options);
      case 'commit':
        if (params.repository.unknownFormat === undefined) return inner.call(method, params, options);
        throw new GitError('unsupportedRepository', params.repository.unknownFormat, {
          path: params.repository.gitDir,
        });
      default:
        return inner.call(method, params, options);
    }
  }

  /** One of the two is at work; the other has nothing that could stand still. */
  pause(): Promise<void> {
    return Promise.race([this.parts.inner.pause(), this.parts.git.pause()]);
  }

  resume(): void {
    this.parts.inner.resume();
    this.parts.git.resume();
  }

  prepare(): void {
    this.parts.inner.prepare();
  }

  close(): void {
    this.parts.inner.close();
    this.parts.git.close();
  }

  /** Nothing to lay a text over: git takes it together with history, if it knows the path. */
  private async notLaid({ repository, path }: OverlayJob, options: CallOptions): Promise<Overlay> {
    const tracked = await this.parts.git.isTracked(repository, path, options);
    return { blob: null, tracked, quads: new Int32Array(), lineCount: 0, files: [] };
  }

  /** The engine knows commits by id in any repository: names are looked up before. */
  private async withIds(
    { repository, asked }: { readonly repository: Repository; readonly asked: AskedOptions },
    options: CallOptions,
  ): Promise<AskedOptions> {
    const { revision } = asked;
    if (revision === undefined) return asked;
    const id = async (name: string) =>
      this.parts.git.revision(repository, name === '' ? 'HEAD' : name, options);
    const words: string[] = [];
    for (const word of typeof revision === 'string' ? [revision] : revision) {
      const [, from, dots, to] = /^(.*?)(\.\.)(?!\.)(.*)$/s.exec(word) ?? [];
      if (dots !== undefined) words.push(`^${await id(from ?? '')}`, await id(to ?? ''));
      else if (word.startsWith('^')) words.push(`^${await id(word.slice(1))}`);
      else words.push(await id(word));
    }
    return { ...asked, revision: words };
  }
}

type Question = {
  [Method in EngineMethod]: { readonly method: Method; readonly params: EngineCalls[Method]['params'] };
}[EngineMethod];
