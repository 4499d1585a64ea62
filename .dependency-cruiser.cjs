// Imports point inward: domain <- i18n <- dialogue <- usecases <- web, bots, workers. Storage and queue
// implement ports; only the composition root (container, run) and the main files know everything.
const root =
  '^(src/(container|run|parts|account|verify-history|backup|restore|import|rotate-keys|match|health)\\.ts|(src|src/web|bots|workers)/main\\.ts)$';
const own = '^(src|bots|workers)/';

/** Files under `from` may import, of our own code, only what `to` matches. */
const only = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: root },
  to: { path: own, pathNot: to },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { pathNot: 'generated/' } },
    },
    {
      name: 'resolvable',
      comment: 'Everything imported exists and is declared in package.json.',
      severity: 'error',
      from: { pathNot: 'src/storage/generated/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      severity: 'error',
      from: { path: own, pathNot: 'src/storage/generated/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-test-packages-in-src',
      severity: 'error',
      from: { path: own },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-test-code-in-src', severity: 'error', from: { path: own }, to: { path: '^(test|scripts)/' } },
    {
      name: 'domain-is-pure',
      comment: 'No I/O and no packages but zod and libphonenumber-js; node:crypto gives hashes.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^(src/domain/|node_modules/(zod|libphonenumber-js)/|(node:)?crypto$)' },
    },
    only('i18n-knows-domain', '^src/i18n/', '^src/(i18n|domain)/'),
    only('dialogue-knows-domain-and-i18n', '^src/dialogue/', '^src/(dialogue|domain|i18n)/'),
    only(
      'usecases-know-no-edge-and-no-storage',
      '^src/usecases/',
      '^src/((usecases|domain|dialogue|i18n)/|errors\\.ts$)',
    ),
    only(
      'storage-implements-ports',
      '^src/storage/',
      '^src/((storage|domain|usecases)/|errors\\.ts$|config\\.ts$)',
    ),
    only(
      'queue-implements-ports',
      '^src/queue/',
      '^src/((queue|domain|usecases)/|errors\\.ts$|config\\.ts$)',
    ),
    only('web-is-an-edge', '^src/web/', '^src/((web|usecases|domain|i18n)/|errors\\.ts$)'),
    only('bots-only-translate', '^bots/', '^(bots/|src/((usecases|domain|i18n)/|errors\\.ts$))'),
    only('workers-are-an-edge', '^workers/', '^(workers/|src/((usecases|domain|i18n)/|errors\\.ts$))'),
    {
      name: 'one-composition-root',
      comment: 'Storage and queue implementations are wired in src/container.ts and nowhere else.',
      severity: 'error',
      from: { path: own, pathNot: `${root}|^src/(storage|queue)/` },
      to: { path: '^src/(storage|queue)/' },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      from: { path: own, pathNot: root },
      to: { path: root },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|src/storage/generated' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
