import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { contributions } from '../../extension/contributions.ts';
import { templateRules } from '../../runtime/template/index.ts';

interface Named {
  readonly id: string;
}

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
  readonly propertyNames?: { readonly enum: readonly string[] };
}

interface Manifest {
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly extensionKind: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
    readonly virtualWorkspaces: { readonly supported: string };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly viewsWelcome: readonly { readonly when?: string }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command: string; readonly when?: string }[]>
    >;
    readonly views: Readonly<Record<string, readonly (Named & { readonly when?: string })[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly languages: readonly (Named & { readonly configuration?: string })[];
    readonly grammars: readonly { readonly language: string; readonly path: string }[];
    readonly breakpoints: readonly { readonly language: string }[];
    readonly debuggers: readonly {
      readonly type: string;
      readonly languages?: readonly string[];
      readonly configurationAttributes?: {
        readonly launch: { readonly properties: Readonly<Record<string, unknown>> };
      };
    }[];
  };
}

const manifestUrl = new URL('../../package.json', import.meta.url);
const manifest = JSON.parse(await readFile(manifestUrl, 'utf8')) as Manifest;
const { contributes } = manifest;

/** Fails with the names on one side only, and the file to mend. */
function assertSame(
  what: string,
  declared: readonly string[],
  known: readonly string[],
  place: string,
): void {
  const unknown = declared.filter((name) => !known.includes(name));
  const undeclared = known.filter((name) => !declared.includes(name));
  assert.deepEqual(
    { unknown, undeclared },
    { unknown: [], undeclared: [] },
    `The ${what} of package.json and extension/contributions.ts differ. ` +
      `Add [${unknown.join(', ')}] to "${place}" of contributions.ts or take them out of package.json; ` +
      `add [${undeclared.join(', ')}] to package.json or take them out of contributions.ts.`,
  );
}

describe('package.json and contributions.ts', () => {
  it('name the same commands', () => {
    const declared = contributes.commands.map(({ command }) => command);
    assertSame('commands', declared, Object.values(contributions.commands), 'commands');
  });

  it('name the same views', () => {
    const declared = Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id));
    assertSame('views', declared, Object.values(contributions.views), 'views');
  });

  it('name the same settings with the same types and defaults', () => {
    const { properties } = contributes.configuration;
    const known: Readonly<Record<string, { readonly type: string; readonly default: unknown }>> =
      contributions.settings;
    assertSame('settings', Object.keys(properties), Object.keys(known), 'settings');
    for (const [id, { type, default: fallback }] of Object.entries(properties)) {
      assert.deepEqual(
        { type, default: fallback },
        known[id],
        `Give ${id} the same type and default in package.json and in "settings" of contributions.ts.`,
      );
    }
  });

  it('name the same context keys', () => {
    const { views: shown, menus, viewsWelcome } = contributes;
    const clauses = [...Object.values(shown), ...Object.values(menus), viewsWelcome]
      .flat()
      .map(({ when }) => when ?? '');
    const named = clauses.flatMap(
      (clause) => clause.replace(/\bviewItem == \S+/g, '').match(/\bockle\.\w+/g) ?? [],
    );
    const views: readonly string[] = Object.values(contributions.views);
    const declared = [...new Set(named)].filter((name) => !views.includes(name));
    assertSame('context keys', declared, Object.values(contributions.contextKeys), 'contextKeys');
  });

  it('name the same languages', () => {
    const declared = contributes.languages.map(({ id }) => id);
    assertSame('languages', declared, Object.values(contributions.languages), 'languages');
  });

  it('name the same debug types', () => {
    const declared = contributes.debuggers.map(({ type }) => type);
    assertSame('debug types', declared, Object.values(contributions.debugTypes), 'debugTypes');
  });

  it('name the same launch attributes', () => {
    const ockle = contributes.debuggers.find(({ type }) => type === 'ockle');
    const declared = Object.keys(ockle?.configurationAttributes?.launch.properties ?? {});
    assertSame('launch attributes', declared, contributions.launchAttributes, 'launchAttributes');
  });
});

describe('package.json', () => {
  it('offers menus only for its own commands', () => {
    const commands: readonly string[] = Object.values(contributions.commands);
    const strangers = Object.values(contributes.menus)
      .flat()
      .filter(({ command }) => !commands.includes(command));
    assert.deepEqual(strangers, [], 'Every command in "menus" must stand in "commands".');
  });

  it('starts the extension for its debugger, and for its languages by their configuration', () => {
    const { activationEvents } = manifest;
    for (const event of ['onDebugResolve:ockle', 'onDebugDynamicConfigurations:ockle']) {
      assert(activationEvents.includes(event), `Add ${event} to "activationEvents".`);
    }
    for (const { id, configuration } of contributes.languages) {
      assert(
        configuration,
        `Without a "configuration" opening ${id} does not start the extension.`,
      );
    }
  });

  it('offers the debugger and breakpoints for the languages of plugins', () => {
    const breakpoints = contributes.breakpoints.map(({ language }) => language);
    assert.deepEqual(breakpoints, ['typescript', 'python']);
    const ockle = contributes.debuggers.find(({ type }) => type === 'ockle');
    assert.deepEqual(ockle?.languages, ['typescript', 'python']);
  });

  it('points to files that exist', async () => {
    const paths = [
      manifest.icon,
      ...contributes.grammars.map(({ path }) => path),
      ...contributes.languages.flatMap(({ configuration }) => configuration ?? []),
    ];
    for (const path of paths) await access(fileURLToPath(new URL(path, manifestUrl)));
  });

  it('runs on the side of the files and says what an untrusted workspace may do', () => {
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, 'limited');
  });

  it('keeps an untrusted workspace from choosing what is executed', () => {
    const risky = /path|dir|command|args|env|executable|port(?!ability)|host/i;
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    const settings = Object.entries(contributes.configuration.properties);
    for (const [id, { markdownDescription, scope }] of settings) {
      if (!risky.test(id) && !risky.test(markdownDescription)) continue;
      assert(restrictedConfigurations.includes(id), `Add ${id} to "restrictedConfigurations".`);
      assert(
        ['machine', 'machine-overridable', 'application'].includes(scope),
        `Give ${id} the scope machine-overridable or a stricter one.`,
      );
    }
    const known = settings.map(([id]) => id);
    const strangers = restrictedConfigurations.filter((id) => !known.includes(id));
    assert.deepEqual(
      strangers,
      [],
      '"restrictedConfigurations" may name contributed settings only.',
    );
  });

  it('offers a severity for every code of templates, and for nothing else', () => {
    const { properties } = manifest.contributes.configuration;
    const offered = properties['ockle.validate.severity']?.propertyNames?.enum;
    assert.deepEqual(offered, Object.keys(templateRules));
  });
});
