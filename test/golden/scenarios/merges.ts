/** Scenarios about branches and merges, where the order of work decides who is blamed. */
import { numbered } from '../../support/history.ts';
import { edited, inAllFormats, type Scenario, tenLines } from '../scenario.ts';

const date = 1_700_000_000;

/** Two branches that each change the file, all commits of the same second. */
const twins: Scenario['commits'] = [
  { id: 'base', date, files: { file: tenLines } },
  { id: 'left', date, parents: ['base'], files: { file: edited(tenLines, { 2: 'left' }) } },
  { id: 'right', date, parents: ['base'], files: { file: edited(tenLines, { 9: 'right' }) } },
  { id: 'left2', date, parents: ['left'], files: { file: edited(tenLines, { 2: 'left', 3: 'left again' }) } },
  {
    id: 'merge',
    date,
    parents: ['left2', 'right'],
    files: { file: edited(tenLines, { 2: 'left', 3: 'left again', 9: 'right' }) },
  },
];

export const merges: readonly Scenario[] = [
  {
    name: 'linear',
    shows: 'one line of commits, each changing, inserting or deleting something',
    commits: [
      { id: 'one', files: { file: tenLines, other: 'unrelated\n' } },
      { id: 'two', files: { file: edited(tenLines, { 4: 'changed in two' }) } },
      { id: 'elsewhere', files: { other: 'still unrelated\n' } },
      { id: 'three', files: { file: edited(tenLines, { 4: 'changed in two', 7: null, 8: null }) } },
      {
        id: 'four',
        files: { file: `first\n${edited(tenLines, { 4: 'changed in two', 7: null, 8: 'eight' })}last\n` },
      },
    ],
    asks: [
      ...inAllFormats('file'),
      ...inAllFormats('file', 'two'),
      ...inAllFormats('other'),
      ['file'],
      ['--', 'file'],
    ],
  },
  {
    name: 'equal-dates',
    shows: 'commits of one second leave the queue in the order they entered it',
    commits: twins,
    asks: [...inAllFormats('file'), ...inAllFormats('file', 'left2')],
  },
  {
    name: 'equal-change',
    shows: 'the same line added on both branches belongs to the first parent that has it',
    commits: [
      { id: 'base', date, files: { file: 'a\nb\n' } },
      { id: 'left', date, parents: ['base'], files: { file: 'a\nnew\nb\n' } },
      { id: 'right', date, parents: ['base'], files: { file: 'top\na\nnew\nb\n' } },
      { id: 'merge', date, parents: ['left', 'right'], files: { file: 'top\na\nnew\nb\n' } },
      { id: 'other', date, parents: ['right', 'left'], files: { file: 'top\na\nnew\nb\nend\n' } },
    ],
    asks: [...inAllFormats('file', 'merge'), ...inAllFormats('file', 'other')],
  },
  {
    name: 'criss-cross',
    shows: 'two branches merged into each other, and the two merges merged',
    commits: [
      { id: 'base', files: { file: tenLines } },
      { id: 'a1', parents: ['base'], files: { file: edited(tenLines, { 1: 'a1' }) } },
      { id: 'b1', parents: ['base'], files: { file: edited(tenLines, { 10: 'b1' }) } },
      { id: 'a2', parents: ['a1', 'b1'], files: { file: edited(tenLines, { 1: 'a1', 10: 'b1', 3: 'a2' }) } },
      { id: 'b2', parents: ['b1', 'a1'], files: { file: edited(tenLines, { 1: 'a1', 10: 'b1', 8: 'b2' }) } },
      {
        id: 'end',
        parents: ['a2', 'b2'],
        files: { file: edited(tenLines, { 1: 'a1', 10: 'b1', 3: 'a2', 8: 'b2' }) },
      },
    ],
    asks: inAllFormats('file'),
  },
  {
    name: 'octopus',
    shows: 'a merge of four parents, one of which has no such file',
    commits: [
      { id: 'base', files: { file: tenLines } },
      { id: 'one', parents: ['base'], files: { file: edited(tenLines, { 1: 'one' }) } },
      { id: 'two', parents: ['base'], files: { file: edited(tenLines, { 5: 'two' }) } },
      { id: 'three', parents: ['base'], files: { file: edited(tenLines, { 9: 'three' }) } },
      { id: 'gone', parents: ['base'], files: { file: null, keep: 'x\n' } },
      {
        id: 'merge',
        parents: ['one', 'gone', 'two', 'three'],
        files: { file: edited(tenLines, { 1: 'one', 5: 'two', 9: 'three' }), keep: 'x\n' },
      },
    ],
    asks: [...inAllFormats('file'), ...inAllFormats('keep')],
  },
  {
    name: 'evil-merge',
    shows: 'a merge that adds and drops lines of its own',
    commits: [
      ...twins.slice(0, 4),
      {
        id: 'merge',
        parents: ['left2', 'right'],
        files: { file: edited(tenLines, { 2: 'left', 3: null, 6: 'evil', 9: 'right, but different' }) },
      },
      {
        id: 'after',
        files: { file: `${edited(tenLines, { 2: 'left', 3: null, 6: 'evil', 9: 'right' })}end\n` },
      },
    ],
    asks: [...inAllFormats('file'), ...inAllFormats('file', 'merge')],
  },
  {
    name: 'same-blob-in-second-parent',
    shows: 'a later parent with the very same blob takes everything, however much the first parent shares',
    commits: [
      { id: 'base', files: { file: tenLines } },
      { id: 'ours', parents: ['base'], files: { file: edited(tenLines, { 2: 'ours' }) } },
      { id: 'theirs', parents: ['base'], files: { file: edited(tenLines, { 7: 'theirs' }) } },
      { id: 'take-theirs', parents: ['ours', 'theirs'], files: { file: edited(tenLines, { 7: 'theirs' }) } },
      { id: 'back', parents: ['take-theirs', 'ours'], files: { file: edited(tenLines, { 2: 'ours' }) } },
    ],
    asks: [...inAllFormats('file'), ...inAllFormats('file', 'take-theirs')],
  },
  {
    name: 'added-on-both-sides',
    shows: 'a file that each side created for itself, joined by the merge',
    commits: [
      { id: 'base', files: { other: 'x\n' } },
      { id: 'left', parents: ['base'], files: { file: numbered('left', 5) + numbered('same', 3) } },
      { id: 'right', parents: ['base'], files: { file: numbered('same', 3) + numbered('right', 5) } },
      {
        id: 'merge',
        parents: ['left', 'right'],
        files: { file: numbered('left', 5) + numbered('same', 3) + numbered('right', 5) },
      },
    ],
    asks: inAllFormats('file'),
  },
  {
    name: 'clock-skew',
    shows: 'children older than their parents: the queue follows dates, the walk follows parents',
    commits: [
      { id: 'base', date: date + 9000, files: { file: tenLines } },
      { id: 'left', date: date + 10, parents: ['base'], files: { file: edited(tenLines, { 2: 'left' }) } },
      {
        id: 'right',
        date: date + 20_000,
        parents: ['base'],
        files: { file: edited(tenLines, { 9: 'right' }) },
      },
      {
        id: 'merge',
        date,
        parents: ['left', 'right'],
        files: { file: edited(tenLines, { 2: 'left', 9: 'right', 5: 'merge' }) },
      },
      {
        id: 'tip',
        date: 1000,
        parents: ['merge', 'base'],
        files: { file: edited(tenLines, { 2: 'left', 9: 'right', 5: 'tip' }) },
      },
    ],
    asks: inAllFormats('file'),
  },
];
