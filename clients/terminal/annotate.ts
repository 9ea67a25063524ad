#!/usr/bin/env node
/** `npm start -- <file> [server options]`: prints the file with who wrote each line, asked over LSP. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { annotateFile } from './annotateFile.ts';

const serverProgram = fileURLToPath(new URL('../main.js', import.meta.url));

/** Returns the exit code. */
async function main([file, ...serverOptions]: readonly string[]): Promise<number> {
  if (file === undefined || file.startsWith('-')) {
    process.stderr.write('usage: npm start -- <file> [server options]\n');
    return 1;
  }
  // npm changes into the package's directory; INIT_CWD is where the user stands.
  const path = resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
  try {
    await annotateFile(
      { file: path, server: [process.execPath, serverProgram, '--stdio', ...serverOptions] },
      {
        write: (text) => void process.stdout.write(text),
        terminal: process.stdout.isTTY === true,
        plain: Boolean(process.env['NO_COLOR']) || process.env['TERM'] === 'dumb',
        now: Date.now,
      },
    );
    return 0;
  } catch (error) {
    process.stderr.write(`blame: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await main(process.argv.slice(2));
