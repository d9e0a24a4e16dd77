import { everyone, get, overseers } from '@doudi/infra/http';
import { compareAgencies, ComparisonAnswer, ComparisonQuery } from './compare-agencies.ts';
import type { Dependencies } from './dependencies.ts';
import { DirectoryAnswer, DirectoryQuery, readDirectory } from './read-directory.ts';
import { readShares, SharesAnswer, SharesQuery } from './read-shares.ts';

/** The URLs by which owners choose, and by which favourites show. */
export const directoryRoutes = (dependencies: Dependencies) =>
  [
    get('/v1/directory', {
      summary: { zh: '中介目录：可选机构及其业绩', en: 'Agencies that can be hired for a category' },
      allow: everyone,
      query: DirectoryQuery,
      answer: DirectoryAnswer,
      handler: readDirectory(dependencies),
    }),
    get('/v1/directory/comparison', {
      summary: { zh: '并列比较至多五家中介', en: 'Up to five agencies side by side' },
      allow: everyone,
      query: ComparisonQuery,
      answer: ComparisonAnswer,
      handler: compareAgencies(dependencies),
    }),
    get('/v1/directory/shares', {
      summary: { zh: '近十二个月委托的中介占比', en: 'How commissions of twelve months fall to agencies' },
      allow: { enterprise: 'own', ...overseers },
      query: SharesQuery,
      answer: SharesAnswer,
      handler: readShares(dependencies),
    }),
  ] as const;
