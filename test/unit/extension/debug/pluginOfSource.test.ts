import assert from 'node:assert/strict';
import { pluginOfSource } from '../../../../extension/debug/pluginOfSource.ts';

const typescript = `import { ModuleTemplate } from 'ockle';
class Helper extends ModuleTemplate {}
export class DoorWatch extends ModuleTemplate {}
`;

describe('The plugin of a file', () => {
  it('is the class named like the file', () => {
    assert.equal(pluginOfSource('/p/src/plugins/DoorWatch.ts', typescript), 'DoorWatch');
  });

  it('is the first one when none is named like the file', () => {
    assert.equal(pluginOfSource('/p/src/plugins/other.ts', typescript), 'Helper');
  });

  it('is found in Python', () => {
    const text =
      'from plugins.ModuleTemplate import ModuleTemplate\nclass Rota(ModuleTemplate):\n\tpass\n';
    assert.equal(pluginOfSource('/p/src/plugins/Rota.py', text), 'Rota');
  });

  it('is nowhere in other files', () => {
    assert.equal(pluginOfSource('/p/src/plugins/DoorWatch.md', typescript), undefined);
    assert.equal(pluginOfSource('/p/a.ts', 'export class A {}'), undefined);
  });
});
