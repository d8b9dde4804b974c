/** What a daemon needs of its surroundings; nothing else of the editor's environment reaches it. */
const passedOn: readonly string[] = [
  'APPDATA',
  'COMSPEC',
  'HOME',
  'LANG',
  'LANGUAGE',
  'LOCALAPPDATA',
  'LOGNAME',
  'PATH',
  'PATHEXT',
  'PROGRAMDATA',
  'PYENV_ROOT',
  'PYENV_VERSION',
  'SHELL',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'TZ',
  'USER',
  'USERNAME',
  'USERPROFILE',
  'VIRTUAL_ENV',
  'WINDIR',
];

/** The environment of a daemon, built from the allow-list; VS Code's binary is told to be Node. */
export function daemonEnvironment(
  surroundings: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const entries = Object.keys(surroundings)
    .filter(isPassedOn)
    .flatMap((name) => {
      const value = surroundings[name];
      return value === undefined ? [] : [[name, value] as const];
    });
  return { ...Object.fromEntries(entries), ELECTRON_RUN_AS_NODE: '1' };
}

function isPassedOn(name: string): boolean {
  const upper = name.toUpperCase();
  return passedOn.includes(upper) || upper.startsWith('LC_');
}
