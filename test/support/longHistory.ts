/** A history whose one file takes a second or more to blame, for tests that interrupt it. */
import { createRepository, type GitRepository } from './gitRepository.ts';

const LINES = 20_000;
/** Lines at the end that every commit writes anew in few words: they match in many ways, so comparing takes its time. */
const CHURN = 1000;
/** Each of them owns lines at the end. */
export const COMMITS = 400;
export const LONG_FILE = 'long.txt';

/** Every commit changes a few lines all over the file. The caller removes the repository. */
export function createLongHistory(): GitRepository {
  const repository = createRepository();
  repository.fastImport(stream());
  repository.git('reset', '-q', '--hard');
  return repository;
}

function stream(): string {
  const text = Array.from({ length: LINES }, (_, line) => `line ${line}`);
  const commits = Array.from({ length: COMMITS }, (_, commit) => {
    for (let change = 0; change < 8; change++)
      text[(commit * 7919 + change * 2503) % LINES] = `changed ${commit} ${change}`;
    for (let line = 0; line < CHURN; line++)
      text[LINES + line] = `word ${(((line * line) % 127) ^ (line * (commit + 3))) % 29}`;
    const content = `${text.join('\n')}\n`;
    const when = `${1_700_000_000 + commit} +0000`;
    return `commit refs/heads/main\ncommitter C <c@example.com> ${when}\ndata 1\n.\nM 100644 inline ${LONG_FILE}\ndata ${content.length}\n${content}\n`;
  });
  return commits.join('');
}
