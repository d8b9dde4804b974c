import type { SourceLocation } from '../protocol/index.ts';
import type { DeviceLine } from './deviceLine.ts';

/** What a server's file and the generator's file say about one object. */
export interface DeviceSpec {
  readonly name: string;
  /** The PDU, tester or controller it belongs to. */
  readonly generator: string;
  /** Options of the object's section in the server's file, by lower-case name. */
  readonly params: ReadonlyMap<string, string>;
  /** Options of the generator's own section, by lower-case name. */
  readonly config: ReadonlyMap<string, string>;
  /** Where the server's file says of which generator it is. */
  readonly source: SourceLocation;
  /** The way to the device; outlets of one PDU share it. */
  readonly line: DeviceLine;
}

/** Whether an option says yes: `true`, `True`, `1`, `yes`, `on`; `fallback` when it is missing or empty. */
export function isYes(text: string | undefined, fallback: boolean): boolean {
  if (text === undefined || text.trim() === '') return fallback;
  return ['true', '1', 'yes', 'on'].includes(text.trim().toLowerCase());
}
