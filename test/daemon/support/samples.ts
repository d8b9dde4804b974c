/** The example of Ockle's documentation, as it stands there. */
export const timerPython = `from plugins.ModuleTemplate import ModuleTemplate
import time


class TimerPluginExample(ModuleTemplate):
    def __init__(self,MainDaemon):
        ModuleTemplate.__init__(self,MainDaemon)
        self.WAIT_TIME = self.getConfigInt("WAIT_TIME")

    def run(self):
        while self.mainDaemon.running:
            self.debug("I am a test plugin")
            time.sleep(self.WAIT_TIME)
`;

/** Its twin; pluginList names classes, so it has a name of its own. */
export const timerTypeScript = `import { ModuleTemplate, type MainDaemon } from 'ockle';

export class TimerTwin extends ModuleTemplate {
  readonly waitTime: number;

  constructor(mainDaemon: MainDaemon) {
    super(mainDaemon);
    this.waitTime = this.getConfigInt('WAIT_TIME');
  }

  override async run(): Promise<void> {
    while (this.mainDaemon.running) {
      this.debug('I am a test plugin');
      await this.sleep(this.waitTime);
    }
  }
}
`;

function timerTemplate(className: string, seconds = 1): string {
  return `[plugins.${className}]\nWAIT_TIME=["int",${seconds}]\n`;
}

/** Both timers, enabled in this order. */
export const timers: Readonly<Record<string, string>> = {
  'etc/config.ini':
    '[main]\n[plugins]\npluginList = ["TimerTwin", "TimerPluginExample"]\n[servers]\nmax_startup_time = 0.01\n',
  'etc/servers/.gitkeep': '',
  'src/plugins/TimerPluginExample.py': timerPython,
  'src/plugins/TimerTwin.ts': timerTypeScript,
  'src/config/plugins/TimerPluginExample.ini': timerTemplate('TimerPluginExample'),
  'src/config/plugins/TimerTwin.ini': timerTemplate('TimerTwin'),
};

/** Two servers of dummies; `web` needs `db`. */
export const rack: Readonly<Record<string, string>> = {
  'etc/outlets/rack.ini': '[pdu]\ntype = Dummy\n',
  'etc/controllers/soft.ini': '[controller]\ntype = Dummy\n',
  'etc/testers/pinger.ini': '[tester]\ntype = Dummy\n',
  'etc/servers/db.ini': '[server]\noutlets = psu\n[psu]\npdu = rack\nsocket = 1\n',
  'etc/servers/web.ini': [
    '[server]',
    'outlets = psu',
    'controls = softoff',
    'tests = ping',
    'dependencies = ["db"]',
    '[psu]',
    'pdu = rack',
    'socket = 2',
    '[softoff]',
    'controller = soft',
    '[ping]',
    'tester = pinger',
    '',
  ].join('\n'),
};
