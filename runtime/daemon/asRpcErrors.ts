import { errorCode, errorMessage } from '../base/codedError.ts';
import { RpcError } from '../protocol/index.ts';

/** Lets the other side see the code of what went wrong. */
export async function asRpcErrors<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw new RpcError(errorCode(error), errorMessage(error));
  }
}
