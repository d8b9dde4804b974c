/** A client whose user may step through plugins. */
export interface DebugClient {
  /** Its channel is closed, so that no debugger comes from it any more. */
  readonly hasLeft: boolean;
}
