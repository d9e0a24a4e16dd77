import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', 'tools/clients/', 'console/generated/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name="process"][property.name="env"]',
          message: 'Settings are read in main.ts only.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // methods of our plain objects never use `this`
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['console/src/**'],
    // what a request was answered is thrown as it is: a problem, which the query library hands on
    rules: { '@typescript-eslint/only-throw-error': 'off' },
  },
  {
    files: [
      'services/*/src/main.ts',
      'stack/src/{start,demo,token,reconcile,cluster}.ts',
      'tools/src/{bench-cluster,bench-console,bench-http,bench-temporal,fuzz,openapi-clients,openapi-lint,pictures,print-schemas,record-histories,replay-open}.ts',
      'tools/src/bench/bare-progress.ts',
      'tools/src/bench-temporal/bare-worker.ts',
      'stack/src/issuer/main.ts',
      'console/vite.config.ts',
      '**/*.test.ts',
      'testing/src/**',
      'test/**',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
