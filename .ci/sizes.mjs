/**
 * Prints how long files and functions are and how much of the code stands in more than one place.
 * Fails when a file has more than 350 lines or a function more than 60.
 */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const FOLDERS = ['activities', 'client', 'worker', 'workflows'];
const MOST_LINES_OF_FILE = 350;
const MOST_LINES_OF_FUNCTION = 60;
/** Shorter runs of equal lines are idiom. */
const LINES_OF_BLOCK = 8;

function sourceFiles(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.[jt]s$/.test(name));
  return names.map((name) => `${folder}/${name}`);
}

function functionsOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const found = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body && ts.isBlock(node.body)) {
      const first = source.getLineAndCharacterOfPosition(node.getStart()).line;
      const last = source.getLineAndCharacterOfPosition(node.end).line;
      found.push({ where: `${path}:${first + 1}`, lines: last - first + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The share of lines that lie in runs of equal lines found in two places; imports and brackets do not count. */
function duplicated(files) {
  const places = new Map();
  for (const { path, text } of files) {
    const lines = text.split('\n').map((line, index) => ({ text: line.trim(), at: `${path}:${index + 1}` }));
    const telling = lines.filter(
      ({ text }) => /[A-Za-z]/.test(text) && !/^(import|export) .* from |^[/*]/.test(text),
    );
    for (let start = 0; start + LINES_OF_BLOCK <= telling.length; start += 1) {
      const block = telling.slice(start, start + LINES_OF_BLOCK);
      const key = block.map(({ text }) => text).join('\n');
      places.set(key, [...(places.get(key) ?? []), block.map(({ at }) => at)]);
    }
  }
  const repeated = [...places.values()].filter((blocks) => blocks.length > 1);
  return {
    lines: new Set(repeated.flat(2)).size,
    starts: repeated.map((blocks) => blocks.map(([at]) => at)),
  };
}

function summary(name, values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { '': name, count: sorted.length, median: at(0.5), p90: at(0.9), max: at(1) };
}

const files = FOLDERS.flatMap(sourceFiles).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const lengths = files.map(({ path, text }) => ({ where: path, lines: text.split('\n').length - 1 }));
const functions = files.flatMap(({ path, text }) => functionsOf(path, text));
const total = lengths.reduce((sum, { lines }) => sum + lines, 0);

const rows = FOLDERS.flatMap((folder) => {
  const inside = ({ where }) => where.startsWith(`${folder}/`);
  const linesOf = (items) => items.filter(inside).map(({ lines }) => lines);
  return [summary(`${folder} files`, linesOf(lengths)), summary(`${folder} functions`, linesOf(functions))];
});
console.table(rows);

const { lines, starts } = duplicated(files);
console.log(`${total} lines; ${lines} of them (${((100 * lines) / total).toFixed(1)} %) stand elsewhere too`);
for (const places of starts.slice(0, 10)) console.log(`  ${places.join('  ')}`);

const tooLong = [
  ...lengths.filter((file) => file.lines > MOST_LINES_OF_FILE),
  ...functions.filter((one) => one.lines > MOST_LINES_OF_FUNCTION),
];
for (const { where, lines: length } of tooLong) console.log(`${where} has ${length} lines`);
process.exitCode = tooLong.length === 0 ? 0 : 1;
