import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineEditor } from '../../../../extension/console/lineEditor.ts';
import { Screen } from './screen.ts';

const left = '\x1b[D';
const right = '\x1b[C';
const up = '\x1b[A';
const down = '\x1b[B';
const home = '\x1b[H';
const end = '\x1b[F';

class Typist {
  readonly screen: Screen;
  readonly entered: string[] = [];
  interruptions = 0;
  readonly #editor: LineEditor;

  constructor(columns = 40, candidates: readonly string[] = []) {
    this.screen = new Screen(columns);
    this.#editor = new LineEditor({
      prompt: () => ({ text: '\x1b[36m> \x1b[39m', width: 2 }),
      complete: (line, cursor) => {
        const start = line.lastIndexOf(' ', cursor - 1) + 1;
        const typed = line.slice(start, cursor);
        return { start, candidates: candidates.filter((each) => each.startsWith(typed)) };
      },
      entered: (line) => this.entered.push(line),
      interrupted: () => this.interruptions++,
    });
    this.#editor.resize(columns);
    this.screen.write(this.#editor.ready());
  }

  get line(): string {
    return this.#editor.line;
  }

  type(...inputs: readonly string[]): string {
    for (const input of inputs) this.screen.write(this.#editor.input(input));
    return this.screen.text(true);
  }

  ready(): string {
    this.screen.write(this.#editor.ready());
    return this.screen.text(true);
  }

  print(text: string): string {
    this.screen.write(this.#editor.print(text));
    return this.screen.text(true);
  }
}

describe('The line editor of the console', () => {
  it('shows what is typed, and edits it where the cursor is', () => {
    const typist = new Typist();
    assert.equal(typist.type('abd'), '> abd|');
    assert.equal(typist.type(left, 'c'), '> abc|d');
    assert.equal(typist.type(home, 'x', right), '> xa|bcd');
    assert.equal(typist.type('\x7f'), '> x|bcd');
    assert.equal(typist.type('\x1b[3~'), '> x|cd');
    assert.equal(typist.type(end, '\x17'), '> |');
    assert.equal(typist.type('one two', '\x1b[1;5D', '\x15'), '> |two');
    assert.equal(typist.type('\x0b', 'é👍字', left), '> é👍|字');
  });

  it('moves on when a line is entered, and takes no other before it is ready', () => {
    const typist = new Typist();
    typist.type('setServer\r', 'next');
    assert.deepEqual(typist.entered, ['setServer']);
    assert.equal(typist.print('done'), '> setServer\ndone\n|');
    assert.equal(typist.ready(), '> setServer\ndone\n> next|');
  });

  it('brings old lines back, and the one being typed', () => {
    const typist = new Typist();
    for (const line of ['one', 'two', 'two', '  ']) {
      typist.type(`${line}\r`);
      typist.ready();
    }
    typist.type('thr', up);
    assert.equal(typist.line, 'two');
    typist.type(up, up, up);
    assert.equal(typist.line, 'one');
    typist.type(down, down);
    assert.equal(typist.line, 'thr');
    typist.type(down);
    assert.equal(typist.line, 'thr');
  });

  it('empties the line with Ctrl+C, and tells when somebody waits', () => {
    const typist = new Typist();
    assert.equal(typist.type('wrong', left, '\x03'), '> wrong^C\n> |');
    typist.type('long\r', 'x', '\x03');
    assert.equal(typist.interruptions, 1);
    typist.ready();
    assert.equal(typist.line, '');
  });

  it('completes by Tab, and lists what is open', () => {
    const typist = new Typist(40, ['setServer', 'setOutlet', 'server=']);
    assert.equal(typist.type('setS\t'), '> setServer |');
    assert.equal(typist.type('ser\t'), '> setServer server=|');
    assert.equal(typist.type('\x15', 's\t'), '> se|');
    assert.equal(typist.type('t\t'), 'setServer  setOutlet\n> set|');
    assert.equal(typist.type('x\t'), 'setServer  setOutlet\n> setx|');
  });

  it('takes a pasted text as one line, in whatever pieces it comes', () => {
    const typist = new Typist();
    const pasted = '\x1b[200~a {\r\n"b": 1}\x1b[201~';
    for (const unit of pasted) typist.type(unit);
    assert.equal(typist.line, 'a { "b": 1}');
    assert.deepEqual(typist.entered, []);
  });

  it('writes above the line that is being edited', () => {
    const typist = new Typist(10);
    typist.type('0123456789abc', left, left);
    assert.equal(typist.print('The daemon\nends.'), 'The daemon\nends.\n> 01234567\n89a|bc');
  });

  it('shows long lines over several rows', () => {
    const typist = new Typist(10);
    assert.equal(typist.type('01234567'), '> 01234567\n|');
    assert.equal(typist.type('89'), '> 01234567\n89|');
    assert.equal(typist.type(home, 'x'), '> x|01234567\n89'.replace('67\n', '6\n7'));
    assert.equal(typist.type(end, '\r'), '> x0123456\n789\n|');
  });

  it('shows the line it holds after any input', () => {
    const key = fc.oneof(
      fc.constantFrom(
        left,
        right,
        up,
        down,
        home,
        end,
        '\x7f',
        '\x1b[3~',
        '\x17',
        '\x0b',
        '\x1b[1;5D',
      ),
      fc.stringMatching(/^[a-z =]{1,12}$/),
    );
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 30 }),
        fc.integer({ min: 4, max: 30 }),
        (keys, columns) => {
          const typist = new Typist(columns);
          typist.type(...keys);
          const rows = typist.screen.text().replaceAll('\n', '');
          assert.equal(rows.replaceAll(' ', ''), `> ${typist.line}`.replaceAll(' ', ''));
        },
      ),
      { numRuns: 300 },
    );
  });
});
