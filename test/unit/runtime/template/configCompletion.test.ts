import assert from 'node:assert/strict';
import type { ConfigKnowledge } from '../../../../runtime/template/index.ts';
import { completeConfig } from '../../../../runtime/template/index.ts';
import { afterSnippet, readMarked } from './support/marked.ts';

const knowledge: ConfigKnowledge = {
  sections: new Map([
    [
      'main',
      [
        { name: 'SERVER_DIR', type: 'string', arguments: ['servers'] },
        { name: 'OUTLET_DIR', type: 'string', arguments: ['outlets'] },
      ],
    ],
    ['plugins', [{ name: 'pluginList', type: 'multilist', arguments: [false] }]],
    [
      'plugins.Demo',
      [
        { name: 'WAIT_TIME', type: 'intrange', arguments: [2, '1-4'] },
        { name: 'LOUD', type: 'bool', arguments: [false] },
        { name: 'GREETING', type: 'string', arguments: ['$HOME} 100%'] },
      ],
    ],
  ]),
  pluginNames: ['Demo', 'Timer', 'CorePlugin'],
};

describe('completion in etc/config.ini', () => {
  function complete(marked: string) {
    const { text, model, position } = readMarked(marked, 'etc/config.ini');
    return { model, items: completeConfig(text, position, knowledge) };
  }

  const labels = (marked: string) => complete(marked).items.map(({ label }) => label);

  function accept(marked: string, label: string) {
    const { model, items } = complete(marked);
    const item = items.find((each) => each.label === label);
    assert.ok(item, `${label} is among ${items.map((each) => each.label).join(', ')}`);
    return afterSnippet(model, item.range, item.snippet);
  }

  it('proposes the sections that are missing', () => {
    assert.deepEqual(labels('[main]\n\n[<|>'), ['plugins', 'plugins.Demo']);
    assert.equal(accept('[main]\n[plugins.<|>', 'plugins.Demo'), '[main]\n[plugins.Demo]');
    assert.equal(accept('[main]\r\n[<|>]', 'plugins'), '[main]\r\n[plugins]');
  });

  it('inserts a whole section with its defaults', () => {
    assert.equal(accept('<|>', '[main]'), '[main]\nserver_dir = servers\noutlet_dir = outlets');
    assert.equal(
      accept('[main]\nSERVER_DIR=x\n<|>', '[plugins.Demo]'),
      '[main]\nSERVER_DIR=x\n[plugins.Demo]\nWAIT_TIME=2\nLOUD=false\nGREETING=$HOME} 100%%',
    );
  });

  it('proposes the variables that are not set, with their defaults', () => {
    assert.deepEqual(labels('[main]\nserver_dir = a\n<|>').slice(0, 2), [
      'outlet_dir = outlets',
      '[plugins]',
    ]);
    assert.equal(accept('[main]\nout<|>', 'outlet_dir = outlets'), '[main]\noutlet_dir = outlets');
    assert.equal(
      accept('[plugins.Demo]\nloud=true\n<|>', 'greeting=$HOME} 100%%'),
      '[plugins.Demo]\nloud=true\ngreeting=$HOME} 100%%',
    );
  });

  const values: readonly (readonly [string, readonly string[], string])[] = [
    ['wait_time = <|>', ['1', '2', '3', '4'], 'wait_time = 1'],
    ['wait_time=9<|>', ['1', '2', '3', '4'], 'wait_time=1'],
    ['LOUD=<|>', ['true', 'false'], 'LOUD=true'],
    ['loud = fal<|>se', ['true', 'false'], 'loud = true'],
    ['greeting = <|>', ['$HOME} 100%%'], 'greeting = $HOME} 100%%'],
    ['greeting = x/~~<|>', ['~~HOME~~'], 'greeting = x/~~HOME~~'],
    ['greeting = ~~HO<|>ME~~/x', ['~~HOME~~'], 'greeting = ~~HOME~~/x'],
  ];
  for (const [before, found, after] of values) {
    it(`turns ${before} into ${after}`, () => {
      assert.deepEqual(labels(`[plugins.Demo]\n${before}`), found);
      assert.equal(accept(`[plugins.Demo]\n${before}`, found[0]!), `[plugins.Demo]\n${after}`);
    });
  }

  const lists: readonly (readonly [string, readonly string[], string])[] = [
    ['<|>', ['Demo', 'Timer', 'CorePlugin'], '["Demo"]'],
    ['["<|>', ['Demo', 'Timer', 'CorePlugin'], '["Demo"]'],
    ['["Demo", "<|>"]', ['Timer', 'CorePlugin'], '["Demo", "Timer"]'],
    ['["Demo",<|>', ['Timer', 'CorePlugin'], '["Demo","Timer"]'],
    ['["De<|>mo", "Timer"]', ['Demo', 'CorePlugin'], '["Demo", "Timer"]'],
    ['["Tim<|>", "Demo"]', ['Timer', 'CorePlugin'], '["Timer", "Demo"]'],
  ];
  for (const [before, found, after] of lists) {
    it(`enables a plugin in ${before}`, () => {
      assert.deepEqual(labels(`[plugins]\npluginList = ${before}`), found);
      assert.equal(
        accept(`[plugins]\npluginList = ${before}`, found[0]!),
        `[plugins]\npluginList = ${after}`,
      );
    });
  }

  it('opens no list for a comma before an entry that is there', () => {
    const { text, position } = readMarked('[plugins]\npluginList = ["Demo",<|> "Timer"]');
    assert.deepEqual(completeConfig(text, position, knowledge, { trigger: ',' }), []);
  });

  for (const nothing of [
    '# <|>',
    '[plugins.Demo]\nother = <|>',
    '[plugins.Demo]\ngreeting = a\n  <|>',
    '[plugins.Demo]\nwait<|>_time = 1',
    '[nope]\nwait_time = <|>',
  ]) {
    it(`has nothing for ${JSON.stringify(nothing)}`, () => {
      assert.deepEqual(labels(nothing), []);
    });
  }
});
