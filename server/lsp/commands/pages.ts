/** Commands for a line's web pages: opened in the browser, or copied. */
import { type CommitLinks, noLinksWords } from '../../present/links/links.ts';
import { linksOfCommit } from '../../service/lineFacts.ts';
import { settingsAt } from '../settingsAt.ts';
import { copy, openPage, type Screen, say } from './screen.ts';
import type { CommittedSubject } from './target.ts';

type PageName = 'commit' | 'file' | 'line' | 'pullRequest';
type Page = (links: CommitLinks) => string | null;

const pages: Readonly<Record<PageName, { readonly name: string; readonly url: Page }>> = {
  commit: { name: 'the commit', url: ({ commit }) => commit },
  file: { name: 'the file', url: ({ file }) => file },
  line: { name: 'the line', url: ({ line, file }) => line ?? file },
  pullRequest: { name: 'the pull request', url: ({ pullRequest }) => pullRequest?.url ?? null },
};

export async function open(screen: Screen, subject: CommittedSubject, page: PageName): Promise<void> {
  const url = await urlOf(screen, subject, page);
  if (url !== null) openPage(screen, url);
}

export async function copyPermalink(screen: Screen, subject: CommittedSubject): Promise<void> {
  const url = await urlOf(screen, subject, 'line');
  if (url !== null) copy(screen, url);
}

/** Null after the user was told why there is none. */
async function urlOf(screen: Screen, subject: CommittedSubject, page: PageName): Promise<string | null> {
  const { session, waiting } = screen;
  const { details, place, path, sourceLine: line, target } = subject;
  const rules = settingsAt(session, target.uri).remotes;
  const question = { repository: place.repository, details, path, line };
  const links = await linksOfCommit(session.service, question, { rules, waiting });
  const id = details.commit.slice(0, 10);
  if (typeof links === 'string') {
    say(screen, `${id}: ${noLinksWords[links]}`);
    return null;
  }
  const { name, url } = pages[page];
  const found = url(links);
  if (found === null) say(screen, `${id}: ${links.site} has no page of ${name}`);
  return found;
}
