/** Runs tasks one after the other, in the order they were given. */

/** A task runs also when the one before it failed; each caller gets the outcome of its own. */
export function createTurns(): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine;
    return mine;
  };
}
