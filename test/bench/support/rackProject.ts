import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeProject } from '../../support/runtime/tempProject.ts';

/** Lays out a project with one server of one dummy outlet and the named plugins of the fixtures. */
export async function rackProject(
  plugins: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const files: Record<string, string> = {
    'etc/config.ini': '[main]\n[plugins]\npluginlist = []\n[servers]\nmax_startup_time = 0\n',
    'etc/outlets/rack.ini': '[pdu]\ntype = Dummy\n',
    'etc/servers/one.ini': '[server]\noutlets = ["psu"]\n[psu]\npdu = rack\nsocket = 1\n',
    ...more,
  };
  for (const plugin of plugins) {
    const path = `src/plugins/${plugin}`;
    files[path] = await readFile(join(import.meta.dirname, '../../fixtures/bench', path), 'utf8');
  }
  return makeProject(files);
}
