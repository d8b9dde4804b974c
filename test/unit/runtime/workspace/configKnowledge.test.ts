import assert from 'node:assert/strict';
import { ProjectView } from '../../../../runtime/workspace/index.ts';

describe('what a project says of etc/config.ini', () => {
  it('is its sections with their variables, and its plugins', () => {
    const view = new ProjectView();
    view.change('src/config/config.ini', '[main]\nSERVER_DIR=["string","servers"]\nBROKEN=[\n');
    view.change('src/config/plugins/Demo.ini', '[plugins.Demo]\nWAIT=["intrange",1,"1-8"]\n');
    view.change(
      'src/plugins/Demo.ts',
      "import { ModuleTemplate } from 'ockle';\nexport class Demo extends ModuleTemplate {}\n",
    );
    const { sections, pluginNames } = view.configKnowledge;
    assert.deepEqual(
      [...sections],
      [
        ['main', [{ name: 'SERVER_DIR', type: 'string', arguments: ['servers'] }]],
        ['plugins.Demo', [{ name: 'WAIT', type: 'intrange', arguments: [1, '1-8'] }]],
      ],
    );
    assert.equal(pluginNames[0], 'Demo');
  });
});
