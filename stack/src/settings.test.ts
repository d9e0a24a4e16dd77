import { expect, test } from '@jest/globals';
import { clusterSettings, stackSettings } from './settings.ts';

test('the cluster has two processes of each service and a data folder of its own, unless told otherwise', () => {
  const { dataFolder } = stackSettings({});
  expect(clusterSettings({})).toMatchObject({
    ...{ instances: 2, dataFolder: `${dataFolder}-cluster`, cluster: {} },
  });
  const given = { DOUDI_INSTANCES: '3', DOUDI_DATA: '/srv/doudi', NUM_HISTORY_SHARDS: '512' };
  expect(
    clusterSettings({ ...given, TEMPORAL_DATABASE: 'flows', TEMPORAL_BINARIES: '/opt/temporal' }),
  ).toMatchObject({
    ...{ instances: 3, dataFolder: '/srv/doudi' },
    cluster: { shards: 512, database: 'flows', binaries: '/opt/temporal' },
  });
});

test.each([
  ['a Temporal that is given', { TEMPORAL_ADDRESS: '127.0.0.1:7233' }, /TEMPORAL_ADDRESS gives a Temporal/],
  ['a database that needs quotes', { TEMPORAL_DATABASE: 'My "flows"' }, /TEMPORAL_DATABASE must be a name/],
  ['a name that leaves no room for another after it', { TEMPORAL_DATABASE: 'a'.repeat(41) }, /at most 40/],
  ['no shards', { NUM_HISTORY_SHARDS: '0' }, /NUM_HISTORY_SHARDS must be a whole number from 1 to 16384/],
])('the cluster is refused with %s', (_what, env, sentence) => {
  expect(() => clusterSettings(env)).toThrow(sentence);
});
