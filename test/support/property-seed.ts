/**
 * Property tests try the same examples in every run, so that a change is judged by what it changes. To look for new
 * counterexamples: CARTWRIGHT_PROPERTY_SEED=random, or a number; a failure names the seed that it was found with.
 */
import fc from 'fast-check';

const { CARTWRIGHT_PROPERTY_SEED: seed = '1' } = process.env;

if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
