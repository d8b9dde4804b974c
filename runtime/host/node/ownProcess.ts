import inspector from 'node:inspector';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DebugTarget } from '../../protocol/index.ts';
import type { AnswerChannel } from './answerChannel.ts';
import { offerDebugCommand, type SendCommand } from './debugCommand.ts';
import type { HostSurroundings, ImportWatch } from './hostSurroundings.ts';
import { Leftovers } from './leftovers.ts';
import { installModuleHooks } from './moduleHooks.ts';
import { routeTime } from './routeTime.ts';
import { TypeStripper } from './typeStripper.ts';
import type { VirtualTime } from './virtualTime.ts';
import type { Frames } from './workspaceFrames.ts';
import { WorkspaceFrames } from './workspaceFrames.ts';

/** The surroundings of a plugin that has a process to itself. */
export class OwnProcess implements HostSurroundings {
  readonly tellsUnhandled = true;
  readonly #apiUrl: string;
  readonly #stripper: TypeStripper;

  readonly #channel: AnswerChannel;

  /** `products` is the URL of the folder with the modules that plugins import. */
  constructor(products: string, channel: AnswerChannel) {
    this.#channel = channel;
    this.#apiUrl = new URL('./ockle.mjs', products).href;
    this.#stripper = new TypeStripper(fileURLToPath(new URL('./typeCompiler.cjs', products)));
  }

  async importPlugin(file: string, watch: ImportWatch): Promise<Readonly<Record<string, unknown>>> {
    installModuleHooks(this.#apiUrl, this.#stripper, watch);
    return (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  }

  framesOf(project: string): WorkspaceFrames {
    return new WorkspaceFrames(project);
  }

  openDebugger(): DebugTarget {
    this.#stripper.keepReady();
    // Open already when another debugger came and went.
    if (inspector.url() === undefined) inspector.open(0, '127.0.0.1');
    const url = inspector.url();
    if (url === undefined) throw new Error('This Node has no inspector.');
    return { kind: 'node', url };
  }

  offerCommand(send: SendCommand): void {
    offerDebugCommand(send, this.#channel);
  }

  routeTime(time: VirtualTime): void {
    // Both open with their first use, which is not to count as the plugin's doing.
    process.stdout.on('error', ignore).off('error', ignore);
    process.stderr.on('error', ignore).off('error', ignore);
    routeTime(time);
  }

  resources(): readonly string[] {
    return process.getActiveResourcesInfo();
  }

  /** Loads what the import of a plugin needs. */
  getReady(): void {
    this.#stripper.getReady();
  }

  watchLeftovers(frames: Frames): Leftovers {
    return new Leftovers(frames, () => this.resources());
  }

  waitForDebugger(): void {
    inspector.waitForDebugger();
  }

  complain(message: string): void {
    process.stderr.write(`Ockle plugin host: ${message}\n`);
  }

  end(code: 0 | 1): void {
    process.exit(code);
  }
}

function ignore(): void {}
