import { z } from 'zod';
import { get } from '../http/routing/route.ts';
import { describeService } from './describe-service.ts';

const allow = { agent: 'all' } as const;
const handler = () => Promise.resolve({ body: {} });
const summary = { zh: '甲', en: 'a' };
const answer = z.object({}).meta({ id: 'Empty' });
const Params = z.strictObject({ no: z.string() });
const Nothing = z.strictObject({});
const paths = ['/v1/stops/:no', '/v1/stops', '/v1/clock', '/v1/supervision/links', '/v1/stops/:no/approval'];
const service = describeService({
  ...{
    name: 'agency-hall',
    folder: '/services/agency-hall',
    taskQueue: 'hall',
    refusals: {},
    title: summary,
  },
  routes: () =>
    paths.map((path) =>
      get(path, { summary, allow, answer, params: path.includes(':') ? Params : Nothing, handler }),
    ),
});

test('the gateway is given the beginnings of the URLs that exist, and no others', () => {
  expect(service.prefixes.toSorted()).toEqual([
    '/v1/audit/agency-hall',
    '/v1/clock',
    '/v1/stops',
    '/v1/supervision/links',
  ]);
});

test('every service has its audit trail, in its table and in its document', () => {
  expect(service.table.at(-1)?.path).toBe('/v1/audit/agency-hall');
  expect(Object.keys(service.contract.paths)).toContain('/v1/audit/agency-hall');
});

test('schema, role and files follow from the name and the folder', () => {
  expect(service).toMatchObject({
    role: 'agency_hall',
    main: '/services/agency-hall/dist/main.js',
    migrations: '/services/agency-hall/migrations',
  });
});
