import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Installs what only the comparison needs, from its own lock file, when it is not there yet. */
export async function installRivals(say: (line: string) => void): Promise<void> {
  // npm writes this file last, so a broken installation is repeated.
  if (existsSync(join(HERE, 'node_modules', '.package-lock.json'))) return;
  say('installing what only the comparison needs: npm ci --prefix test/bench (about 190 MB)');
  const code = await new Promise<number | null>((resolve, reject) => {
    const npm = spawn('npm', ['ci', '--prefix', HERE, '--no-audit', '--no-fund'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    npm.once('error', reject);
    npm.once('close', resolve);
  });
  if (code !== 0) throw new Error(`npm ci --prefix test/bench ended with code ${code}`);
}
