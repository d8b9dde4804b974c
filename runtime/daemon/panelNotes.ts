import type { Disposable } from '../base/emitter.ts';
import type { DaemonEventContract, Peer, RpcTimers } from '../protocol/index.ts';
import type { DaemonPanel } from './daemonPanel.ts';

/** Milliseconds that changes of commands are collected for: a plugin may offer many. */
const collecting = 30;

/** Tells one client what the panel shows, from the moment it subscribes. */
export class PanelNotes implements Disposable {
  readonly #panel: Pick<DaemonPanel, 'commands'>;
  readonly #peer: Pick<Peer<DaemonEventContract>, 'notify'>;
  readonly #subscriptions: readonly Disposable[];
  #stopTimer: (() => void) | undefined;

  constructor(
    panel: Pick<DaemonPanel, 'commands' | 'onDidChangeCommands' | 'usage'>,
    peer: Pick<Peer<DaemonEventContract>, 'notify'>,
    timers: RpcTimers,
  ) {
    this.#panel = panel;
    this.#peer = peer;
    this.#tellCommands();
    this.#subscriptions = [
      panel.onDidChangeCommands(() => {
        this.#stopTimer ??= timers.after(collecting, () => this.flush());
      }),
      panel.usage.follow((plugins) => peer.notify('usage', { plugins })),
    ];
  }

  /** Tells now what has changed, so that an answer comes after the changes it caused. */
  flush(): void {
    if (!this.#stopTimer) return;
    this.#stopTimer();
    this.#stopTimer = undefined;
    this.#tellCommands();
  }

  dispose(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #tellCommands(): void {
    this.#peer.notify('commands', { commands: this.#panel.commands });
  }
}
