import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultFacts, faultKinds, readFaultFile } from '../../../../runtime/protocol/index.ts';
import type { Schema } from '../../../support/matchesSchema.ts';
import { matchesSchema } from '../../../support/matchesSchema.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

const schema = JSON.parse(readFileSync(join(root, 'schemas/faults.schema.json'), 'utf8')) as Schema;

const away = { target: 'rack1', kind: 'away' };
const slow = { target: 'web/psu', kind: 'slow', ms: 500 };
const flapping = { target: 'web/psu', kind: 'flapping' };

/** Contents of files, and whether they mean something. */
const cases: readonly (readonly [boolean, unknown])[] = [
  [true, { faults: [] }],
  [true, { $schema: 'faults.schema.json', seed: 0, faults: [away, slow] }],
  [true, { seed: 999_999_999, faults: [{ ...away, nth: 1, probability: 1 }] }],
  [true, { faults: [{ ...flapping, ms: 100 }] }],
  [true, { faults: [{ ...slow, nth: 1_000_000, probability: 0.001 }] }],
  [true, { faults: [{ ...slow, ms: 86_400_000 }] }],
  [false, []],
  [false, {}],
  [false, 'faults'],
  [false, { faults: {} }],
  [false, { faults: [[]] }],
  [false, { faults: ['away'] }],
  [false, { faults: [], seeds: 1 }],
  [false, { faults: [], seed: '1' }],
  [false, { faults: [], seed: -1 }],
  [false, { faults: [], seed: 1.5 }],
  [false, { faults: [], seed: 1_000_000_000 }],
  [false, { faults: [{ kind: 'away' }] }],
  [false, { faults: [{ target: 'rack1' }] }],
  [false, { faults: [{ ...away, target: 7 }] }],
  [false, { faults: [{ ...away, kind: 'gone' }] }],
  [false, { faults: [{ ...away, server: 'web' }] }],
  [false, { faults: [{ ...away, ms: 100 }] }],
  [false, { faults: [{ ...away, nth: 0 }] }],
  [false, { faults: [{ ...away, nth: 1.5 }] }],
  [false, { faults: [{ ...away, nth: 1_000_001 }] }],
  [false, { faults: [{ ...away, nth: null }] }],
  [false, { faults: [{ ...away, probability: 0 }] }],
  [false, { faults: [{ ...away, probability: 1.1 }] }],
  [false, { faults: [{ ...away, probability: '1' }] }],
  [false, { faults: [{ ...slow, ms: 0 }] }],
  [false, { faults: [{ ...slow, ms: 1.5 }] }],
  [false, { faults: [{ ...slow, ms: 86_400_001 }] }],
  [false, { faults: [{ ...flapping, ms: 99 }] }],
  [false, { faults: [{ ...flapping, nth: 1 }] }],
  [false, { faults: [{ ...flapping, probability: 0.5 }] }],
];

describe('A file of faults', () => {
  for (const [isGood, content] of cases) {
    const text = JSON.stringify(content);
    it(`${isGood ? 'may' : 'may not'} be ${text}, to its reader and to its schema`, () => {
      const { problems } = readFaultFile(text, 'faults.json');
      assert.equal(problems.length === 0, isGood, JSON.stringify(problems));
      assert.equal(matchesSchema(content, schema), isGood);
    });
  }

  it('has every kind with its description in the schema', () => {
    const kind = schema.definitions?.['fault']?.properties?.['kind'];
    assert.ok(typeof kind === 'object');
    assert.deepEqual(kind.enum, [...faultKinds]);
    assert.deepEqual(
      kind.enumDescriptions,
      faultKinds.map((each) => faultFacts[each].doc),
    );
  });

  it('is read with the line of each fault', () => {
    const text = JSON.stringify({ seed: 4, faults: [away, slow] }, null, 1);
    assert.deepEqual(readFaultFile(text, 'faults.json'), {
      seed: 4,
      faults: [
        { rule: away, line: 4 },
        { rule: slow, line: 8 },
      ],
      problems: [],
    });
  });

  it('keeps what is good of it, and says where the rest is wrong', () => {
    const lines = [
      '{',
      '  "seed": "1",',
      '  "faults": [',
      '    { "target": "rack1", "kind": "away" },',
      '    { "target": "rack1", "kind": "gone", "speed": 1 },',
      '    { "target": "web/psu", "kind": "slow", "ms": 0 },',
      '    7',
      '  ]',
      '}',
    ];
    const { seed, faults, problems } = readFaultFile(lines.join('\n'), '/p/faults.json');
    assert.deepEqual([seed, faults], [undefined, [{ rule: away, line: 4 }]]);
    const found = problems.map(({ code, message, source }) => {
      const { line, column } = source ?? {};
      return `${line}:${column} ${code} ${message}`;
    });
    assert.deepEqual(found, [
      '5:42 fault-file-invalid "speed" means nothing here. Use target, kind, ms, nth, probability, or take it out.',
      `5:34 fault-file-invalid A fault has a kind. Write one of: ${faultKinds.join(', ')}.`,
      '6:50 fault-out-of-range ms of "slow" cannot be 0. Write whole milliseconds from 1 to 86400000.',
      '7:5 fault-file-invalid A fault has to be an object such as {"target": "rack1", "kind": "away"}.',
      '2:11 fault-file-invalid "seed" has to be a number. Write it without quotes.',
    ]);
  });

  for (const [text, place, message] of [
    ['', '1:1', 'a value is missing here'],
    [
      '{\n "faults": [\n  {"target": "a"\n   "kind": "away"}]}',
      '4:4',
      'a comma or } is missing here',
    ],
    ['{"faults": [],}', '1:15', 'a name in double quotes is missing here'],
    ['{"faults" []}', '1:11', 'a colon is missing here'],
    ['{"faults": []} x', '1:16', 'nothing may follow here'],
    ['{"faults": [tru]}', '1:13', 'a value is missing here'],
    ['{"faults": ["\t"]}', '1:13', '"\t" is no text in JSON'],
    ['\uFEFF{"faults": [', '1:14', 'a value is missing here'],
    ['['.repeat(50), '1:34', 'it is nested too deep'],
  ] as const) {
    it(`that is no JSON has its fault at ${place}: ${JSON.stringify(text.slice(0, 40))}`, () => {
      const { faults, problems } = readFaultFile(text, 'faults.json');
      const [problem] = problems;
      assert.deepEqual(faults, []);
      assert.equal(problems.length, 1);
      assert.equal(problem?.message, `This is no JSON: ${message}. Correct it.`);
      assert.equal(`${problem.source?.line}:${problem.source?.column}`, place);
    });
  }
});
