/** The settings as JSON Schema, made of the table that the server reads them by. */
import { askedOptionKinds, optionSettingNames } from '../../server/service/settings/askedOptions.ts';
import { pathNames } from '../../server/service/settings/parseSettings.ts';
import { defaultSettings } from '../../server/service/settings/settings.ts';
import { type PlainName, schemaOf, settingTable } from '../../server/service/settings/settingTable.ts';

type Properties = Readonly<Record<string, object>>;

/** Defaults are those for a client of which nothing is known. */
export function settingsSchema(): object {
  const plain = Object.keys(settingTable) as PlainName[];
  const own = Object.fromEntries(plain.map((name) => [name, { ...property(name), default: defaults[name] }]));
  const options = closed(
    Object.fromEntries(
      optionSettingNames.map((name) => [
        name,
        askedOptionKinds[name as keyof typeof askedOptionKinds].schema,
      ]),
    ),
  );
  const ofPaths = Object.fromEntries(
    plain.filter((name) => pathNames.includes(name)).map((name) => [name, property(name)]),
  );
  const pattern = { type: 'string', description: 'Files that the others are for, as in `exclude`' };
  const paths = {
    type: 'array',
    maxItems: 200,
    description: 'Settings for some files alone; the later win over the earlier',
    items: { ...closed({ pattern, ...ofPaths, options }), required: ['pattern'] },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of blame-language-server, section `blame`',
    ...closed({
      ...own,
      options: {
        ...options,
        description: 'Options of every blame that does not ask for its own, as in protocol.md',
        default: defaults.options,
      },
      paths: { ...paths, default: defaults.paths },
    }),
  };
}

const defaults = defaultSettings(null);

function property(name: PlainName): object {
  return { description: settingTable[name].about, ...schemaOf(settingTable[name]) };
}

function closed(properties: Properties): object {
  return { type: 'object', properties, additionalProperties: false };
}
