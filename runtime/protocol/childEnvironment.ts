/** Variables a child process may see; anything else of ours, tokens above all, stays here. */
const allowed = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LANGUAGE',
  'TZ',
  'TMPDIR',
  'TMP',
  'TEMP',
  'PYENV_ROOT',
  'PYENV_VERSION',
  'SYSTEMROOT',
  'WINDIR',
  'COMSPEC',
  'PATHEXT',
  'USERNAME',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
]);

/** The environment of a child: the allowed part of ours, then `extra`. */
export function childEnvironment(
  extra: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string>> {
  const inherited = Object.entries(own).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isAllowed(entry[0]),
  );
  return { ...Object.fromEntries(inherited), ...extra };
}

function isAllowed(name: string): boolean {
  const upper = name.toUpperCase();
  return allowed.has(upper) || upper.startsWith('LC_');
}
