import { CodedError } from '../base/codedError.ts';
import type { OpStateText } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import type { DeviceSpec } from './deviceSpec.ts';
import { SwitchTemplate } from './switchTemplate.ts';
import { TesterTemplate } from './testerTemplate.ts';

/** Stands for an outlet or control whose type nobody knows: shown, never switched. */
export class UnknownSwitch extends SwitchTemplate {
  readonly type: string;
  override opState: OpStateText = opStates.unknown;

  constructor(spec: DeviceSpec, type: string) {
    super(spec);
    this.type = type;
  }

  protected writeState(): Promise<void> {
    return Promise.reject(typeUnknown(this.name, this.type));
  }

  protected readState(): Promise<boolean> {
    return Promise.reject(typeUnknown(this.name, this.type));
  }
}

/** Stands for a test whose type nobody knows: shown, and failing when run. */
export class UnknownTest extends TesterTemplate {
  readonly type: string;

  constructor(spec: DeviceSpec, type: string) {
    super(spec);
    this.type = type;
  }

  protected test(): Promise<boolean> {
    return Promise.reject(typeUnknown(this.name, this.type));
  }
}

function typeUnknown(name: string, type: string): CodedError {
  return new CodedError('device-type-unknown', `${name} has the unknown type "${type}".`);
}
