import { CodedError } from '../base/codedError.ts';
import type { OpStateText } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import type { DeviceSpec } from './deviceSpec.ts';
import { SwitchTemplate } from './switchTemplate.ts';
import { TesterTemplate } from './testerTemplate.ts';

/** Why a type cannot be used: nobody knows it, or it is not there yet. */
export type TypeFault = 'unknown' | 'later';

/** Stands for an outlet or control of a type that cannot be used: shown, never switched. */
export class UnknownSwitch extends SwitchTemplate {
  readonly type: string;
  override opState: OpStateText = opStates.unknown;
  protected override readonly isImmediate = true;
  readonly #fault: TypeFault;

  constructor(spec: DeviceSpec, type: string, fault: TypeFault) {
    super(spec);
    this.type = type;
    this.#fault = fault;
  }

  protected writeState(): Promise<void> {
    return Promise.reject(typeError(this, this.#fault));
  }

  protected readState(): Promise<boolean> {
    return Promise.reject(typeError(this, this.#fault));
  }
}

/** Stands for a test of a type that cannot be used: shown, and failing when run. */
export class UnknownTest extends TesterTemplate {
  readonly type: string;
  readonly #fault: TypeFault;

  constructor(spec: DeviceSpec, type: string, fault: TypeFault) {
    super(spec);
    this.type = type;
    this.#fault = fault;
  }

  protected test(): Promise<boolean> {
    return Promise.reject(typeError(this, this.#fault));
  }
}

function typeError(
  { name, type }: { readonly name: string; readonly type: string },
  fault: TypeFault,
): CodedError {
  if (fault === 'unknown') {
    return new CodedError('device-type-unknown', `${name} has the unknown type "${type}".`);
  }
  const message = `${name} has the type ${type}, which is not there yet.`;
  return new CodedError('device-type-later', message);
}
