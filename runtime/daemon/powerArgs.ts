import { CodedError } from '../base/codedError.ts';
import type { JsonObject, OpStateText } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';

/** The state to switch an object to. @throws CodedError `args-invalid` */
export function stateOf({ state }: JsonObject): boolean {
  if (typeof state === 'boolean') return state;
  throw argsInvalid('The state to switch to has to be true or false.');
}

/** Whether dependencies and failures are to be ignored. @throws CodedError `args-invalid` */
export function ignoreDepsOf({ ignoreDeps = false }: JsonObject): boolean {
  if (typeof ignoreDeps === 'boolean') return ignoreDeps;
  throw argsInvalid('ignoreDeps has to be true or false.');
}

/** Whether the tests of a server that is on are to be run. @throws CodedError `args-invalid` */
export function runTestsOf({ runTests = true }: JsonObject): boolean {
  if (typeof runTests === 'boolean') return runTests;
  throw argsInvalid('runTests has to be true or false.');
}

/** The OpState to write on something. @throws CodedError `args-invalid` */
export function opStateOf({ opState }: JsonObject): OpStateText {
  const known = Object.values(opStates).find((each) => each === opState);
  if (known !== undefined) return known;
  const texts = Object.values(opStates).map((each) => `"${each}"`);
  throw argsInvalid(`The opState to set has to be one of ${texts.join(', ')}.`);
}

/** The list that the object of a target is in. @throws CodedError `args-invalid` */
export function listOf({ list }: JsonObject): 'outlets' | 'controls' {
  if (list === 'outlets' || list === 'controls') return list;
  throw argsInvalid('The list of the object has to be "outlets" or "controls".');
}

function argsInvalid(message: string): CodedError {
  return new CodedError('args-invalid', message);
}
