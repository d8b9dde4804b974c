import assert from 'node:assert/strict';
import { languages, openBench, project, server, type Bench } from './support/pluginBench.ts';

for (const language of languages) {
  describe(`A running ${language} plugin`, () => {
    let bench: Bench;

    async function run(...args: Parameters<typeof openBench>): Promise<Bench> {
      bench = await openBench(...args);
      await bench.run();
      return bench;
    }

    afterEach(() => bench.instance.stop());

    it('runs the example of the manual, with the interval of config.ini', async () => {
      const { heard, instance } = await run('TimerPluginExample', language, {
        config: { wait_time: { text: '0', default: 1 } },
      });
      await heard.until(() => heard.lines('debug').length >= 3);
      assert.deepEqual(
        new Set(heard.lines('debug')),
        new Set(['TimerPluginExample: I am a test plugin']),
      );
      assert.equal(instance.phase.kind, 'running');
      assert.deepEqual(heard.phases, ['loading', 'loaded', 'running']);
    });

    it('reports that it waits, and until when', async () => {
      const started = Date.now();
      const { heard } = await run('TimerPluginExample', language, {
        config: { wait_time: { default: 20 } },
      });
      await heard.until(() => heard.of('parked').length > 0);
      const { until, lastSeqSeen } = heard.of('parked')[0]!.parked;
      const began = (until ?? 0) - 20_000;
      // A millisecond for what is rounded.
      assert.ok(began >= started - 1 && began <= Date.now() + 1, `${until}, started ${started}`);
      assert.equal(lastSeqSeen, 1);
    });

    it('reads texts of config.ini and typed defaults of the template', async () => {
      const { heard, instance, line } = await run('Reader', language, {
        config: {
          text: { text: '2', default: 1 },
          number: { default: 1 },
          list: { default: ['a', { b: null }] },
          flag: { default: true },
        },
      });
      const read = (name: string, how = 'readVar') => instance.call(how, { name }, 20);
      assert.deepEqual(await read('TEXT'), { value: '2' });
      assert.deepEqual(await read('Number'), { value: 1 });
      assert.deepEqual(await read('list'), { value: ['a', { b: null }] });
      assert.deepEqual(await read('flag'), { value: true });
      assert.deepEqual(await read('text', 'readInt'), { value: 2 });
      assert.deepEqual(await read('flag', 'readInt'), { value: 1 });
      assert.deepEqual(
        heard
          .of('configRead')
          .map(({ read: { variable, value, origin } }) => [variable, value, origin]),
        [
          ['TEXT', '2', 'config'],
          ['Number', 1, 'template'],
          ['list', ['a', { b: null }], 'template'],
          ['flag', true, 'template'],
          ['text', 2, 'config'],
          ['flag', 1, 'template'],
        ],
      );
      const places = heard.of('configRead').map(({ read: { source } }) => source?.line);
      const varLine = line('readVar').line;
      const intLine = line('readInt').line;
      assert.deepEqual(places, [varLine, varLine, varLine, varLine, intLine, intLine]);
    });

    it('reads whole numbers as Python does', async () => {
      const texts = { a: ' 7 ', b: '-3', c: '1_000', d: '+0', e: '007' };
      const config = Object.fromEntries(
        Object.entries(texts).map(([name, text]) => [name, { text }]),
      );
      const { instance } = await run('Reader', language, { config });
      const values = await Promise.all(
        Object.keys(texts).map((name) => instance.call('readInt', { name }, 20)),
      );
      assert.deepEqual(
        values.map(({ value }) => value),
        [7, -3, 1000, 0, 7],
      );
    });

    for (const text of ['1.5', '', 'zz', '0x10', '1__0', '١٢']) {
      it(`takes the default for “${text}” and says so`, async () => {
        const textOrigin = { file: '/project/etc/config.ini', line: 7 };
        const { heard, instance } = await run('Reader', language, {
          config: { wait_time: { text, textOrigin, default: 5 } },
        });
        assert.deepEqual(await instance.call('readInt', { name: 'WAIT_TIME' }, 20), { value: 5 });
        assert.deepEqual(heard.of('warning')[0]?.warning, {
          code: 'config-no-integer',
          message:
            `WAIT_TIME in section [plugins.Reader] of /project/etc/config.ini:7 is “${text}”, which is ` +
            "no whole number. The template's default 5 is used.",
          source: textOrigin,
        });
        assert.equal(heard.of('configRead')[0]?.read.origin, 'template');
      });
    }

    it('names variable, section and file of what nobody declared', async () => {
      const { instance } = await run('Reader', language);
      for (const how of ['readVar', 'readInt']) {
        await assert.rejects(instance.call(how, { name: 'MISSING' }, 20), {
          message:
            'MISSING is set neither in section [plugins.Reader] of config.ini nor declared by the template. ' +
            `Declare it in ${project}/src/config/plugins/Reader.ini, section [plugins.Reader], for example MISSING=["int",1].`,
        });
      }
    });

    it('takes the default of an option that cannot be read and says so', async () => {
      const { heard, instance } = await run('Reader', language, {
        config: { a: { textError: '“%(nobody)s” refers to nothing', default: 'x' } },
      });
      assert.deepEqual(await instance.call('readVar', { name: 'A' }, 20), { value: 'x' });
      assert.equal(heard.of('warning')[0]?.warning.code, 'config-unreadable');
    });

    it('names the default that is no whole number', async () => {
      const { instance } = await run('Reader', language, { config: { a: { default: 'many' } } });
      await assert.rejects(instance.call('readInt', { name: 'A' }, 20), {
        message: /The default of A is "many", which is no whole number\. Mend it in .*Reader\.ini/,
      });
    });

    it('sees the servers, who needs whom, and who is ready', async () => {
      const db1 = { ...server('db1'), opState: 'OK' as const };
      const { instance } = await run('Reader', language, {
        servers: [db1, server('web1', ['db1']), server('web2', ['web1'])],
      });
      assert.deepEqual(await instance.call('readServers', null, 20), {
        names: ['db1', 'web1', 'web2'],
        dependencies: ['db1'],
        dependent: ['web1'],
        states: ['OK', 'OFF', 'OFF'],
        readyOn: ['db1', 'web1'],
        readyOff: ['db1', 'web1', 'web2'],
        outlets: [['psu1', 'OFF', false]],
        missing: true,
        etc: `${project}/etc`,
      });
    });

    it('shows what it prints, line by line, and cuts what is too long', async () => {
      const { heard, line } = await run('Speaker', language);
      await heard.until(
        () => heard.lines('stdout').length >= 2 && heard.lines('debug').length >= 2,
      );
      await bench.instance.stop();
      assert.deepEqual(heard.lines('stderr'), ['to stderr']);
      const [printed, long, last] = heard.lines('stdout');
      assert.deepEqual([printed, last], ['printed Käse 🧀', 'no line end']);
      const [several, longDebug] = heard.lines('debug');
      assert.equal(several, 'Speaker: first line\nsecond line');
      for (const cut of [long, longDebug]) {
        assert.match(cut!.slice(65_000), /^[xy]+ … \(cut: the line is longer than 64 KiB\)$/);
      }
      const source = heard.of('line').find(({ line }) => line.stream === 'debug')?.line.source;
      assert.equal(source?.line, line('debug').line);
    });

    it('registers commands with their help and answers them', async () => {
      const { heard, instance } = await run('Commander', language);
      const registered = heard.of('registerCommand').map(({ command, cause }) => {
        return [command.command, command.source?.file, cause];
      });
      const file = bench.request.file;
      assert.deepEqual(
        registered,
        ['echo', 'nothing', 'text', 'fail', 'ask', 'never'].map((name) => [name, file, 10]),
      );
      assert.equal(heard.of('registerCommand')[0]?.command.help, 'Answers what it is given.');
      const data = { text: 'Käse', list: [1, null, { deep: true }] };
      assert.deepEqual(await instance.call('echo', data, 20), { echo: data });
      assert.deepEqual(await instance.call('echo', null, 20), { echo: null });
      assert.deepEqual(await instance.call('nothing', null, 20), {});
      await assert.rejects(instance.call('text', null, 20), /“text” has to return/);
      await assert.rejects(instance.call('fail', null, 20), { message: 'The rack is on fire' });
      await assert.rejects(instance.call('nobody', null, 20), /has no command “nobody”/);
    });

    it('calls commands of others with the cause of the call it serves', async () => {
      const { heard, instance } = await run('Commander', language);
      assert.deepEqual(await instance.call('ask', null, 25), { answer: { x: 1 } });
      const [call] = heard.of('callCommand');
      assert.deepEqual([call?.command.command, call?.cause], ['elsewhere', 25]);
    });

    it('gives every action its cause and its line, wherever it comes from', async () => {
      const { heard, instance, line } = await run('Switcher', language);
      await heard.until(() => heard.of('act').length >= 5);
      assert.deepEqual(await instance.call('switchInHandler', null, 30), { state: 'OFF' });
      await instance.call('switchDirectly', {}, 31).catch(() => undefined);
      const acts = heard.of('act').map(({ act: { verb, target, source }, cause }) => {
        return [verb, target, cause, source?.file, source?.line];
      });
      const at = (mark: string, file?: string) => {
        const place = line(mark, file);
        return [place.file, place.line];
      };
      const helper = 'switchHelper';
      assert.deepEqual(acts, [
        ['turnOn', 'web1', 11, ...at('run')],
        ['setOutlet', 'db1/psu1', 11, ...at('after waiting')],
        ['turnOff', 'web1', 11, ...at('timer')],
        ['turnOn', 'web1', 11, ...at('helper', helper)],
        // No line of the plugin is on the stack of a timer that calls Ockle itself.
        ['turnOff', 'db1', 11, ...at('class')],
        ['turnOff', 'web1', 30, ...at('handler')],
        ['turnOff', 'web1', 31, ...at('registered')],
      ]);
    });

    it('sees a refused action as an error at its own line', async () => {
      bench = await openBench('Switcher', language);
      const { heard } = bench;
      heard.refusal = { kind: 'refused', rule: 'armed', reason: 'The rack is not armed.' };
      await bench.run();
      await heard.untilPhase('failed');
      const { phase } = bench.instance;
      assert.ok(phase.kind === 'failed');
      assert.equal(phase.failure.code, 'plugin-run-failed');
      assert.match(phase.failure.message, /turnOn of web1 was refused: The rack is not armed\./);
      assert.equal(phase.failure.source?.line, bench.line('run').line);
    });
  });
}
