import type { PluginFailure, PluginPhase } from '../protocol/index.ts';

/** What can happen to a generation of a plugin. */
export type PhaseEvent =
  | { readonly kind: 'loadBegan' }
  | { readonly kind: 'waitingForDebugger' }
  | { readonly kind: 'loaded' }
  | { readonly kind: 'runBegan'; readonly now: number }
  | { readonly kind: 'stopBegan' }
  | { readonly kind: 'failed'; readonly failure: PluginFailure }
  /** Nothing of it is left; `failure` says why, should nobody have asked for it. */
  | { readonly kind: 'gone'; readonly failure: PluginFailure };

/** The life cycle; an event that has no meaning in a phase leaves the phase as it is. */
export function nextPhase(phase: PluginPhase, event: PhaseEvent): PluginPhase {
  switch (phase.kind) {
    case 'stopped':
    case 'failed':
      return phase;
    case 'stopping':
      return event.kind === 'gone' ? { kind: 'stopped' } : phase;
    case 'notRunning':
    case 'starting':
    case 'waitingForDebugger':
    case 'loading':
    case 'loaded':
    case 'running':
      return nextLivePhase(phase, event);
  }
}

function nextLivePhase(phase: PluginPhase, event: PhaseEvent): PluginPhase {
  switch (event.kind) {
    case 'loadBegan':
      return phase.kind === 'starting' ? { kind: 'loading' } : phase;
    case 'waitingForDebugger':
      return phase.kind === 'loading' ? { kind: 'waitingForDebugger' } : phase;
    case 'loaded':
      return { kind: 'loaded' };
    case 'runBegan':
      return phase.kind === 'loaded' ? { kind: 'running', since: event.now } : phase;
    case 'stopBegan':
      return { kind: 'stopping' };
    case 'failed':
    case 'gone':
      return { kind: 'failed', failure: event.failure };
  }
}
