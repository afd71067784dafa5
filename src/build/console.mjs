// Builds the console with the machine's own Node and npm, and only when something changed since the last time.
// Called by Maven: node src/build/console.mjs [build|test]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

const folder = 'src/main/console';
const act = process.argv[2] ?? 'build';
if (!existsSync(join(folder, 'package.json'))) {
  console.log('No console in this tree.');
  process.exit(0);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Expected Node 20.19 or newer to build the console, but found ${process.versions.node}. Use -DskipConsole to go without.`);
}
checkLock();

const installed = join(folder, 'node_modules/.hearth-installed');
const built = join(folder, 'node_modules/.hearth-built');
const lock = hash([join(folder, 'package-lock.json'), join(folder, '.npmrc')]);
if (read(installed) !== lock) {
  npm('ci', '--no-audit', '--no-fund');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(installed, lock);
}

if (act === 'test') {
  npm('test');
} else {
  const state = hash(files(folder));
  if (read(built) === state && existsSync(join(folder, 'dist/index.html'))) {
    console.log('The console is up to date.');
  } else {
    npm('run', 'build');
    writeFileSync(built, state);
  }
}

// A lock file must work with any registry, so it names none.
function checkLock() {
  if (!read(join(folder, '.npmrc'))?.split('\n').includes('omit-lockfile-registry-resolved=true')) {
    fail(`Expected ${folder}/.npmrc to hold omit-lockfile-registry-resolved=true, but it does not.`);
  }
  if (/"resolved": *"http/.test(read(join(folder, 'package-lock.json')) ?? '')) {
    fail(`Expected ${folder}/package-lock.json to name no registry, but it does. Remove it and run npm install.`);
  }
}

function files(start) {
  return readdirSync(start)
    .filter((name) => !['node_modules', 'dist', 'coverage'].includes(name))
    .sort()
    .map((name) => join(start, name))
    .flatMap((path) => (statSync(path).isDirectory() ? files(path) : [path]));
}

function hash(paths) {
  const sum = createHash('sha256');
  for (const path of paths) {
    sum.update(path).update('\0').update(existsSync(path) ? readFileSync(path) : '').update('\0');
  }
  return sum.digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function npm(...words) {
  const { status } = spawnSync('npm', words, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    fail(`Expected npm ${words.join(' ')} to succeed in ${folder}, but it ended with ${status}.`);
  }
}

function fail(reason) {
  console.error(reason);
  process.exit(1);
}
