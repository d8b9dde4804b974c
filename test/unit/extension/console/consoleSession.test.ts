import assert from 'node:assert/strict';
import {
  ConsoleSession,
  type ConsoleDaemon,
} from '../../../../extension/console/consoleSession.ts';
import { replyText } from '../../../../extension/console/replyText.ts';
import type { JsonObject } from '../../../../runtime/protocol/index.ts';
import { Screen } from './screen.ts';

describe('A session of the console', () => {
  class Desk {
    readonly screen = new Screen(100);
    readonly calls: unknown[] = [];
    isClosed = false;
    answer: Promise<JsonObject> = Promise.resolve({ servers: { router: 'OK', web1: 'OFF' }, n: 2 });
    readonly daemon: ConsoleDaemon = {
      commands: [
        { name: 'setServer', help: 'Switches a server.\nMore.', keys: ['server', 'state'] },
      ],
      servers: ['web1'],
      call: (command, data) => {
        this.calls.push([command, data]);
        return this.answer;
      },
    };
    readonly session: ConsoleSession;

    constructor(name = '', isRunning = true) {
      this.session = new ConsoleSession({
        name,
        write: (text) => this.screen.write(text),
        close: () => (this.isClosed = true),
      });
      this.session.open(100, isRunning ? this.daemon : undefined);
    }

    /** Types a line, lets the reply come, and answers what the screen shows below the greeting. */
    async enter(line: string): Promise<string> {
      this.session.input(`${line}\r`);
      await this.answer.catch(() => undefined);
      await Promise.resolve();
      return this.shown;
    }

    get shown(): string {
      return this.screen.text().split('\n').slice(1).join('\n');
    }
  }

  it('sends a line as a command and shows the reply as a structure', async () => {
    const desk = new Desk();
    assert.equal(
      await desk.enter('setServer server=web1 state=on'),
      `ockle> setServer server=web1 state=on
servers:
  router: OK
  web1: OFF
n: 2
ockle>`,
    );
    assert.deepEqual(desk.calls, [['setServer', { server: 'web1', state: 'on' }]]);
  });

  it('tells failures in words', async () => {
    const desk = new Desk('lab');
    const error = Object.assign(new Error('There is no server "x".'), { code: 'server-unknown' });
    desk.answer = Promise.reject(error);
    assert.equal(
      await desk.enter('setServer server=x'),
      'lab> setServer server=x\n✖ There is no server "x". (server-unknown)\nlab>',
    );
    assert.match(await desk.enter('setServer x'), /✖ "x" has no key/);
  });

  it('says when there is no daemon, and works again with the next', async () => {
    const desk = new Desk('', false);
    assert.match(await desk.enter('setServer'), /✖ No daemon runs.*F5/);
    desk.session.input('setS');
    desk.session.follow(desk.daemon);
    assert.match(desk.shown, /The daemon runs\. Commands go to it\.\nockle> setS$/);
    desk.session.follow(undefined);
    assert.match(desk.shown, /has ended\. Commands work again with the next run\.\nockle> setS$/);
    assert.deepEqual(desk.calls, []);
  });

  it('gives up waiting by Ctrl+C and shows the reply when it comes', async () => {
    const desk = new Desk();
    const { promise, resolve } = Promise.withResolvers<JsonObject>();
    desk.answer = promise;
    desk.session.input('slow\r');
    desk.session.input('\x03');
    assert.match(desk.shown, /Not waited for any longer.*\nockle>$/);
    desk.session.input('nex');
    resolve({ at: 'last' });
    await promise;
    await Promise.resolve();
    assert.match(desk.shown, /Reply of slow:\nat: last\nockle> nex$/);
  });

  it('cuts its list of commands to the width of the terminal', () => {
    const desk = new Desk();
    desk.session.resize(44);
    desk.session.input('help\r');
    assert.match(desk.shown, /^setServer server=… state=… {2}Switches a se…$/m);
  });

  it('helps, clears and ends', async () => {
    const desk = new Desk();
    assert.match(await desk.enter('help'), /setServer server=… state=… {2}Switches a server\./);
    assert.match(await desk.enter('help nothing'), /There is no command "nothing"/);
    await desk.enter('clear');
    assert.equal(desk.screen.text(), 'ockle>');
    await desk.enter('exit');
    assert.equal(desk.isClosed, true);
  });
});

describe('The text of a reply', () => {
  const plain = (reply: JsonObject): string => replyText(reply).replaceAll(/\x1b\[\d+m/g, '');

  it('is indented, and keeps lines of texts', () => {
    const reply = { list: ['a', { b: true }, []], none: null, file: 'x\ny\n', empty: '', o: {} };
    assert.equal(
      plain(reply),
      'list:\n  - a\n  -\n    b: true\n  - []\nnone: null\nfile:\n  x\n  y\nempty: ""\no: {}',
    );
    assert.equal(plain({}), 'done; the reply is empty');
    assert.equal(plain({ outlets: '{"psu1": ["1", 2]}' }), 'outlets:\n  psu1:\n    - 1\n    - 2');
  });

  it('cannot steer the terminal', () => {
    const text = replyText({ '\x1b]0;x\x07': 'a\x1b[2Jb\x9b' });
    assert.equal(text.replaceAll(/\x1b\[\d+m/g, ''), '\\x1b]0;x\\x07: a\\x1b[2Jb\\x9b');
  });

  it('ends somewhere', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`k${n}`, n]));
    assert.equal(plain(many).split('\n').length, 401);
  });
});
