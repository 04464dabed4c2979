/** Which of some numbers have to move so that all of them ascend. */

/**
 * The fewest numbers without which the others ascend: what is left is a longest increasing subsequence, found by
 * patience sorting in n log n steps (Fredman 1975).
 */
export function outOfOrder(numbers: readonly number[]): number[] {
  if (numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0))) return [];
  // Where the best sequence of each length ends, and what stands before each number in the sequence it ends.
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [at, number] of numbers.entries()) {
    const length = countBelow(ends, number, numbers);
    before.push(ends[length - 1]);
    ends[length] = at;
  }
  const stays = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = before[at]) stays.add(at);
  return numbers.filter((_, at) => !stays.has(at));
}

/** How many of the ends, which ascend, are smaller. */
function countBelow(ends: readonly number[], number: number, numbers: readonly number[]): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
