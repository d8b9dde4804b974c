import { makeProject } from '../../support/runtime/tempProject.ts';

/** What a project with a simulated rack says of time. */
interface RackTimes {
  /** Seconds a device has for an answer. */
  readonly deviceTime?: number;
  readonly files?: Readonly<Record<string, string>>;
}

/** A project of two servers at two PDUs, all simulated but for one test; `web` needs `db`. */
export function makeRack({ deviceTime = 10, files = {} }: RackTimes = {}): Promise<string> {
  return makeProject({
    'etc/config.ini': `[main]\n[plugins]\npluginList = []\n[servers]\nmax_startup_time = 0\nmax_attempts = 0\n[limits]\ndevice_time = ${deviceTime}\ninrush_gap = 0\nserver_gap = 0\n`,
    'etc/outlets/rackA.ini': '[pdu]\ntype = Dummy\n',
    'etc/outlets/rackB.ini': '[pdu]\ntype = Dummy\n',
    'etc/controllers/halt.ini': '[controller]\ntype = Dummy\n',
    'etc/testers/probe.ini': '[tester]\ntype = Dummy\n',
    'etc/testers/ping.ini': '[tester]\ntype = Ping\n',
    'etc/servers/db.ini':
      '[server]\noutlets = psu\ncontrols = soft\ntests = answers\n[psu]\npdu = rackA\nsocket = 1\n[soft]\ncontroller = halt\n[answers]\ntester = probe\n',
    'etc/servers/web.ini':
      '[server]\noutlets = psu\ndependencies = db\n[psu]\npdu = rackB\nsocket = 1\n',
    'etc/servers/nas.ini':
      '[server]\noutlets = psu\ntests = pings\n[psu]\npdu = rackB\nsocket = 2\n[pings]\ntester = ping\nhostname = localhost\n',
    ...files,
  });
}
