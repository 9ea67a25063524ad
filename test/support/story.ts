/** A small repository with a story: three commits, a rename, names and content beyond ASCII. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRepository, type GitRepository } from './gitRepository.ts';

/** The path of the file the story is about, in its last commit. */
export const story = 'dir/é 漢.txt';

/** The id of what is not committed. */
export const zero: string = '0'.repeat(40);

/** Texts as the lines of a file. */
export function lines(...texts: string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

/** A position on the wire. */
export function at(line: number, character = 0): { line: number; character: number } {
  return { line, character };
}

/** Three commits on `a.txt`, a rename to `dir/é 漢.txt` on the way. */
export function tellStory(): GitRepository {
  const made = createRepository();
  made.write('a.txt', lines('one', 'two', 'three', 'four', 'five', 'six'));
  made.write('other.txt', lines('other'));
  made.write('.gitignore', lines('ignored.txt'));
  made.commit('First');
  mkdirSync(join(made.directory, 'dir'));
  made.git('mv', 'a.txt', 'dir/é 漢.txt');
  made.commit('Move');
  made.write('dir/é 漢.txt', lines('one', 'TWO 😀 漢字', 'three', 'four', 'five', 'six', 'seven'));
  made.commit('Second, with a body\n\nThe *body* of `it`.');
  return made;
}
