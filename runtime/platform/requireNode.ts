/** The first Node.js that has all we use. */
const oldest = [22, 15] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

// An import of its own, before all others: they may not even load on an older Node.js.
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(
    `Ockle needs Node.js ${oldest.join('.')} or newer; this is ${process.versions.node}. ` +
      'Install a newer one from nodejs.org and try again.\n',
  );
  process.exit(1);
}
