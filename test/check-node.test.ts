import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';

const script = join(repositoryRoot, 'check-node.cjs');

const checked = (version: string) => {
  const pretended = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('${script}')`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', pretended], { encoding: 'utf8' });
  return { status, stderr };
};

test.each(['8.17.0', '18.20.8', '20.18.3'])('Node %s is refused in one sentence', (version) => {
  expect(checked(version)).toEqual({
    status: 1,
    stderr: `Doudi needs Node 20.19 or newer; this is Node ${version}.\n`,
  });
});

test.each(['20.19.0', '20.20.2', '22.1.0', '26.0.0'])('Node %s will do', (version) => {
  expect(checked(version)).toEqual({ status: 0, stderr: '' });
});
