import { openShipped, serverFile, type ShippedDaemon } from './shippedDaemon.ts';

/** The file of a server with one object of each kind. */
export const web = serverFile(['db'], {
  server: 'tests = ["answers"]\ncontrols = ["soft"]\ncomment = front',
  sections: [
    '[answers]',
    'tester = always',
    'succeed = true',
    '[fails]',
    'tester = always',
    'succeed = false',
    '[soft]',
    'controller = ssh',
    'password = hunter2',
  ].join('\n'),
});

/** Two servers, and what they are made of. */
export const rack = {
  'testers/always.ini': '[tester]\ntype = Dummy\ncomment = fixed result\n',
  'controllers/ssh.ini': '[controller]\ntype = Dummy\n',
  'outlets/lost.ini': '[pdu]\ntype = Nobody\nwrite_community = s3cret\n',
  'servers/db.ini': serverFile([], { server: 'comment = tables' }),
  'servers/web.ini': web,
};

/** A daemon with the core commands, and others after them. */
export async function openCore(
  etc: Readonly<Record<string, string>> = rack,
  ...others: readonly string[]
): Promise<ShippedDaemon> {
  const bench = await openShipped(etc);
  await bench.run('CoreCommunicationCommands', ...others);
  return bench;
}
