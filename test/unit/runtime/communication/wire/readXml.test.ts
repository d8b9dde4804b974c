import assert from 'node:assert/strict';
import {
  readMessage,
  usualXmlLimits,
  WireError,
} from '../../../../../runtime/communication/wire/index.ts';

type Limit = keyof typeof usualXmlLimits;

/** A message that uses exactly so much of what is limited. */
const messages: Readonly<Record<Limit, (amount: number) => string>> = {
  depth: (amount) => wrapped('<a>'.repeat(amount - 1) + '</a>'.repeat(amount - 1)),
  nodes: (amount) => wrapped('<a/>'.repeat(amount - 3) + '<!---->' + '<![CDATA[]]>'),
  attributes: (amount) =>
    `<MessageType ${Array.from({ length: amount }, (_, index) => `a${index}="x"`).join(' ')}/>`,
  text: (amount) => wrapped(`<![CDATA[x]]>${'x'.repeat(amount - 2)}&amp;`),
};

describe('The limits of a message', () => {
  const smaller = { depth: 4, nodes: 12, attributes: 3, text: 20 };
  for (const limit of Object.keys(messages) as Limit[]) {
    it(`keep ${limit} as they are set, and as they usually are`, () => {
      for (const limits of [smaller, usualXmlLimits]) {
        const xml = messages[limit];
        const most = limits[limit];
        readMessage(xml(most - 1), limits);
        readMessage(xml(most), limits);
        assert.throws(() => readMessage(xml(most + 1), limits), WireError);
      }
    });
  }
});

/** In a message of an unknown class, whose content is not looked at. */
function wrapped(inside: string): string {
  return `<MessageType>${inside}</MessageType>`;
}
