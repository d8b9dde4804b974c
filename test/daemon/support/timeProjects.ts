/** An hour of work: servers are switched by AutoControl, and fail at random by the seed. */
export const operator = `import { ModuleTemplate } from 'ockle';

export class Operator extends ModuleTemplate {
  override async run(): Promise<void> {
    const { servers, communicationHandler } = this.mainDaemon;
    for (let state = true; this.mainDaemon.running; state = !state) {
      await communicationHandler.sendCommand('switchNetwork', { state: String(state) });
      const end = Date.now() + 300_000;
      while (Date.now() < end && this.mainDaemon.running) {
        await this.sleep(1 + Math.random() * 30);
        const names = servers.getSortedNodeListIndex();
        const name = names[Math.floor(Math.random() * names.length)] ?? '';
        await this.#fail(name);
      }
    }
  }

  async #fail(name: string): Promise<void> {
    try {
      await this.mainDaemon.servers.getServernode(name).turnOff({ ignoreDeps: Math.random() < 0.5 });
    } catch (error) {
      this.debug(String(error));
    }
  }
}
`;

/** Looks at the servers now and then, and offers a command that waits. */
export const watcher = `import random
import threading
import time

from plugins.ModuleTemplate import ModuleTemplate


class Watcher(ModuleTemplate):
    def __init__(self, MainDaemon):
        ModuleTemplate.__init__(self, MainDaemon)
        self.mainDaemon.communicationHandler.AddCommandToList("watched", self.watched)

    def watched(self, data):
        time.sleep(random.random())
        return {"at": time.time(), "set": list({"a", "b", "c", "d"})}

    def run(self):
        threading.Thread(target=self.poke).start()
        while self.mainDaemon.running:
            for server in self.mainDaemon.servers.getSortedNodeList():
                if server.getOpState() == "OFF" and random.random() < 0.02:
                    try:
                        server.turnOn()
                    except Exception as error:
                        self.debug(str(error))
            time.sleep(20 + random.random())

    def poke(self):
        while self.mainDaemon.running:
            self.mainDaemon.communicationHandler.sendCommand("watched")
            time.sleep(45)
`;

/** So many servers, each of which needs the one of half its number. */
export function servers(count: number): Readonly<Record<string, string>> {
  const files = Array.from({ length: count }, (_, number) => {
    const needed = number === 0 ? '' : `dependencies = ["s${(number - 1) >> 1}"]\n`;
    const text = `[server]\noutlets = psu\ntests = ping\n${needed}[psu]\npdu = rack\nsocket = ${number}\n[ping]\ntester = pinger\n`;
    return [`etc/servers/s${number}.ini`, text] as const;
  });
  return {
    'etc/outlets/rack.ini': '[pdu]\ntype = Dummy\n',
    'etc/testers/pinger.ini': '[tester]\ntype = Dummy\n',
    ...Object.fromEntries(files),
  };
}

/** `etc/config.ini` with these plugins enabled. */
export function config(...plugins: readonly string[]): string {
  return `[main]\n[plugins]\npluginList = ${JSON.stringify(plugins)}\n[servers]\nmax_startup_time = 2\n`;
}

/** A plugin that registers a command as soon as it runs, after it computed for a while if it is told to. */
export function racer(className: string): string {
  return `import { existsSync } from 'node:fs';
import { ModuleTemplate } from 'ockle';

export class ${className} extends ModuleTemplate {
  override async run(): Promise<void> {
    if (existsSync('slow${className}')) for (let step = 0; step < 1e9; step++);
    await this.mainDaemon.communicationHandler.AddCommandToList('of${className}', () => ({}));
    this.debug('registered');
    await this.sleep(86_400);
  }
}
`;
}
