/** Back pressure that costs nothing while there is none. */

/**
 * What a sink answers: nothing while it has room for more, else a promise of room. A promise for every small line
 * takes longer than writing it, so who writes many waits only when there is something to wait for.
 */
export type Room = Promise<void> | undefined;

/** Room in both. */
export function roomInBoth(one: Room, other: Room): Room {
  if (one === undefined || other === undefined) return one ?? other;
  return Promise.all([one, other]).then(() => undefined);
}
