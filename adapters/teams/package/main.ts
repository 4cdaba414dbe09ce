import { makePackage } from './make-package.js';
import { PackageFault } from './package-fault.js';

try {
  const told = await makePackage(process.argv.slice(2), {
    environment: process.env,
    // npm runs scripts in the product's folder, whoever called from wherever.
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
  process.stdout.write(`${told}\n`);
} catch (error) {
  const known = error instanceof PackageFault;
  process.stderr.write(`teams:package: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = known ? 2 : 1;
}
