// The walls between packages, and no cycle of imports, also of types. `npm run lint` runs it.
const production = '^(infra|workflows|services/[^/]+|local|stack|tools)/src/';
const tests = '\\.test\\.ts$|/test-[^/]+\\.ts$';

export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'infra-knows-no-business',
      severity: 'error',
      from: { path: '^infra/src/', pathNot: tests },
      to: { path: '^(workflows|services|local|stack|tools|testing)/' },
    },
    {
      name: 'workflows-stand-alone',
      severity: 'error',
      from: { path: '^workflows/src/', pathNot: tests },
      to: { path: '^(infra|services|local|stack|tools|testing)/' },
    },
    {
      name: 'shared-rules-know-no-workflow',
      comment:
        'all workflows of a process share these modules (decisions/0037): none may keep anything of one',
      severity: 'error',
      from: { path: '^workflows/src/(domain|messages|rules)/', pathNot: tests },
      to: { path: '^(node_modules|workflows/src/workflows)/' },
    },
    {
      name: 'services-never-import-services',
      severity: 'error',
      from: { path: '^services/([^/]+)/src/' },
      to: { path: '^services/(?!$1/)' },
    },
    {
      name: 'console-asks-the-public-api-alone',
      comment:
        'it has the words of the codes and the rules of a tender from the product, and everything else by HTTP',
      severity: 'error',
      from: { path: '^console/' },
      to: {
        path: '^(infra|workflows|services|local|stack|tools|testing)/',
        pathNot: '^workflows/src/(domain/|rules/market/(rank-bids|draw-texts|own-works)\\.ts$)',
      },
    },
    {
      name: 'test-tools-stay-out-of-production',
      severity: 'error',
      from: { path: production, pathNot: tests },
      to: { path: `^testing/|^test/|${tests}` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
    },
  },
};
