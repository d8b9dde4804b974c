import { openShipped, serverFile, type ShippedDaemon } from './shippedDaemon.ts';

/** Three servers, each needing the one before. */
export const chain = {
  'servers/nas.ini': serverFile(),
  'servers/db.ini': serverFile(['nas']),
  'servers/web.ini': serverFile(['db']),
};

/** A server whose test fails. */
export const failingTest = {
  server: 'tests = ["answers"]',
  sections: '[answers]\ntester = never\nsucceed = false\n',
};
/** Its tester. */
export const never = { 'testers/never.ini': '[tester]\ntype = Dummy\n' };

/** A server whose control does not switch it off. */
export const stubborn = {
  server: 'controls = ["soft"]',
  sections: '[soft]\ncontroller = soft\nsimulate_shutdown_fail = true\n',
};
/** Its controller. */
export const soft = { 'controllers/soft.ini': '[controller]\ntype = Dummy\n' };

/** A daemon on these files, with AutoControl. */
export async function openAutoControl(
  etc: Readonly<Record<string, string>>,
): Promise<ShippedDaemon> {
  const bench = await openShipped(etc);
  await bench.run('AutoControl');
  return bench;
}

/** Switches all servers and waits for the line that ends the sequence. */
export async function switchNetwork(bench: ShippedDaemon, state: string): Promise<string> {
  const before = bench.linesOf('AutoControl').length;
  await bench.call('switchNetwork', { state });
  return endOfSequence(bench, before);
}

/** Resolves to the line that ends a sequence. */
export function endOfSequence(bench: ShippedDaemon, before = 0): Promise<string> {
  return bench.until('the end of the sequence', () =>
    bench
      .linesOf('AutoControl')
      .slice(before)
      .find((line) => /^(All servers|Not|Turning \w+ was|Turning \w+ ended)/.test(line)),
  );
}

/** What AutoControl has switched, in order. */
export function turns(bench: ShippedDaemon): readonly string[] {
  return bench
    .linesOf('AutoControl')
    .filter((line) => /^Turning (on|off) \w+$/.test(line))
    .map((line) => line.replace('Turning ', ''));
}
