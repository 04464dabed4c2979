/** Accepting a selection: one reducer for the signal and the update, pure. */
import { MAX_SELECTION_MESSAGE, type MigrationState, type SelectionMessage } from './contract.js';

export type SelectionVerdict =
  | { readonly accepted: SelectionMessage }
  | { readonly repeated: true }
  | { readonly rejected: string };

/**
 * Judges a selection. The first one wins; sending the same again changes nothing; anything else is rejected in words.
 * `message` is untrusted: it may come from an operator's keyboard.
 */
export function judgeSelection(
  state: MigrationState,
  current: SelectionMessage | undefined,
  message: unknown,
): SelectionVerdict {
  const shaped = shapeSelection(message);
  if (typeof shaped === 'string') return { rejected: shaped };
  if (current !== undefined && sameSelection(current, shaped)) return { repeated: true };
  if (current !== undefined)
    return { rejected: 'A selection was already made; it cannot be changed any more.' };
  if (state !== 'waiting_for_select') {
    return { rejected: `The migration does not wait for a selection; its state is ${state}.` };
  }
  return { accepted: shaped };
}

function shapeSelection(message: unknown): SelectionMessage | string {
  if (!isRecord(message)) return 'A selection is an object: { "copy": { "everything": true } }.';
  if (typeof message.selectionKey === 'string') return { selectionKey: message.selectionKey };
  const copy = isRecord(message.copy) ? message.copy : message;
  if (Object.keys(copy).length === 0) {
    return 'The selection is empty. Choose at least one item, or { "copy": { "everything": true } }.';
  }
  if (JSON.stringify(copy).length > MAX_SELECTION_MESSAGE) {
    return 'The selection is too long for a message. Send it through the client, which stores it first.';
  }
  return { copy };
}

function sameSelection(a: SelectionMessage, b: SelectionMessage): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
