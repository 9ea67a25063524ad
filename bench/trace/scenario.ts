/** `trace`: a short story told to a server that writes a trace, and the picture of it that the documents show. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { errorCode, type LspClient, startClient, uriOf } from '../../test/support/lspClient.ts';
import type { Report } from '../report.ts';
import type { Scenario, ScenarioOptions } from '../scenario.ts';
import { figure, percentile } from '../statistics.ts';
import { cacheDirectory, cachedRepository, cloneRepository, syntheticPath } from '../syntheticRepository.ts';
import { blameSpans, readTrace, stopTimes } from '../traceReader.ts';
import { drawTrace } from './picture.ts';

export const trace: Scenario = {
  name: 'trace',
  summary: 'a few requests with a trace, drawn into bench/trace.svg',
  async run(options: ScenarioOptions): Promise<Report> {
    const bare = await cachedRepository({ files: 4200, commits: 20_000, seed: 1 });
    const directory = mkdtempSync(join(cacheDirectory(), 'trace-'));
    const file = join(directory, '.git', 'trace.json');
    try {
      cloneRepository(bare, directory);
      const client = startClient(['--stdio', `--trace-file=${file}`]);
      await client.initialize({ initializationOptions: { threads: 1 } });
      // The thread is there and the repository open, so that the picture shows work alone.
      await client.blame({ textDocument: { uri: uriOf(join(directory, syntheticPath(4199))) } });
      const before = readTrace(file).length;
      await story(client, directory);
      await client.stop();
      return report(file, { before, top: options.top });
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

function report(file: string, { before, top }: { before: number; top: string }): Report {
  const all = readTrace(file);
  const events = all.filter((event, index) => index >= before || event.ph === 'M');
  // What ends the server is no part of the story.
  writeFileSync(
    join(top, 'bench', 'trace.svg'),
    drawTrace(events.filter(({ name }) => !/shutdown|exit/.test(name))),
  );
  const stops = stopTimes(events);
  return {
    about: ['- The requests that [trace.svg](trace.svg) shows.'],
    tables: [
      {
        title: 'What they cost',
        columns: ['', ''],
        rows: [
          ['requests', figure(events.filter(({ ph }) => ph === 'b').length)],
          ['blames on a thread', figure(blameSpans(events).length)],
          ['given up while a thread was at work', figure(stops.length)],
          ['thread at work after that, longest (ms)', figure(percentile(stops, 1))],
          ['events', figure(events.length)],
          ['bytes an event', figure(readFileSync(file).length / all.length)],
        ],
      },
    ],
  };
}

/** Two equal questions, one that is cancelled, and hovers that give way to typing. */
async function story(client: LspClient, directory: string): Promise<void> {
  const path = (index: number) => join(directory, syntheticPath(index));
  const ask = (index: number) => client.start('blame/file', { textDocument: { uri: uriOf(path(index)) } });
  const cancelled = ask(0);
  await wait(120);
  cancelled.cancel();
  await errorCode(cancelled.answer);
  const uri = client.open(path(1), `typed\n${readFileSync(path(1), 'utf8')}`);
  const hover = () =>
    client.request('textDocument/hover', { textDocument: { uri }, position: { line: 5, character: 0 } });
  const first = hover();
  await wait(90);
  client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: 'x' },
    ],
  });
  await Promise.all([first, hover(), ask(2).answer, ask(2).answer]);
}
