/** The manifest of the packaged extension: the one in the source, with the server's settings out of their schema and the project's version. */
import { settingsOfTheWindow } from '../extension/settings.ts';

interface Schema {
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The fields of an extension's manifest that are read here. */
export interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly displayName: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly contributes: { readonly configuration: readonly object[] };
}

interface ManifestParts {
  readonly manifest: Manifest;
  /** `settings.schema.json`. */
  readonly schema: Schema;
  readonly version: string;
}

/** The line's end and the status bar say who wrote a line: the rest is there for who wants it, and does not say it again. */
const defaults: Readonly<Record<string, unknown>> = { codeLens: 'off', inlayHint: 'off', hover: 'endOfLine' };

/** Throws when a default of ours is for a setting that the server does not have. */
export function completeManifest({
  manifest,
  schema,
  version,
}: ManifestParts): Manifest & { readonly version: string } {
  const names = Object.keys(schema.properties);
  const strays = [...Object.keys(defaults), ...settingsOfTheWindow].filter((name) => !names.includes(name));
  if (strays.length > 0) throw new Error(`the server has no setting ${strays.join(', ')}`);
  const properties = Object.fromEntries(
    Object.entries(schema.properties).map(([name, { description, ...kind }]) => [
      `blame.${name}`,
      {
        markdownDescription: description,
        ...kind,
        ...(name in defaults && { default: defaults[name] }),
        scope: settingsOfTheWindow.includes(name) ? 'window' : 'resource',
      },
    ]),
  );
  const { contributes } = manifest;
  const configuration = [...contributes.configuration, { title: 'Server', order: 2, properties }];
  return { ...manifest, version, contributes: { ...contributes, configuration } };
}

/** `extension.vsixmanifest`, which stores and VS Code read before they unpack anything. */
export function vsixManifest(manifest: Manifest & { readonly version: string }): string {
  const { name, version, publisher, displayName, description, categories, keywords, engines } = manifest;
  const property = (id: string, value: string) =>
    `      <Property Id="Microsoft.VisualStudio.${id}" Value="${escaped(value)}"/>\n`;
  const asset = (kind: string, path: string) =>
    `    <Asset Type="Microsoft.VisualStudio.${kind}" Path="extension/${path}" Addressable="true"/>\n`;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${escaped(name)}" Version="${escaped(version)}" Publisher="${escaped(publisher)}"/>
    <DisplayName>${escaped(displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(description)}</Description>
    <Tags>${escaped(keywords.join(','))}</Tags>
    <Categories>${escaped(categories.join(','))}</Categories>
    <License>extension/LICENSE.txt</License>
    <Properties>
${property('Code.Engine', engines.vscode)}${property('Code.ExtensionKind', 'workspace')}    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
${asset('Code.Manifest', 'package.json')}${asset('Services.Content.Details', 'README.md')}${asset('Services.Content.Changelog', 'CHANGELOG.md')}${asset('Services.Content.License', 'LICENSE.txt')}  </Assets>
</PackageManifest>
`;
}

/** `[Content_Types].xml`: the packaging convention wants a type for every ending that a path of the archive has. */
export function contentTypes(paths: readonly string[]): string {
  const endings = new Set(paths.map((path) => /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''));
  endings.delete('');
  const types = [...endings]
    .sort((one, other) => (one < other ? -1 : 1))
    .map((ending) => `<Default Extension=".${ending}" ContentType="${typeOf(ending)}"/>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types.join('')}</Types>
`;
}

function typeOf(ending: string): string {
  const known: Readonly<Record<string, string>> = {
    json: 'application/json',
    js: 'application/javascript',
    md: 'text/markdown',
    png: 'image/png',
    txt: 'text/plain',
    vsixmanifest: 'text/xml',
    wasm: 'application/wasm',
  };
  return known[ending] ?? 'application/octet-stream';
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
