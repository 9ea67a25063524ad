/** Which files have a grammar, and what in their syntax trees gets a lens. */

/** How to find functions and classes in trees of a grammar, by the types of nodes. */
export interface Grammar {
  /** Of the file in the grammars' package. */
  readonly name: string;
  /** Functions and the like: nothing below them counts. */
  readonly leaves: ReadonlySet<string>;
  /** Classes and the like, of which the members count as well. */
  readonly containers: ReadonlySet<string>;
  /** What belongs to the symbol inside and begins before it: decorators, `export`, template parameters. */
  readonly wrappers: ReadonlySet<string>;
  /** What is a symbol where it gets a name by an assignment: `const f = () => { ... }`. */
  readonly assigned: ReadonlySet<string>;
}

interface Words {
  readonly leaves: string;
  readonly containers?: string;
  readonly wrappers?: string;
  readonly assigned?: string;
}

function grammar(name: string, { leaves, containers = '', wrappers = '', assigned = '' }: Words): Grammar {
  const set = (words: string) => new Set(words.split(' ').filter(Boolean));
  return {
    name,
    leaves: set(leaves),
    containers: set(containers),
    wrappers: set(wrappers),
    assigned: set(assigned),
  };
}

const script: Words = {
  leaves:
    'function_declaration generator_function_declaration method_definition interface_declaration enum_declaration type_alias_declaration',
  containers: 'class_declaration abstract_class_declaration class internal_module module',
  wrappers: 'export_statement',
  assigned: 'arrow_function function_expression generator_function',
};

const cpp = grammar('cpp', {
  leaves: 'function_definition enum_specifier',
  containers: 'class_specifier struct_specifier union_specifier',
  wrappers: 'template_declaration',
});
const typescript = grammar('typescript', script);
const tsx = grammar('tsx', script);
const javascript = grammar('javascript', script);
const bash = grammar('bash', { leaves: 'function_definition' });
const python = grammar('python', {
  leaves: 'function_definition',
  containers: 'class_definition',
  wrappers: 'decorated_definition',
});
const ruby = grammar('ruby', {
  leaves: 'method singleton_method',
  containers: 'class module singleton_class',
});
const php = grammar('php', {
  leaves: 'function_definition method_declaration enum_declaration',
  containers: 'class_declaration interface_declaration trait_declaration',
});
const powershell = grammar('powershell', {
  leaves: 'function_statement class_method_definition',
  containers: 'class_statement',
});

/** By the file name's extension, in lower case. */
const byExtension: Readonly<Record<string, Grammar>> = {
  ...forAll('ts mts cts', typescript),
  ...forAll('tsx', tsx),
  ...forAll('js mjs cjs jsx', javascript),
  ...forAll('py pyi pyw', python),
  ...forAll('c h cc cpp cxx c++ hh hpp hxx h++ inl ipp', cpp),
  ...forAll('sh bash zsh ksh', bash),
  ...forAll('rb rake gemspec', ruby),
  ...forAll('php phtml', php),
  ...forAll('ps1 psm1', powershell),
  ...forAll('go', grammar('go', { leaves: 'function_declaration method_declaration type_declaration' })),
  ...forAll(
    'rs',
    grammar('rust', {
      leaves: 'function_item struct_item enum_item union_item macro_definition',
      containers: 'impl_item trait_item mod_item',
    }),
  ),
  ...forAll(
    'java',
    grammar('java', {
      leaves:
        'method_declaration constructor_declaration compact_constructor_declaration annotation_type_declaration',
      containers: 'class_declaration interface_declaration enum_declaration record_declaration',
    }),
  ),
  ...forAll(
    'cs',
    grammar('c-sharp', {
      leaves:
        'method_declaration constructor_declaration operator_declaration local_function_statement enum_declaration',
      containers: 'class_declaration struct_declaration interface_declaration record_declaration',
    }),
  ),
  ...forAll(
    'css',
    grammar('css', { leaves: 'keyframes_statement', containers: 'media_statement supports_statement' }),
  ),
  ...forAll('ini cfg', grammar('ini', { leaves: 'section' })),
};

const byName: Readonly<Record<string, Grammar>> = {
  Rakefile: ruby,
  Gemfile: ruby,
  Vagrantfile: ruby,
};

/** The grammar for a path; null where there is none. */
export function grammarFor(path: string): Grammar | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (Object.hasOwn(byName, name)) return byName[name] ?? null;
  const extension = extensionOf(path);
  return Object.hasOwn(byExtension, extension) ? (byExtension[extension] ?? null) : null;
}

/** In lower case, without the dot; '' for none. */
export function extensionOf(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

function forAll(extensions: string, value: Grammar): Record<string, Grammar> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, value]));
}
