import { openRecords } from '../validation/open-records.ts';
import { isWrite, nameOf, type Route } from './route.ts';

/** Throws at start when a table of routes is not fit to be served, with every fault in one message. */
export function refuseFaultyRoutes(routes: readonly Route[]): void {
  const faults = routes.flatMap((route) => faultsOf(route).map((fault) => `${nameOf(route)}: ${fault}`));
  const twice = routes.map(nameOf).filter((name, index, names) => names.indexOf(name) < index);
  const all = [...faults, ...twice.map((name) => `${name}: is there twice`)];
  if (all.length > 0) throw new Error(['The routes are faulty:', ...all].join('\n  '));
}

function faultsOf(route: Route): string[] {
  const { allow, path, body, query, params, verb, safe, transaction, edits, file, upload } = route;
  const isOpen = route.public === true;
  const loose = [
    ...openRecords(body).map((part) => `body${part}`),
    ...openRecords(query).map((part) => `query${part}`),
  ];
  return [
    ...(Object.keys(allow).length === 0 && !isOpen ? ['nobody may: name the roles'] : []),
    ...(Object.keys(allow).length > 0 && isOpen ? ['anybody may: name no roles'] : []),
    ...(isOpen && (edits || upload || route.audits)
      ? ['who is not known edits, uploads and unmasks nothing']
      : []),
    ...(allow.auditor && isWrite(route) ? ['an auditor never writes'] : []),
    ...(path.includes(':') && !params ? ['its path has parameters, but no schema for them'] : []),
    ...(isWrite(route) && Object.values(allow).includes('mandated') && !route.refuseReplay
      ? ['a mandate can be revoked: it needs a refuseReplay']
      : []),
    ...(safe && transaction ? ['a question writes nothing: no transaction'] : []),
    ...(edits && !transaction ? ['an edit is judged under the lock of its row: it needs a transaction'] : []),
    ...(file && (verb !== 'get' || route.answer) ? ['a file is read, and is all the answer'] : []),
    ...(upload && (!isWrite(route) || body || transaction)
      ? ['an upload is written outside a transaction, and is all the body']
      : []),
    ...(verb === 'get' && body ? ['a get takes no body'] : []),
    ...loose.map((part) => `${part} takes unknown fields: use z.strictObject`),
  ];
}
