import assert from 'node:assert/strict';
import { readServerFile, serverNameOf } from '../../../../runtime/project/index.ts';

function read(text: string) {
  return readServerFile(text, 'web1', 'etc/servers/web1.ini');
}

/** `line:column code` of each problem. */
function places(text: string): readonly string[] {
  return read(text).problems.map(({ code, source }) => `${source.line}:${source.column} ${code}`);
}

describe('The file of a server', () => {
  it('lists its objects and what it needs, in the order of the file', () => {
    const { server, problems } = read(`[server]
outlets = ["psu2", "psu1"]
tests = ["answers"]
controls = softoff
dependencies = ["switch", "nas"]
comment = front page
[psu1]
pdu = rackA
Socket = 1
[psu2]
pdu = rackB
[answers]
tester = pinger
[softoff]
controller = ssh
[spare]
pdu = rackA
`);
    assert.deepEqual(problems, []);
    assert.ok(server);
    assert.deepEqual(server.outlets, ['psu2', 'psu1']);
    assert.deepEqual(server.tests, ['answers']);
    assert.deepEqual(server.controls, ['softoff']);
    assert.deepEqual(server.dependencies, ['switch', 'nas']);
    assert.equal(server.comment, 'front page');
    assert.deepEqual([...server.objects.keys()], ['psu1', 'psu2', 'answers', 'softoff', 'spare']);
    assert.deepEqual(
      [...(server.objects.get('psu1') ?? [])],
      [
        ['pdu', 'rackA'],
        ['socket', '1'],
      ],
    );
  });

  it('takes missing and empty lists as none', () => {
    const { server, problems } = read('[server]\noutlets =\ndependencies = []\n');
    assert.deepEqual(problems, []);
    assert.deepEqual(
      [server?.outlets, server?.tests, server?.controls, server?.dependencies],
      [[], [], [], []],
    );
  });

  it('gives every object the options of DEFAULT and resolves references', () => {
    const { server } = read('[DEFAULT]\nrack=A\n[server]\noutlets=p\n[p]\npdu=pdu%(rack)s\n');
    assert.equal(server?.objects.get('p')?.get('pdu'), 'pduA');
    assert.equal(server.objects.get('p')?.get('rack'), 'A');
  });

  it('leaves out what cannot be used and says where', () => {
    const text = `[server]
outlets = ["gone", "bare", "good", "good"]
tests = ["x"
[bare]
socket = 1
[good]
pdu = rackA
note = 100%
`;
    assert.deepEqual(places(text), [
      '2:1 name-list-repeats',
      '2:1 object-section-missing',
      '2:1 object-generator-missing',
      '3:1 name-list-invalid',
      '8:1 percent-unescaped',
    ]);
    assert.deepEqual(read(text).server?.outlets, ['good']);
  });

  it('is no server without its section', () => {
    assert.equal(read('[pdu]\ntype=Dummy\n').server, undefined);
    assert.deepEqual(places(''), ['1:1 server-section-missing']);
  });

  it('keeps names of Object apart', () => {
    const { server } = read('[server]\noutlets=__proto__\n[__proto__]\npdu=constructor\n');
    assert.deepEqual(server?.outlets, ['__proto__']);
    assert.equal(server.objects.get('toString'), undefined);
  });

  it('is told from backups by its name', () => {
    assert.equal(serverNameOf('web1.ini'), 'web1');
    assert.equal(serverNameOf('a.b.ini'), 'a.b');
    for (const name of ['web1.ini~', '.web1.ini.swp', '.web1.ini', '.ini', 'web1']) {
      assert.equal(serverNameOf(name), undefined, name);
    }
  });
});
