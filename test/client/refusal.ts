/** What a call was refused with. */
import { CartwrightError } from '../../client/index.js';

/** Throws when it was not refused, or failed with anything but an error of the client. */
export async function refusalOf(call: Promise<unknown>): Promise<CartwrightError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CartwrightError)) throw new Error('It was not refused.', { cause: error });
  return error;
}
