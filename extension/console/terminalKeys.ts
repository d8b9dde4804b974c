/** What a person did, as far as editing a line goes. */
export type Key = { readonly kind: 'text'; readonly text: string } | { readonly kind: KeyName };

/** The keys that are no text. */
type KeyName =
  | 'enter'
  | 'cancel'
  | 'complete'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'wordLeft'
  | 'wordRight'
  | 'older'
  | 'newer'
  | 'backspace'
  | 'delete'
  | 'killLeft'
  | 'killRight'
  | 'killWord'
  | 'clearScreen';

const controls: ReadonlyMap<string, KeyName> = new Map([
  ['\r', 'enter'],
  ['\n', 'enter'],
  ['\x03', 'cancel'],
  ['\t', 'complete'],
  ['\x01', 'home'],
  ['\x05', 'end'],
  ['\x02', 'left'],
  ['\x06', 'right'],
  ['\x10', 'older'],
  ['\x0e', 'newer'],
  ['\x7f', 'backspace'],
  ['\b', 'backspace'],
  ['\x04', 'delete'],
  ['\x15', 'killLeft'],
  ['\x0b', 'killRight'],
  ['\x17', 'killWord'],
  ['\x0c', 'clearScreen'],
]);

const sequences: ReadonlyMap<string, KeyName> = new Map([
  ['[D', 'left'],
  ['[C', 'right'],
  ['[A', 'older'],
  ['[B', 'newer'],
  ['OD', 'left'],
  ['OC', 'right'],
  ['OA', 'older'],
  ['OB', 'newer'],
  ['[H', 'home'],
  ['[F', 'end'],
  ['OH', 'home'],
  ['OF', 'end'],
  ['[1~', 'home'],
  ['[4~', 'end'],
  ['[3~', 'delete'],
  ['[1;5D', 'wordLeft'],
  ['[1;5C', 'wordRight'],
  ['[1;3D', 'wordLeft'],
  ['[1;3C', 'wordRight'],
  ['b', 'wordLeft'],
  ['f', 'wordRight'],
  ['\x7f', 'killWord'],
]);

const escape = '\x1b';
const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';

/** Splits what a terminal sends into keys; `rest` is a sequence whose end has not come yet. */
export function readKeys(data: string): { readonly keys: readonly Key[]; readonly rest: string } {
  const keys: Key[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') keys.push({ kind: 'text', text });
    text = '';
  };
  let at = 0;
  while (at < data.length) {
    const taken = takeKey(data, at);
    if (taken === undefined) break;
    at = taken.next;
    if (taken.key?.kind === 'text') text += taken.key.text;
    else if (taken.key) {
      flush();
      keys.push(taken.key);
    }
  }
  flush();
  return { keys, rest: data.slice(at) };
}

interface TakenKey {
  readonly next: number;
  /** Nothing for what means nothing here. */
  readonly key?: Key;
}

function takeKey(data: string, at: number): TakenKey | undefined {
  const unit = data.charAt(at);
  if (unit === escape) return takeSequence(data, at);
  const control = controls.get(unit);
  if (control) return { next: at + 1, key: { kind: control } };
  if (unit < ' ') return { next: at + 1 };
  return { next: at + 1, key: { kind: 'text', text: unit } };
}

function takeSequence(data: string, at: number): TakenKey | undefined {
  if (data.startsWith(pasteStart, at)) {
    const end = data.indexOf(pasteEnd, at);
    if (end < 0) return undefined;
    const pasted = data.slice(at + pasteStart.length, end).replaceAll(/[\r\n\t]+/g, ' ');
    const text = pasted.replaceAll(/\p{Cc}/gu, '');
    return { next: end + pasteEnd.length, key: { kind: 'text', text } };
  }
  const rest = data.slice(at + 1);
  const csi = /^(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z]|[^[O])/u.exec(rest);
  if (!csi) return undefined;
  const kind = sequences.get(csi[0]);
  return { next: at + 1 + csi[0].length, ...(kind && { key: { kind } }) };
}
