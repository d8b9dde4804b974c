import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  faultFacts,
  faultKinds,
  faultPresets,
  readFaultFile,
} from '../../runtime/protocol/index.ts';

describe('docs/faults.md', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs/faults.md'), 'utf8');
  const rows = (section: string): readonly string[] => {
    const text = page.split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
    return text.split('\n').filter((line) => line.startsWith('| `'));
  };

  it('describes each kind as the code does', () => {
    const expected = faultKinds.map((kind) => {
      const { doc, fits, ms } = faultFacts[kind];
      const duration = ms ? ` ${ms.least} to ${ms.most}, usually ${ms.usual}` : '';
      return `| \`${kind}\` | ${doc} | ${fits.join(', ')} |${duration} |`;
    });
    assert.deepEqual(rows('Kinds'), expected);
  });

  it('describes each preset as the code does', () => {
    const expected = faultPresets.map(({ id, title, doc }) => `| \`${id}\` | ${title} | ${doc} |`);
    assert.deepEqual(rows('Presets'), expected);
  });

  it('shows a file that can be read', () => {
    const example = /```json\n([\s\S]+?)```/.exec(page)?.[1] ?? '';
    const { faults, problems } = readFaultFile(example, 'faults.json');
    assert.deepEqual([faults.length, problems], [2, []]);
  });
});
