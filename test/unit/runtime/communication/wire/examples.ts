/** Messages recorded from the original Ockle, as they went over the wire. */
interface Example {
  readonly command: string;
  readonly request?: { readonly frame: string; readonly data: Readonly<Record<string, string>> };
  readonly reply: {
    readonly frame: string;
    readonly data?: Readonly<Record<string, string | boolean>>;
    readonly error?: string;
  };
}

const head = '<?xml version="1.0" encoding="UTF-8"?>';

function client(length: number, command: string, data: string): string {
  return `${length}:${head}<MessageType name="MessageClientSend"><MessageAttr Command="${command}">${data}</MessageAttr></MessageType>`;
}

function server(length: number, command: string, data: string): string {
  return `${length}:${head}<MessageType name="MessageServerSend"><MessageAttr Reply="${command}">${data}</MessageAttr></MessageType>`;
}

function failure(length: number, error: string): string {
  return `${length}:${head}<MessageType name="MessageServerError"><MessageAttr Error="${error}"><data/></MessageAttr></MessageType>`;
}

const dot =
  'digraph graphname {\nrouter [color="#CCFF99"];\n"lab pc" [color=black];\nbuild [color=black];\nnas [color=black];\nrouter -> nas;\nrouter -> "lab pc";\nnas -> build;\n}\n';

export const examples: readonly Example[] = [
  {
    command: 'getAutoControlStatus',
    request: { frame: client(155, 'getAutoControlStatus', '<data/>'), data: {} },
    reply: {
      frame: server(179, 'getAutoControlStatus', '<data><status>off</status></data>'),
      data: { status: 'off' },
    },
  },
  {
    command: 'bogus',
    request: { frame: client(140, 'bogus', '<data/>'), data: {} },
    reply: { frame: failure(149, 'Unknown Command'), error: 'Unknown Command' },
  },
  {
    command: 'setServer',
    request: {
      frame: client(190, 'setServer', '<data><state>on</state><server>router</server></data>'),
      data: { state: 'on', server: 'router' },
    },
    reply: {
      frame: server(174, 'setServer', '<data><status>Forced on</status></data>'),
      data: { status: 'Forced on' },
    },
  },
  {
    command: 'ServerView',
    request: {
      frame: client(172, 'ServerView', '<data><server>nope</server></data>'),
      data: { server: 'nope' },
    },
    reply: { frame: server(143, 'ServerView', '<data/>'), data: {} },
  },
  {
    command: 'dotgraph',
    request: { frame: client(143, 'dotgraph', '<data/>'), data: {} },
    reply: {
      frame: server(
        358,
        'dotgraph',
        '<data><Dot>digraph graphname {\nrouter [color=&quot;#CCFF99&quot;];\n&quot;lab pc&quot; [color=black];\nbuild [color=black];\nnas [color=black];\nrouter -&gt; nas;\nrouter -&gt; &quot;lab pc&quot;;\nnas -&gt; build;\n}\n</Dot></data>',
      ),
      data: { Dot: dot },
    },
  },
  {
    command: 'getTesterDict',
    request: { frame: client(148, 'getTesterDict', '<data/>'), data: {} },
    reply: {
      frame: server(
        299,
        'getTesterDict',
        '<data><testers>{&quot;always&quot;: {&quot;tester&quot;: {&quot;comment&quot;: &quot;fixed result&quot;, &quot;type&quot;: &quot;Dummy&quot;}}}</testers></data>',
      ),
      data: { testers: '{"always": {"tester": {"comment": "fixed result", "type": "Dummy"}}}' },
    },
  },
  {
    command: 'setINIFile',
    request: {
      frame: client(
        285,
        'setINIFile',
        '<data><Path>outlets/bench1.ini</Path><iniDict>{&quot;pdu&quot;: {&quot;comment&quot;: &quot;rack \\&quot;A\\&quot; &lt;1&gt;&quot;}}</iniDict></data>',
      ),
      data: {
        Path: 'outlets/bench1.ini',
        iniDict: '{"pdu": {"comment": "rack \\"A\\" <1>"}}',
      },
    },
    reply: {
      frame: server(176, 'setINIFile', '<data><succeeded>True</succeeded></data>'),
      data: { succeeded: true },
    },
  },
  {
    command: 'runTest',
    request: {
      frame: client(186, 'runTest', '<data><obj>none</obj><server>router</server></data>'),
      data: { obj: 'none', server: 'router' },
    },
    reply: { frame: failure(138, 'null'), error: 'null' },
  },
  {
    command: 'setAutoControlStatus',
    reply: {
      frame: server(
        205,
        'setAutoControlStatus',
        '<data><state>True</state><succeeded>True</succeeded></data>',
      ),
      data: { state: true, succeeded: true },
    },
  },
];
