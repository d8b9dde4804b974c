#!/usr/bin/env node
import '../platform/requireNode.ts';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pluginKinds } from '../scaffold/index.ts';
import { callCommand } from './callCommand.ts';
import { daemonOptions, daemonRequest } from './daemonArguments.ts';
import { newPlugin } from './newPlugin.ts';
import { newProject } from './newProject.ts';
import { runInTerminal } from './runInTerminal.ts';
import { readDuration } from './timeArguments.ts';
import { validateCommand, validateUsage } from './validate/validateCommand.ts';

const kinds = pluginKinds.map(({ id }) => id).join('|');

const usage = `Usage:
  ockle daemon --project <folder> [--etc <folder>] [--plugin <Name> …] [--python <interpreter>]
               [--isolation inline|process] [--safe] [--faults <file>] [--journal <file>]
               [--time virtual [--for <duration>] [--seed <number>] [--rate <number>]]
      Runs the project's plugins (those of pluginList, or the named ones) until Ctrl-C. With --etc
      alone there are only the plugins that ship with Ockle, and so there are with --safe.
      In virtual time nobody waits: a duration such as 1h takes seconds, or as long as the rate
      says, and the same project and seed write the same journal. A file of faults breaks the
      simulated rack.
  ockle call <Command> [key=value …] [--json] [--project <folder> | --etc <folder>] [--host <host>]
             [--port <number>] [--token <token>] [--timeout <seconds>]
      Sends a command to a running daemon and prints its reply. Port and token are those of the
      project's config; the token may also be in the environment as OCKLE_TOKEN.
  ockle new-project <folder>
      Lays out an Ockle project with a simulated rack; overwrites nothing.
  ockle new-plugin <folder> <Name> [--language typescript|python] [--kind ${kinds}]
      Writes a plugin with its ini template and enables it; overwrites nothing.
${validateUsage}`;

const dist = dirname(fileURLToPath(import.meta.url));
const templates = join(dist, '..', 'plugin-templates');

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === 'help' || args.includes('--help')) {
    console.log(usage);
    return 0;
  }
  switch (command) {
    case 'daemon':
      return runDaemon(rest);
    case 'call':
      return callCommand(rest, { out: console.log, err: console.error });
    case 'new-project':
      return layOut(rest);
    case 'new-plugin':
      return addPlugin(rest);
    case 'validate':
      return validateCommand(rest, dist, { out: console.log, err: console.error });
    default:
      throw new Error(command === undefined ? 'Say what to do.' : `There is no "${command}".`);
  }
}

async function runDaemon(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...daemonOptions,
      plugin: { type: 'string', multiple: true },
      for: { type: 'string' },
      journal: { type: 'string' },
    },
  });
  const { plugin: plugins = [], journal, for: duration } = values;
  const request = daemonRequest(values, dist);
  if (request.time?.mode === 'held') {
    throw new Error(
      '--time held needs a client of the daemon that steps the time, and a terminal is none. Write --time virtual, which moves by itself.',
    );
  }
  if (duration !== undefined && !request.time) throw new Error('--for needs --time virtual.');
  const forMs = duration === undefined ? undefined : readDuration(duration);
  return runInTerminal({ ...request, plugins, journal, forMs });
}

async function layOut(args: readonly string[]): Promise<number> {
  const [folder, ...more] = parseArgs({ args: [...args], allowPositionals: true }).positionals;
  if (folder === undefined || more.length > 0) throw new Error('Name one folder.');
  const written = await newProject(resolve(folder), { templates, types: join(dist, 'types') });
  console.log(
    written.length === 0
      ? `${folder} has all files of an Ockle project already.`
      : `${written.length} files written to ${folder}.`,
  );
  return 0;
}

async function addPlugin(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      language: { type: 'string', default: 'typescript' },
      kind: { type: 'string', default: 'timer' },
    },
  });
  const [folder, name, ...more] = positionals;
  if (folder === undefined || name === undefined || more.length > 0) {
    throw new Error('Name the project and the plugin: new-plugin <folder> <Name>.');
  }
  const language = oneOf(['typescript', 'python'] as const, values.language, '--language');
  const kind = oneOf(
    pluginKinds.map(({ id }) => id),
    values.kind,
    '--kind',
  );
  const written = await newPlugin(resolve(folder), { name, language, kind }, templates);
  console.log(`${written.join(' and ')} written; ${name} is enabled.`);
  return 0;
}

function oneOf<Known extends string>(
  known: readonly Known[],
  given: string,
  option: string,
): Known {
  const found = known.find((each) => each === given);
  if (found !== undefined) return found;
  throw new Error(`${option} cannot be "${given}". Write one of: ${known.join(', ')}.`);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    console.error(usage);
    process.exit(1);
  },
);
