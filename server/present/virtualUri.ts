/** URIs of what is no file: a file in a commit, a commit, a change, the history of a line. */

/** What a `git-blame:` URI stands for. */
export interface VirtualDocument {
  readonly show: 'file' | 'change' | 'commit' | 'history';
  /** The path part of the file's own `file:` URI, percent-encoded, in the commit; for `commit` the work tree's. */
  readonly place: string;
  /** An id in full. */
  readonly commit: string;
  /** 0-based; for `history` alone. */
  readonly line: number | null;
}

export const SCHEME = 'git-blame';

const shows: readonly string[] = ['file', 'change', 'commit', 'history'];

/**
 * `git-blame:///top/src/a.c?commit=<id>`; what is shown as differences ends in `.diff`, so that editors see its language.
 * Equal documents have equal URIs.
 */
export function virtualUri({ show, place, commit, line }: VirtualDocument): string {
  const path =
    show === 'file' ? place : show === 'commit' ? `${place}/${commit.slice(0, 10)}.diff` : `${place}.diff`;
  const what = show === 'file' ? '' : `&show=${show}`;
  return `${SCHEME}://${path}?commit=${commit}${what}${line === null ? '' : `&line=${line + 1}`}`;
}

/** Null for what is no such URI. Editors may have encoded the query once more, and dropped the empty authority. */
export function parseVirtualUri(uri: string): VirtualDocument | null {
  const parts = /^git-blame:(?:\/\/)?(\/[^?#]*)\?([^#]*)$/i.exec(uri);
  // Each keystroke asks about the URI of a file.
  if (parts === null) return null;
  const [, path = '', query = ''] = parts;
  const fields = new Map(
    decoded(query)
      .split('&')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const commit = fields.get('commit') ?? '';
  const show = fields.get('show') ?? 'file';
  if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit) || !shows.includes(show)) return null;
  const line = Number(fields.get('line') ?? Number.NaN);
  const ending = show === 'file' ? /^/ : show === 'commit' ? /\/[^/]*$/ : /\.diff$/;
  if (!ending.test(path)) return null;
  return {
    show: show as VirtualDocument['show'],
    place: path.replace(ending, ''),
    commit,
    line: show === 'history' && Number.isSafeInteger(line) && line > 0 ? line - 1 : null,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
