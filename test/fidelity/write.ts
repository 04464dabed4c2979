/** Writes docs/fidelity: `npm run fidelity`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fidelityPage, PAGE } from './page.js';
import { allRows } from './rows.js';

await mkdir(dirname(PAGE), { recursive: true });
await writeFile(PAGE, await fidelityPage(await allRows()));
