import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { F5Bench, rounds, type Match } from './support/f5Bench.ts';
import { PlainDebugpy } from './support/plainDebugpy.ts';
import { pluginFile, pressF5, projectFolder } from './support/project.ts';

const reportFile = process.env['OCKLE_BENCH'] ?? '';
const plain = (file: string): string => join(projectFolder(), 'plain', file);
const debugpy = new PlainDebugpy();

const typescript: Match = {
  language: 'TypeScript',
  companion: 'TickerPy',
  contenders: [
    {
      name: 'Ockle',
      file: () => pluginFile('Ticker.ts'),
      session: 'Ticker',
      start: () => pressF5(),
    },
    {
      name: 'js-debug alone',
      file: () => plain('ticker.ts'),
      session: 'plain',
      start: () =>
        vscode.debug.startDebugging(undefined, {
          type: 'pwa-node',
          request: 'launch',
          name: 'plain',
          program: plain('ticker.ts'),
          runtimeExecutable: process.execPath,
          enableContentValidation: false,
          sourceMaps: false,
          cwd: projectFolder(),
        }),
    },
  ],
};

const python: Match = {
  language: 'Python',
  companion: 'Ticker',
  contenders: [
    {
      name: 'Ockle',
      file: () => pluginFile('TickerPy.py'),
      session: 'TickerPy',
      start: () => pressF5(),
    },
    {
      name: 'debugpy alone',
      file: () => plain('ticker.py'),
      session: 'plain',
      needsParent: true,
      start: (parent) => {
        assert(parent);
        return debugpy.start(plain('ticker.py'), parent);
      },
      stop: () => debugpy.stop(),
    },
  ],
};

// Figures for people, on a machine with nothing else to do: OCKLE_BENCH=/tmp/f5.txt npm test -- editor
if (reportFile !== '') {
  describe('The time from F5', () => {
    const bench = new F5Bench();
    const figures = [`From F5 to the breakpoint: fastest, median, slowest of ${rounds}, ms`];

    after(async () => {
      await bench.dispose();
      await writeFile(reportFile, `${figures.join('\n')}\n`);
    });

    for (const match of [typescript, python]) {
      for (const isWarm of [false, true]) {
        const title = `${match.language}, ${isWarm ? 'a daemon runs already' : 'no daemon runs'}`;
        it(`is measured: ${title}`, async () => {
          figures.push(title, ...(await bench.compare(match, isWarm)));
        }).timeout(900_000);
      }
    }
  });
}
