/** Runs the engine and prints what it finds in the format asked for. */
import { neverCancelled } from '../base/cancel.ts';
import { coalesce } from '../blame/coalesce.ts';
import { type FinalText, lineCountOf } from '../blame/finalText.ts';
import { blame } from '../blame/run.ts';
import type { BlameOptions, BlameStats, BlameTarget, SettledEntry, Textconv } from '../blame/types.ts';
import { type DateMode, parseDateMode } from '../present/gitDates.ts';
import { automaticLength, commonLength } from './abbreviation.ts';
import type { AnnotatedText, DescribeCommit } from './annotated.ts';
import { ageSteps, repeatedColor } from './colors.ts';
import { dateFormatter } from './dateColumn.ts';
import { type HumanOptions, writeHuman } from './human.ts';
import { bufferedOutput } from './output.ts';
import { incrementalWriter, type Marks, writePorcelain } from './porcelain.ts';
import { startProgress } from './progress.ts';
import type { Session } from './session.ts';

export interface Printing {
  readonly session: Session;
  readonly target: BlameTarget;
  readonly options: BlameOptions;
  readonly describe: DescribeCommit;
  readonly text: FinalText;
  readonly textconv: Textconv | null;
}

export function print(printing: Printing): void {
  const { session } = printing;
  const output = bufferedOutput(session.io.stdout);
  if (session.args.incremental) {
    const write = incrementalWriter(printing.describe, quoteHighBytes(session), output.write);
    runEngine(printing, (entries) => {
      for (const entry of entries) write(entry);
      output.flush();
    });
  } else {
    const settled: SettledEntry[] = [];
    const progress = startProgress(session, linesAsked(printing));
    const stats = runEngine(printing, (entries) => {
      for (const entry of entries) {
        settled.push(entry);
        progress.advance(entry.count);
      }
    });
    progress.finish();
    printWhole(printing, coalesce(settled), output.write);
    if (session.args.showStats) output.write(statsText(stats));
  }
  output.flush();
}

/** Lines that overlapping ranges have in common count once. */
function linesAsked({ target, text }: Printing): number {
  let count = 0;
  let end = 0;
  const ranges = target.ranges ?? [{ start: 0, end: lineCountOf(text) }];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    count += Math.max(0, range.end - Math.max(range.start, end));
    end = Math.max(end, range.end);
  }
  return count;
}

function runEngine(
  { session, target, options, textconv }: Printing,
  onSettled: (entries: readonly SettledEntry[]) => void,
): BlameStats {
  const { args, io, repository, reader } = session;
  // What is passed over changes in which order lines are settled and what is counted, so nothing is where that is shown.
  const everyCommit = args.incremental || args.showStats || args.scoreDebug;
  const history = everyCommit ? null : io.history(repository, reader);
  const request = { target, options, cancel: neverCancelled, textconv, onSettled, history, everyCommit };
  return blame(reader, request).stats;
}

function statsText({ originsRead, patches, originsExamined }: BlameStats): string {
  return `num read blob: ${originsRead}\nnum get patch: ${patches}\nnum commits: ${originsExamined}\n`;
}

function printWhole(
  { session, target, describe, text }: Printing,
  entries: readonly SettledEntry[],
  write: (latin1: string) => void,
): void {
  const annotated: AnnotatedText = { entries, text, describe, quoteHighBytes: quoteHighBytes(session) };
  const { porcelain, linePorcelain } = session.args;
  const marks = configuredMarks(session);
  if (porcelain) {
    writePorcelain(annotated, { everyLine: linePorcelain, marks }, write);
  } else {
    writeHuman(annotated, humanOptions(session, target.path, { entries, marks }), write);
  }
}

function quoteHighBytes({ config }: Session): boolean {
  return config.bool('core.quotePath') ?? true;
}

function configuredMarks({ config }: Session): Marks {
  return {
    ignored: config.bool('blame.markIgnoredLines') ?? false,
    unblamable: config.bool('blame.markUnblamableLines') ?? false,
  };
}

function humanOptions(
  session: Session,
  path: string,
  { entries, marks }: { entries: readonly SettledEntry[]; marks: Marks },
): HumanOptions {
  const { args, config, io } = session;
  const format = dateFormatter(dateMode(session), {
    now: Math.floor(io.now() / 1000),
    terminal: io.terminal,
  });
  return {
    path,
    hashWidth: hashWidth(session, entries),
    marks,
    annotate: args.annotateColumns,
    blankBoundary: args.blankBoundary ?? config.bool('blame.blankBoundary') ?? false,
    showName: args.showName,
    showNumber: args.showNumber,
    showEmail: args.showEmail ?? config.bool('blame.showEmail') ?? false,
    suppressAuthor: args.suppressAuthor,
    scoreDebug: args.scoreDebug,
    colors: chosenColors(session),
    formatDate: args.rawTimestamp ? (time, timezone) => `${time} ${timezone}` : format,
  };
}

function chosenColors({ args, config, source }: Session): HumanOptions['colors'] {
  const chosen = args.colorLines || args.colorByAge;
  const configured = chosen ? 'none' : (config.get('blame.coloring') ?? 'none');
  const byLines = args.colorLines || configured === 'repeatedLines';
  const byAge = args.colorByAge || configured === 'highlightRecent';
  return {
    repeated: byLines ? repeatedColor(config) : null,
    byAge: byAge ? ageSteps(config, source.now) : null,
  };
}

/** The annotate command has one form of dates; only whose zone they are in is configured. */
function dateMode({ args, config, io }: Session): DateMode {
  const configured = parseDateMode(config.get('blame.date') ?? 'iso', io.terminal);
  const mode = args.date === null ? configured : parseDateMode(args.date, io.terminal);
  return args.command === 'annotate' ? { ...configured, kind: 'iso' } : mode;
}

/** One column more than the digits, for the mark of a boundary, unless whole ids are shown. */
function hashWidth(session: Session, entries: readonly SettledEntry[]): number {
  const { args, reader } = session;
  const whole = reader.objectFormat === 'sha1' ? 40 : 64;
  if (args.longHash || args.abbrev === 0) return whole;
  if (args.abbrev !== null) return args.abbrev < whole ? args.abbrev + 1 : args.abbrev;
  const minimum = configuredLength(session);
  if (minimum === 0) return whole + 1;
  const commits = new Set(entries.map(({ origin }) => origin.commit));
  return commonLength(reader, commits, Math.min(minimum, whole)) + 1;
}

/** `core.abbrev`: digits to begin with; 0 for whole ids. */
function configuredLength({ config, reader }: Session): number {
  const value = config.get('core.abbrev')?.toLowerCase() ?? 'auto';
  if (value === 'auto') return automaticLength(reader);
  if (['no', 'off', 'false'].includes(value)) return 0;
  return Math.max(4, config.int('core.abbrev') ?? 0);
}
