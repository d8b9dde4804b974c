import { spawn } from 'node:child_process';
import { root } from '../paths.mjs';

const keptChars = 200_000;
const keptHeadLines = 10;
const keptTailLines = 15;
const heartbeatMs = 10_000;

/** A step that could not be done, with what the tool that failed had to say. */
export class StepFailure extends Error {
  /**
   * @param {string} message
   * @param {readonly string[]} [toolLines]
   */
  constructor(message, toolLines = []) {
    super(message);
    this.toolLines = toolLines;
  }
}

/**
 * Runs a program quietly to its end and answers what it wrote to standard output.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, note?: (text: string) => void }} [options]
 *   `note` hears every ten seconds that the program is still at it.
 * @returns {Promise<string>}
 */
export function runTool(program, args, { cwd = root, env = process.env, note } = {}) {
  const call = [program, ...args.slice(0, 4)].join(' ');
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && program === 'npm',
    });
    let output = '';
    let everything = '';
    const heartbeat = setInterval(() => {
      note?.(`still at "${call}" after ${Math.round((performance.now() - started) / 1000)} s`);
    }, heartbeatMs);
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text;
      everything = (everything + text).slice(-keptChars);
    });
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      everything = (everything + text).slice(-keptChars);
    });
    child.on('error', (error) => {
      clearInterval(heartbeat);
      reject(new StepFailure(`"${call}" could not be started: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      clearInterval(heartbeat);
      if (code === 0) return resolve(output);
      const message = `"${call}" ended with ${signal ?? `code ${code}`}`;
      reject(new StepFailure(message, headAndTail(everything.trimEnd().split('\n'))));
    });
  });
}

/**
 * Some tools tell the reason first and explain at length, others end with it.
 *
 * @param {readonly string[]} lines
 */
function headAndTail(lines) {
  const left = lines.length - keptHeadLines - keptTailLines;
  if (left <= 0) return lines;
  const more = `… ${left} more lines …`;
  return [...lines.slice(0, keptHeadLines), more, ...lines.slice(-keptTailLines)];
}

/**
 * The environment of a nested npm: the outer `npm test` must neither lend its lock-file settings nor
 * its own package's name, and npm itself must not run on a Node.js that it is about to replace.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
  const delimiter = process.platform === 'win32' ? ';' : ':';
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^npm_(package|lifecycle|command|execpath|node)/.test(name)) delete env[name];
  }
  env['PATH'] = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(folder))
    .join(delimiter);
  return env;
}
