/**
 * Loads a package of test/bench/package.json. The name goes through a variable on purpose: the packages are installed
 * only when the benchmark runs, so neither the type check nor the check for unused dependencies may ask for them.
 * What is used of a package is written down as a narrow interface where it is used.
 */
export async function rivalModule<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}
