import { leftOut } from './testing/jest/rounds.js';

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
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    ...leftOut.map((name) => `/test/${name}\\.test\\.ts$`),
  ],
  modulePathIgnorePatterns: ['/dist/'],
  globalSetup: './testing/src/suite/global-setup.ts',
  globalTeardown: './testing/src/suite/global-teardown.ts',
  reporters: ['default', './testing/jest/reporter.js'],
  testSequencer: './testing/jest/sequencer.js',
  // a deadline, not a speed: on a busy machine a real stack takes its time
  testTimeout: 60_000,
  maxWorkers: 2,
  // modules of ES are never let go: a worker that ran a hundred suites stands still for seconds while its garbage is collected
  workerIdleMemoryLimit: '1GB',
};
