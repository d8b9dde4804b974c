import assert from 'node:assert/strict';
import { documentLinks, readTemplate } from '../../../../runtime/template/index.ts';
import { textAt } from './support/marked.ts';

describe('links of a template', () => {
  const found = (line: string) => {
    const model = readTemplate(`[plugins.Demo]\n${line}`, 'src/config/plugins/Demo.ini');
    return documentLinks(model).map(({ span, path }) => [textAt(model, span), path]);
  };

  const cases: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ['A=["string","src/rules.json"]', [['src/rules.json', 'src/rules.json']]],
    ['A=["string","./etc//rules/"]', [['./etc//rules/', 'etc/rules']]],
    ['A=["string","log.txt"]', [['log.txt', 'log.txt']]],
    ['A=["string","a\\\\b.txt"]', [['a\\\\b.txt', 'a/b.txt']]],
    ['A=["string","~~HOME~~logger.db"]', [['~~HOME~~logger.db', 'logger.db']]],
    ['A=["string","sqlite:////~~HOME~~x/logger.db"]', [['~~HOME~~x/logger.db', 'x/logger.db']]],
    ['A=["string","é/😀.txt"]', [['é/😀.txt', 'é/😀.txt']]],
    ['A=["string","~~HOME~~"]', []],
    ['A=["string","~~HOME~~../x"]', []],
    ['A=["string","../x/y"]', []],
    ['A=["string","/etc/passwd"]', []],
    ['A=["string","C:/x.txt"]', []],
    ['A=["string","http://x.org/a"]', []],
    ['A=["string","192.168.0.1"]', []],
    ['A=["string","Hello there, a/b"]', []],
    ['A=["string","word"]', []],
    ['A=["string","#fff"]', []],
    ['A=["multilist",true,"outlet/~~name~~/edit"]', []],
    ['# A=["string","src/rules.json"]', []],
  ];
  for (const [line, links] of cases) {
    it(`in ${line} are ${JSON.stringify(links)}`, () => {
      assert.deepEqual(found(line), links);
    });
  }
});
