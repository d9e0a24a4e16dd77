export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, sourceMaps: 'inline' },
    ],
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  globalSetup: './infra/src/test/global-setup.ts',
  globalTeardown: './infra/src/test/global-teardown.ts',
  reporters: ['default', './infra/test-reporter.js'],
  testSequencer: './infra/test-sequencer.js',
  // a deadline, not a speed: on a busy machine a real house takes its time
  testTimeout: 60_000,
  maxWorkers: 2,
};
