import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { ensurePythonPackage } from '../python-package.ts';
import { complaintsOf, contractFile, type Judge, toolsFile } from './judge.ts';

const redocly: Judge = {
  name: 'redocly',
  judge: () =>
    complaintsOf('redocly', ['lint', contractFile, '--config', toolsFile('redocly.yaml')], {
      env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    }),
};

const clients = toolsFile('clients');

/** Generates the types of a client in TypeScript; the client that uses them must compile. */
export const typescriptClient: Judge = {
  name: 'openapi-typescript',
  judge: async () =>
    (await complaintsOf('openapi-typescript', [contractFile, '-o', join(clients, 'dist', 'openapi.d.ts')], {
      complaint: /⚠|warn/i,
    })) ?? complaintsOf('tsc', ['-p', clients]),
};

/** Too large to be a dependency for one check: 177 packages, 58 MB. */
const spectral: Judge = {
  name: 'spectral',
  judge: () =>
    complaintsOf('npx', [
      ...['--yes', '@stoplight/spectral-cli@6.16.3', 'lint', '--fail-severity=hint'],
      ...['-r', toolsFile('spectral.yaml'), contractFile],
    ]),
};

const generator = { name: 'openapi-python-client', version: '0.29.1' };

/** Where the client in Python is generated, as a package of this name. */
export const pythonPackage = join(repositoryRoot, clients, 'dist', 'doudi_client');

/** Generates a client in Python. */
export const pythonClient = (
  cacheFolder: string,
  path: string,
  report: (sentence: string) => void,
): Judge & { readonly python: () => Promise<string> } => {
  const bin = () => ensurePythonPackage(generator, cacheFolder, report);
  return {
    name: generator.name,
    python: async () => join(await bin(), 'python'),
    judge: async () => {
      rmSync(pythonPackage, { recursive: true, force: true });
      const folder = await bin();
      return complaintsOf(
        join(folder, generator.name),
        [
          ...['generate', '--path', contractFile, '--output-path', pythonPackage],
          ...['--meta', 'none', '--fail-on-warning'],
        ],
        // it has its formatter run
        { env: { PATH: `${folder}${delimiter}${path}` } },
      );
    },
  };
};

/** Those that are quick and need nothing but what is installed. */
export const quickJudges: readonly Judge[] = [redocly, typescriptClient];
export const slowJudges: readonly Judge[] = [spectral];
