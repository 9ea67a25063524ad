/** The picture of VS Code: annotations before the lines, the text after the cursor's, its hover and the status bar. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeVsix } from '../vscode/packaging/vsix.ts';
import { type CodeServer, editorRows, openCodeServer } from './codeServer.ts';
import { DEMO_FILE } from './demo.ts';

export const VSCODE_PICTURE = 'clients/vscode/picture.png';

const [WIDTH, HEIGHT] = [1060, 600];
/** The cursor's line, from 1. */
const LINE = 17;
const PATIENCE = 30_000;

interface VscodeStage {
  readonly directory: string;
  readonly home: string;
  readonly top: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The picture as a PNG file's content. Throws with what is on the screen when something does not come. */
export async function drawVscode({ directory, home, top, environment }: VscodeStage): Promise<Buffer> {
  const { name, content } = await makeVsix(top);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, name), content);
  const code = await openCodeServer({
    program: process.env['BLAME_PICTURE_CODE_SERVER'] ?? 'server-main.js',
    chromium: process.env['BLAME_PICTURE_CHROMIUM'] ?? 'chromium',
    home,
    environment,
    extensions: [join(home, name)],
    settings: {
      'workbench.colorTheme': 'Default Dark Modern',
      'workbench.activityBar.location': 'hidden',
      'workbench.layoutControl.enabled': false,
      'window.commandCenter': false,
      'editor.occurrencesHighlight': 'off',
      'editor.fontSize': 13,
      'editor.stickyScroll.enabled': false,
      'editor.guides.indentation': false,
      'typescript.validate.enable': false,
      'editor.hover.delay': 50,
    },
    folder: directory,
    file: DEMO_FILE,
    width: WIDTH,
    height: HEIGHT,
  });
  try {
    return await play(code);
  } finally {
    await code.close();
  }
}

async function play({ page }: CodeServer): Promise<Buffer> {
  const { keyboard } = page;
  const seen = async (look: (rows: Awaited<ReturnType<typeof editorRows>>) => boolean) => {
    const end = Date.now() + PATIENCE;
    while (!look(await editorRows(page))) {
      if (Date.now() > end) throw new Error(JSON.stringify(await editorRows(page), null, 1));
      await page.waitForTimeout(100);
    }
  };
  await keyboard.press('Control+B');
  await page.locator('.view-line').first().click();
  for (let line = 1; line < LINE; line++) await keyboard.press('ArrowDown');
  await seen((rows) => rows[LINE - 1]?.after !== '');
  await keyboard.press('F1');
  await keyboard.type('Blame: Toggle Annotations');
  await keyboard.press('Enter');
  await seen((rows) => rows[0]?.before !== '');
  await keyboard.press('End');
  await keyboard.press('Control+K');
  await keyboard.press('Control+I');
  await page.locator('.monaco-hover:visible', { hasText: 'example.com' }).waitFor({ timeout: PATIENCE });
  await page.waitForTimeout(1500);
  return page.screenshot({ clip: { x: 0, y: 0, width: WIDTH, height: HEIGHT } });
}
