/** Child processes and what they start themselves. */
import { afterEach, describe, expect, it } from 'vitest';
import { type GroupedChild, startChild } from '../../../server/worker/childProcess.ts';
import { isAlive } from '../../support/processes.ts';

const children: GroupedChild[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill();
});

/** A child that starts a child, says its id, and then counts up for ever. */
function start(): GroupedChild {
  const grandchild = 'setInterval(() => {}, 1000)';
  const script = `
    const { pid } = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}]);
    console.log(pid);
    setInterval(() => console.log('.'), 5);`;
  const child = startChild({
    command: process.execPath,
    args: ['-e', script],
    cwd: process.cwd(),
    environment: process.env,
  });
  children.push(child);
  return child;
}

const firstOutput = ({ process: { stdout } }: GroupedChild) =>
  new Promise<string>((resolve) => stdout.once('data', (data) => resolve(String(data))));

describe('a child', () => {
  it('is ended with all its descendants', async () => {
    const child = start();
    const grandchild = Number.parseInt(await firstOutput(child), 10);
    expect(isAlive(grandchild)).toBe(true);
    const ended = new Promise((resolve) => child.process.once('exit', resolve));
    child.kill();
    await ended;
    await expect.poll(() => isAlive(grandchild)).toBe(false);
    expect(() => child.kill()).not.toThrow();
  });

  it('stands still and goes on', async () => {
    const child = start();
    await firstOutput(child);
    let heard = 0;
    child.process.stdout.on('data', () => heard++);
    await expect.poll(() => heard).toBeGreaterThan(0);
    child.pause();
    await new Promise((resolve) => setTimeout(resolve, 60));
    const held = heard;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(heard).toBe(held);
    child.resume();
    await expect.poll(() => heard).toBeGreaterThan(held);
  });

  it('that can not be started says so', async () => {
    const child = startChild({ command: '/nowhere/git', args: [], cwd: '/', environment: {} });
    const error = await new Promise((resolve) => child.process.once('error', resolve));
    expect(error).toMatchObject({ code: 'ENOENT' });
    expect(() => child.kill()).not.toThrow();
  });
});
