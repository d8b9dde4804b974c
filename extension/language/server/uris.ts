/** The path of a URI of any scheme, with `/`. */
export function pathOf(uri: string): string {
  return decoded(uri.split(/[?#]/, 1)[0] ?? '');
}

/** One spelling for a URI, whichever units a client percent-encodes. */
export function keyOf(uri: string): string {
  return decoded(uri);
}

/** The path of a file below a folder, with `/`, both given by their keys; undefined elsewhere. */
export function pathBelow(folder: string, file: string): string | undefined {
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  return file.startsWith(start) ? file.slice(start.length) : undefined;
}

/** The URI of a key, percent-encoded as VS Code does. */
export function uriOf(key: string): string {
  const scheme = /^[a-z][a-z\d+.-]*:(?:\/\/)?/i.exec(key)?.[0] ?? '';
  const parts = key.slice(scheme.length).split('/');
  return `${scheme}${parts.map(encodeURIComponent).join('/')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
