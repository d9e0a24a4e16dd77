// Builds the console, unless nothing it is made of has changed since: type check, pages, compression.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = import.meta.dirname;
const pages = join(here, 'dist');
const stamp = join(pages, 'built-from');

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** What the pages are made of: their sources, what the contract and the product's words say, and the versions of the libraries. */
const sources = [
  ...filesIn(join(here, 'src')),
  ...filesIn(join(here, 'generated')),
  ...filesIn(join(here, '..', 'workflows', 'src')),
  ...['index.html', 'track.html', 'vite.config.ts', 'tsconfig.json', 'package.json', 'build.js'].map((name) =>
    join(here, name),
  ),
  ...['package-lock.json', 'tsconfig.base.json'].map((name) => join(here, '..', name)),
];

const hash = createHash('sha256');
for (const file of sources) hash.update(file.slice(here.length)).update('\0').update(readFileSync(file));
const madeOf = hash.digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== madeOf) build();

function build() {
  run('typescript', 'bin/tsc', '-p', here);
  run('vite', 'bin/vite.js', 'build', here, '--logLevel', 'warn');
  filesIn(join(pages, 'assets')).forEach(compress);
  // last, so that a build that was broken off is done again
  writeFileSync(stamp, madeOf);
}

function run(library, file, ...args) {
  const { resolve } = createRequire(import.meta.url);
  const folder = join(resolve(`${library}/package.json`), '..');
  const { status } = spawnSync(process.execPath, [join(folder, file), ...args], {
    stdio: 'inherit',
    cwd: here,
  });
  if (status !== 0) process.exit(status ?? 1);
}

function compress(file) {
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
}
