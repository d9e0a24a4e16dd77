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
      'stack/src/{start,cluster,demo,token,reconcile,verify}.ts',
      'tools/src/*.ts',
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
