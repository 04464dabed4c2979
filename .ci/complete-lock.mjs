/**
 * Completes package-lock.json after `npm install`: `node .ci/complete-lock.mjs`.
 *
 * npm leaves an optional package out of the lock when the registry at hand does not carry it, as mirrors do with builds
 * for other platforms; `npm ci` then refuses the lock as out of step. Entries that say for which platform a build is
 * make the lock whole again: on every other platform npm passes over them.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

/** Platform packages say in their name what they are for: `@swc/core-linux-x64-musl`. */
function platformEntry(name, version, { dev, engines }) {
  const words = name.split(/[/-]/);
  return {
    version,
    cpu: PROCESSORS.filter((processor) => words.includes(processor)),
    ...(dev && { dev }),
    ...(words.includes('musl') && { libc: ['musl'] }),
    optional: true,
    os: SYSTEMS.filter((system) => words.includes(system)),
    ...(engines && { engines }),
  };
}

const missing = Object.values(lock.packages).flatMap((owner) =>
  Object.entries(owner.optionalDependencies ?? {})
    .filter(([name, version]) => /^\d/.test(version) && !lock.packages[`node_modules/${name}`])
    .map(([name, version]) => [`node_modules/${name}`, platformEntry(name, version, owner)]),
);
const entries = [...Object.entries(lock.packages), ...missing];
lock.packages = Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync('package-lock.json', `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(`${missing.length} entries added`);
