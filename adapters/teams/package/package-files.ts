/** Contents by name; all lie at the top of the package. */
export type PackageFiles = Readonly<Record<string, Uint8Array>>;
