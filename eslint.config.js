import tseslint from 'typescript-eslint';

/** What no file of the product may say. */
const nowhere = [
  {
    selector: 'MemberExpression[object.name="process"][property.name="env"]',
    message: 'Settings are read in main.ts only.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];

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
      'no-restricted-syntax': ['error', ...nowhere],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // methods of our plain objects never use `this`
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['workflows/src/{domain,messages,rules}/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...nowhere,
        {
          selector:
            'Program > VariableDeclaration[kind!="const"], Program > ExportNamedDeclaration > VariableDeclaration[kind!="const"]',
          message: 'All workflows of a process share this module: it keeps nothing of one (decisions/0037).',
        },
      ],
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
