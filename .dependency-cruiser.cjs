/** Imports point one way: adapters → bot → knowledge, prompts. */
module.exports = {
  forbidden: [
    {
      name: 'knowledge-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^(knowledge|prompts)/' },
      to: { path: '^(bot|adapters|test)/' },
    },
    {
      name: 'bot-imports-no-adapter',
      severity: 'error',
      from: { path: '^bot/' },
      to: { path: '^(adapters|test)/' },
    },
    {
      name: 'product-imports-no-test',
      severity: 'error',
      from: { path: '^(adapters|bot|knowledge|prompts)/' },
      to: { path: '^test/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'vendors-only-in-adapters',
      comment:
        "A vendor's package appears only under adapters/. ml-matrix is mathematics, zod is a type check.",
      severity: 'error',
      from: { path: '^(bot|knowledge|prompts)/' },
      to: { dependencyTypes: ['npm'], pathNot: '^node_modules/(ml-matrix|zod)/' },
    },
    {
      name: 'hnswlib-has-one-home',
      severity: 'error',
      from: { path: '^adapters/', pathNot: '^adapters/hnswlib/' },
      to: { path: '^node_modules/hnswlib-node/' },
    },
    {
      name: 'sqlite-has-one-home',
      severity: 'error',
      from: { path: '^adapters/', pathNot: '^adapters/sqlite/' },
      to: { path: '^node_modules/(better-sqlite3|kysely)/' },
    },
    {
      name: 'slack-has-one-home',
      severity: 'error',
      from: { path: '^adapters/', pathNot: '^adapters/slack/' },
      to: { path: '^node_modules/@slack/' },
    },
    {
      name: 'teams-has-one-home',
      severity: 'error',
      from: { path: '^adapters/', pathNot: '^adapters/teams/' },
      to: { path: '^node_modules/(@microsoft|botbuilder)/' },
    },
    {
      name: 'entra-has-one-home',
      severity: 'error',
      from: { path: '^adapters/', pathNot: '^adapters/entra/' },
      to: { path: '^node_modules/@azure/' },
    },
    {
      name: 'langchain-has-one-home',
      severity: 'error',
      from: { path: '^adapters/', pathNot: '^adapters/(langchain|models)/' },
      to: { path: '^node_modules/(@langchain|langchain|openai)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs'],
    },
  },
};
