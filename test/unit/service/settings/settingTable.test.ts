/** The settings and what is written about them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fieldNames } from '../../../../server/present/fields.ts';
import { defaultSettings } from '../../../../server/service/settings/settings.ts';
import {
  type PlainName,
  type Setting,
  settingTable,
} from '../../../../server/service/settings/settingTable.ts';
import { settingsSchema } from '../../../support/settingsSchema.ts';

const top = join(import.meta.dirname, '..', '..', '..', '..');
const schemaFile = join(top, 'settings.schema.json');
const plain = Object.keys(settingTable) as PlainName[];

it('the schema in the package is that of the code', () => {
  const schema = settingsSchema();
  if (process.env['BLAME_TEST_RECORD']) writeFileSync(schemaFile, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(schema);
});

it.each(plain)('the default of %s fits', (name) => {
  const { kind }: Setting<unknown> = settingTable[name];
  expect(kind.fits(defaultSettings(null)[name])).toBe(true);
});

it.each(fieldNames)('the field %s is described', (name) => {
  expect(readFileSync(join(top, 'protocol.md'), 'utf8')).toMatch(new RegExp(`^\\| .*\`${name}\`.* \\|`, 'm'));
});

it.each([...plain, 'options', 'paths'])('%s is described', (name) => {
  expect(readFileSync(join(top, 'protocol.md'), 'utf8')).toContain(`| \`${name}\` |`);
});
