import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ProjectView } from '../../../../runtime/workspace/index.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly file?: string;
  readonly workspace?: Readonly<Record<string, string>>;
  readonly expect: readonly {
    readonly code: string;
    readonly line: number;
    readonly startCol: number;
    readonly endCol: number;
  }[];
}

const cases = JSON.parse(
  readFileSync(new URL('../template/templateCases.json', import.meta.url), 'utf8'),
) as readonly Case[];

describe('ProjectView', () => {
  describe('has the diagnostics of each case', () => {
    for (const { name, text, file = 'src/config/plugins/Demo.ini', workspace, expect } of cases) {
      it(name, () => {
        const view = new ProjectView();
        for (const [path, content] of Object.entries(workspace ?? {})) view.change(path, content);
        view.change(file, text);
        const found = view.diagnosticsOf(file).map(({ code, range }) => ({
          code,
          line: range.start.line,
          startCol: range.start.character,
          endCol: range.end.character,
        }));
        assert.deepEqual(found, expect);
      });
    }
  });
});
