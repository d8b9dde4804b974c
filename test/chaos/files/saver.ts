/**
 * A process to be killed. `save ETC FROM`: sets all options of many.ini to FROM, FROM+1, ... and
 * says each number once it is saved; `naive ETC FROM`: the same by overwriting;
 * `once ETC`: one change; `delete ETC COUNT`: deletes that many files; `fill ETC SIZE`: one long value.
 */
import { writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, errorMessage } from '../../../runtime/base/codedError.ts';
import { EtcFiles } from '../../../runtime/config/etcFiles.ts';
import { manyOptions, manyText } from './manyOptions.ts';

const [mode = '', etc = '', count = '1'] = process.argv.slice(2);
const folders = { etc, servers: etc, outlets: etc, testers: etc, controllers: etc };
const files = new EtcFiles(folders);

async function save(from: number): Promise<never> {
  for (let number = from; ; number++) {
    await files.apply({ kind: 'merge', path: 'many.ini', sections: { s: manyOptions(number) } });
    writeSync(1, `${number}\n`);
  }
}

function naive(from: number): never {
  for (let number = from; ; number++) {
    writeFileSync(join(etc, 'many.ini'), manyText(number));
    writeSync(1, `${number}\n`);
  }
}

async function run(): Promise<void> {
  switch (mode) {
    case 'save':
      return save(Number(count));
    case 'naive':
      return naive(Number(count));
    case 'once':
      return files.apply({ kind: 'merge', path: 'many.ini', sections: { s: manyOptions(2) } });
    case 'fill':
      return files.apply({
        kind: 'merge',
        path: 'many.ini',
        sections: { s: { long: 'x'.repeat(Number(count)) } },
      });
    case 'delete':
      for (let number = 0; number < Number(count); number++) {
        await files.apply({ kind: 'merge', path: `d${number}.ini`, sections: {} });
        await files.apply({ kind: 'delete', path: `d${number}.ini` });
      }
  }
}

try {
  await run();
  writeSync(1, 'done\n');
} catch (error) {
  writeSync(1, `${errorCode(error)} ${errorMessage(error)}\n`);
}
