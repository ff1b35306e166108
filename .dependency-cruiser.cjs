/** The direction of dependencies: apps → application, views, adapters → domain → nothing. */
const lib = (...names) => `^libs/(?:${names.join('|')})/`;
const outside = (name, ...allowed) => ({
  name: `${name}-stays-in-its-place`,
  severity: 'error',
  comment: `libs/${name} may import ${allowed.length === 0 ? 'no other library' : allowed.join(', ')}.`,
  from: { path: lib(name), pathNot: '\\.spec\\.ts$|/(?:conformance|testing)/' },
  to: { path: '^(?:libs|apps)/', pathNot: lib(name, ...allowed) },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      comment: 'No package, no Node module, no other library: the core decides, the shell does.',
      from: { path: '^libs/domain/src', pathNot: '\\.spec\\.ts$|/testing/' },
      to: { pathNot: '^libs/domain/src' },
    },
    outside('contracts'),
    outside('platform', 'domain'),
    outside('testing', 'platform', 'domain'),
    outside('event-store', 'platform'),
    outside('reference-data', 'domain'),
    outside('plan-import', 'domain', 'contracts'),
    outside('plan-export', 'contracts'),
    outside('report-print', 'domain'),
    outside('review-table', 'domain', 'contracts'),
    outside('application', 'domain', 'contracts', 'event-store'),
    outside('read-models', 'domain', 'contracts', 'event-store', 'platform'),
    outside('reminders', 'domain', 'contracts', 'event-store'),
    outside('channels', 'domain', 'platform'),
    outside('queue', 'platform'),
    outside('files', 'domain', 'platform'),
    outside('backup', 'platform'),
    outside('evidence', 'domain', 'platform'),
    outside('personal-data', 'domain', 'platform', 'identity', 'channels'),
    outside('identity', 'domain', 'contracts', 'platform'),
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'web-knows-contracts-alone',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(?:libs|apps)/', pathNot: '^(?:libs/contracts|apps/web)/' },
    },
    {
      name: 'import-from-the-root-of-a-lib',
      severity: 'error',
      comment: 'Libraries are imported by name (#domain), which is their index.ts.',
      from: { path: '^(libs/[^/]+|apps/[^/]+)/' },
      to: { path: '^libs/[^/]+/src/.+', pathNot: ['^$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'only-modules-and-entry-points-bind-adapters-across-apps',
      severity: 'error',
      comment: 'An app does not import another, but for standalone, which is all of them in one process.',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/(?:standalone|cli)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['dondoc-source', 'import', 'node', 'default'], exportsFields: ['exports'] },
    exclude: { path: '(?:^|/)dist/' },
  },
};
