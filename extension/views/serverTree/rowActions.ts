import type { JsonObject, PowerVerb } from '../../../runtime/protocol/index.ts';
import type { RowPlace } from './rowId.ts';

/** What can be asked of a row's server, outlet, control or test. */
export type RowAction =
  'turnOn' | 'turnOff' | 'forceOn' | 'forceOff' | 'runTest' | 'resetAttempts' | 'readDevices';

/** A request `act`, and what to say of it when it does not happen. */
export interface ActRequest {
  readonly verb: PowerVerb;
  readonly target: string;
  readonly args: JsonObject;
  /** As in "web1 was not turned on". */
  readonly done: string;
}

/** The request that an action on a row is; nothing where it makes no sense. */
export function actRequest(action: RowAction, place: RowPlace | undefined): ActRequest | undefined {
  switch (place?.kind) {
    case 'server':
      return serverRequest(action, place.server);
    case 'outlet':
    case 'control': {
      if (action !== 'turnOn' && action !== 'turnOff') return undefined;
      const verb = place.kind === 'outlet' ? 'setOutlet' : 'setControl';
      const target = `${place.server}/${place.name}`;
      return { verb, target, args: { state: action === 'turnOn' }, done: doneWords[action] };
    }
    case 'test': {
      const target = `${place.server}/${place.name}`;
      return action === 'runTest' ? { verb: 'runTest', target, args: {}, done: 'run' } : undefined;
    }
    default:
      return undefined;
  }
}

/** How each action is told when it is over. */
const doneWords: Readonly<Record<RowAction, string>> = {
  turnOn: 'turned on',
  turnOff: 'turned off',
  forceOn: 'forced on',
  forceOff: 'forced off',
  runTest: 'run',
  resetAttempts: 'reset',
  readDevices: 'read',
};

function serverRequest(action: RowAction, target: string): ActRequest | undefined {
  const done = doneWords[action];
  switch (action) {
    case 'turnOn':
    case 'turnOff':
      return { verb: action, target, args: {}, done };
    case 'forceOn':
      return { verb: 'turnOn', target, args: { ignoreDeps: true }, done };
    case 'forceOff':
      return { verb: 'turnOff', target, args: { ignoreDeps: true }, done };
    case 'resetAttempts':
      return { verb: 'resetAttempts', target, args: {}, done };
    case 'readDevices':
      return { verb: 'updateNetwork', target, args: { runTests: false }, done };
    case 'runTest':
      return undefined;
  }
}
