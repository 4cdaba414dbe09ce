/** The package cannot be made; the message is one Japanese sentence or two that say what to do. */
export class PackageFault extends Error {
  override readonly name = 'PackageFault';
  readonly code = 'teams-package-refused';
}
