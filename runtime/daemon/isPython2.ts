/** What only Python 2 reads, or only Python 2 has; each is looked for line by line. */
const python2Lines: readonly RegExp[] = [
  /^\s*print\s+(?!=)[^\s(]/,
  /^\s*print\s*$/,
  /^\s*except\s+[\w.]+\s*,\s*\w+\s*:/,
  /^\s*raise\s+[\w.]+\s*,/,
  /^\s*exec\s+["'\w]/,
  /^\s*(?:import|from)\s+(?:ConfigParser|StringIO|cPickle|urllib2|urlparse|Queue|SocketServer|Tkinter|httplib)\b/,
  /\.(?:iteritems|itervalues|iterkeys|has_key)\(/,
  /(?:^|[\s=(,])(?:unicode|xrange|raw_input|basestring)\(/,
  /\w\s*<>\s*\w/,
];

/** Whether a plugin's text is certainly Python 2; strings and comments count less than they should. */
export function isPython2(text: string): boolean {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .some((line) => python2Lines.some((pattern) => pattern.test(line)));
}
