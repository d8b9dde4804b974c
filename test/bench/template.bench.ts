import type { IniPosition } from '../../runtime/ini/index.ts';
import type { TemplateModel } from '../../runtime/template/index.ts';
import {
  completeTemplate,
  hoverTemplate,
  readTemplate,
  validateModel,
  validateTemplate,
} from '../../runtime/template/index.ts';
import { liveBytes } from '../support/liveBytes.ts';
import type { Bench, Figure } from './support/figure.ts';
import { largeTemplate, smallTemplate } from './support/largeTemplate.ts';
import { median, timed } from './support/statistics.ts';
import { templatePeers } from './support/templatePeers.ts';

const rounds = 7;
const warmUps = 3;
const edits = 100;
const validations = 2_000;

/** Validation of a large template beside other readers of the same, and what editing it costs. */
export const templateBench: Bench = {
  name: 'template',
  async measure() {
    return [
      ...(await besidePeers()),
      { name: 'template.edit', value: await editMs(), unit: 'ms', target: { atMost: 5 } },
      { name: 'template.small', value: await smallMs(), unit: 'ms', target: { atMost: 0.1 } },
      ...(await whileTyping()),
      {
        name: 'template.bytesPerByte',
        value: await bytesPerByte(),
        unit: '',
        target: { atMost: 60 },
      },
    ];
  },
};

/** All tools in turn in each round, so that a machine that gets slower meanwhile slows them all. */
async function besidePeers(): Promise<readonly Figure[]> {
  const { peers, close } = await templatePeers();
  const times = new Map(peers.map(({ name }) => [name, [] as number[]]));
  try {
    for (let round = 0; round < rounds + warmUps; round++) {
      for (const { name, run } of peers) {
        const ms = await run();
        if (round >= warmUps) times.get(name)?.push(ms);
      }
    }
  } finally {
    await close();
  }
  const ours = times.get('ours') ?? [];
  const faster = (name: string): number =>
    median((times.get(name) ?? []).map((value, at) => value / (ours[at] ?? Number.NaN)));
  const others = peers.filter(({ name }) => name !== 'ours');
  return [
    { name: 'template.full', value: median(ours), unit: 'ms' },
    ...others.map(({ name }) => {
      const figure = { name: `template.full.${name}`, value: faster(name), unit: '×' } as const;
      const atLeast = targets.get(name);
      return atLeast === undefined ? figure : { ...figure, target: { atLeast } };
    }),
    ...peers.map(({ name, megabytes }): Figure => {
      const value = megabytes / (median(times.get(name) ?? []) / 1000);
      return { name: `template.megabytesPerSecond.${name}`, value, unit: '' };
    }),
  ];
}

/** How many times as fast as a tool we should be. */
const targets: ReadonlyMap<string, number> = new Map([
  ['ini', 2],
  ['jsonSchema', 5],
]);

/** A figure typed into a number in the middle of the large template, to the new diagnostics. */
async function editMs(): Promise<number> {
  let model = readTemplate(largeTemplate.text, largeTemplate.file);
  validateModel(model);
  const { line } = middleOf(model);
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const column = 'WAIT_TIME=["int",'.length;
    const start = { line, character: column };
    const end = { line, character: column + (edit === 0 ? 1 : 2) };
    const text = edit % 2 === 0 ? '-1' : '42';
    times.push(
      await timed(() => {
        model = model.change({ start, end, text });
        const found = validateModel(model).length;
        if (found !== (edit % 2 === 0 ? 1 : 0)) throw new Error(`Found ${found} problems.`);
      }),
    );
  }
  return median(times);
}

async function smallMs(): Promise<number> {
  const { text, file } = smallTemplate;
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const ms = await timed(() => {
      for (let at = 0; at < validations; at++) validateTemplate(text, { file });
    });
    times.push(ms / validations);
  }
  return median(times);
}

/** Each answer comes from a model that an edit has just made. */
async function whileTyping(): Promise<readonly Figure[]> {
  const base = readTemplate(largeTemplate.text, largeTemplate.file);
  const middle = middleOf(base);
  const ask = async (answer: (model: TemplateModel, place: IniPosition) => unknown) => {
    const times: number[] = [];
    for (let edit = 0; edit < edits; edit++) {
      const model = base.change({ start: middle, end: middle, text: ' ' });
      times.push(await timed(() => answer(model, middle)));
    }
    return median(times);
  };
  const completion = await ask((model, place) => completeTemplate(model, place));
  const hover = await ask((model, place) => hoverTemplate(model, place));
  return [
    { name: 'template.completion', value: completion, unit: 'ms', target: { atMost: 10 } },
    { name: 'template.hover', value: hover, unit: 'ms', target: { atMost: 10 } },
  ];
}

/** The place before the type of the first variable of a section in the middle. */
function middleOf(model: TemplateModel): IniPosition {
  const block = model.blocks[model.blocks.length >> 1];
  return { line: (block?.firstLine ?? 0) + 2, character: 'WAIT_TIME=['.length };
}

/** What a validated model of the large template keeps, for each byte of text. */
async function bytesPerByte(): Promise<number> {
  const before = await liveBytes();
  // Joined from its middle, so that the text itself is a new one.
  const { text, file } = largeTemplate;
  const model = readTemplate(text.slice(0, -1).concat('\n'), file);
  validateModel(model);
  const after = await liveBytes();
  if (model.lineCount === 0) throw new Error('The model has to live until here.');
  return (after - before) / text.length;
}
