// Installs what package-lock.json says, if that is not what node_modules has. Uses Node alone, since it runs first.
// A plain `npm install` would ask the network also when there is nothing to do.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Sala needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.sala-installed`;
const wanted = createHash('sha256').update(readFileSync(`${root}package-lock.json`)).digest('hex');

function installed() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return '';
  }
}

if (installed() !== wanted) {
  console.log('Installing packages …');
  try {
    execFileSync('npm', ['ci', '--include=dev'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  } catch {
    console.error('Failed to install the packages: see above. Is there a network?');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
