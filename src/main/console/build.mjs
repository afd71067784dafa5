// Builds the console, if anything it is made of has changed since. Run by Maven; needs Node and npm only.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const file = (...names) => join(here, ...names);

function stop(reason) {
  console.error(`[console] ${reason}`);
  process.exit(1);
}

// A lock file that named a registry would tie everyone's build to it.
if (!/^omit-lockfile-registry-resolved\s*=\s*true$/m.test(readFileSync(file('.npmrc'), 'utf8'))) {
  stop("Expected .npmrc to say omit-lockfile-registry-resolved=true, but it doesn't.");
}
if (/"resolved"\s*:/.test(readFileSync(file('package-lock.json'), 'utf8'))) {
  stop('Expected package-lock.json without download addresses, but it holds some. Run npm install with the .npmrc here.');
}
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) stop(`Expected Node 20.19 or newer, but found ${process.versions.node}.`);

function sum(...paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) readdirSync(path).sort().forEach((name) => add(join(path, name)));
    else hash.update(path.slice(here.length)).update('\0').update(readFileSync(path)).update('\0');
  };
  paths.forEach((path) => add(file(path)));
  return hash.digest('hex');
}

const stamped = (path, stamp) => existsSync(path) && readFileSync(path, 'utf8') === stamp;

function npm(...words) {
  const windows = process.platform === 'win32';
  execFileSync(windows ? 'npm.cmd' : 'npm', words, { cwd: here, stdio: 'inherit', shell: windows });
}

const packages = sum('package.json', 'package-lock.json', '.npmrc');
if (!stamped(file('node_modules', '.hearth-stamp'), packages)) {
  npm('ci', '--no-audit', '--no-fund');
  writeFileSync(file('node_modules', '.hearth-stamp'), packages);
}

const made = sum('package-lock.json', 'index.html', 'tsconfig.json', 'vite.config.ts', 'src', 'public');
if (stamped(file('dist', '.stamp'), made)) {
  console.log('[console] Nothing changed since it was built.');
} else {
  npm('run', 'build');
  writeFileSync(file('dist', '.stamp'), made);
}
