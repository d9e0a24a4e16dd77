import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot, temporaryFolder } from '@doudi/local';
import { taskQueues } from '@doudi/workflows';
import { Client } from '@temporalio/client';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { ended, withTool } from './tool.ts';
import { walkOrder } from './walk-order.ts';

const deployment = join(repositoryRoot, 'doc', 'deployment');
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const [rules, ruleTests] = [read(deployment, 'alerts.yml'), read(deployment, 'alerts.test.yml')];
const page = read(repositoryRoot, 'doc', 'deployment.md');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const alerts = all(rules, /^ *- alert: (\w+)$/gm);

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

describe('alerts', () => {
  const suite = suiteStack({ realDayMs: 3_600_000 });

  test('every metric they name is there where a service is asked for its metrics', async () => {
    await walkOrder(suite.api, { ...seedCase, tasks: ['record'] });
    const { connection, namespace } = suite.temporal;
    const { workflow } = new Client({ connection, namespace });
    // one that fails its tasks, for what counts only that
    const workflowId = 'of-no-type';
    await workflow.start('ofNoType', { workflowId, taskQueue: taskQueues.approvals });
    const named = new Set(all(rules, /\b((?:doudi|temporal|nodejs|process)_[a-z0-9_]+)/g));
    expect(named.size).toBeGreaterThan(10);
    let lacking = [...named];
    // the failure is counted first, that the workflow is forgotten after it a moment later
    await waitFor({ what: 'every metric' }, async () => {
      const text = await metrics();
      lacking = lacking.filter((name) => !isIn(text, name));
      return lacking.length === 0;
    }).catch(() => undefined);
    expect(lacking).toEqual([]);
    await workflow.getHandle(workflowId).terminate();
  }, 120_000);

  test('what a service answers is no text that Prometheus cannot read', async () => {
    const text = await metrics();
    expect(text).toContain('doudi_temporal_answers 1');
    expect(all(text, /^([a-z0-9_]+)(?:\{[^\n]*\})? [-+.\dNaeInf]+$/gm).length).toBe(
      text.split('\n').filter((line) => line && !line.startsWith('#')).length,
    );
  });

  const isIn = (text: string, name: string) => new RegExp(`^${name}[{ ]`, 'm').test(text);
  const metrics = async () => {
    const urls = Object.values(suite.stack.instances).flat();
    const texts = urls.map(async (url) => (await fetch(`${url}/metrics`)).text());
    return (await Promise.all(texts)).join('');
  };
});

test('every alert has a section that says what a person does, and a test that it fires', () => {
  expect(alerts.length).toBeGreaterThan(10);
  expect(all(page.slice(page.indexOf('## Alerts')), /^### (\w+)$/gm)).toEqual(alerts);
  expect(new Set(all(ruleTests, /alertname="(\w+)"/g))).toEqual(new Set(alerts));
});

withTool('promtool', 'Prometheus does not try the alerts')(
  'Prometheus takes the alerts, and they fire when they should',
  async () => {
    const check = await ended('promtool', ['check', 'rules', join(deployment, 'alerts.yml')]);
    expect(check).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`${alerts.length} rules found`) as string,
    });
    expect(await ended('promtool', ['test', 'rules', 'alerts.test.yml'], deployment)).toMatchObject({
      code: 0,
    });
  },
);

/** A copy that names a node of this machine, since systemd looks whether it is there. */
function unit(name: string, change: (text: string) => string = (text) => text): string {
  const own = join(folder, String(Math.random()).slice(2));
  mkdirSync(own);
  const text = read(deployment, 'systemd', name).replace('/usr/bin/node', process.execPath);
  writeFileSync(join(own, name), change(text));
  return join(own, name);
}

withTool('systemd-analyze', 'nothing tries the units')(
  'systemd takes the units without a word, and calls them well closed',
  async () => {
    for (const name of ['doudi.service', 'doudi-service@.service']) {
      expect(await ended('systemd-analyze', ['verify', unit(name)])).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
      // of 0 to 10, times ten: "OK" ends at 49
      const args = ['security', '--offline=yes', '--threshold=20', unit(name)];
      expect(await ended('systemd-analyze', args)).toMatchObject({ code: 0 });
    }
    const faulty = unit('doudi.service', (text) => text.replace('NoNewPrivileges', 'NoNewPrivilege'));
    expect((await ended('systemd-analyze', ['verify', faulty])).stderr).toContain('NoNewPrivilege');
  },
);
