import type { ComponentType } from 'react';
import type { PageWord } from './words/page-words.ts';

/** A page: a URL, for whom it is offered in the menu, and where its code comes from when it is asked for. */
export interface PageRoute {
  readonly path: string;
  /** what the menu calls it; not in the menu, unless given */
  readonly menu?: PageWord;
  /** the request that its readers may make (see `isFor`): the menu offers the page to those alone */
  readonly asks?: string;
  /** the verb of that request; GET, unless given */
  readonly verb?: 'PUT';
  readonly load: () => Promise<ComponentType>;
}

/** Every page of the console. The menu follows from it. */
export const routes: readonly PageRoute[] = [
  { path: '/', menu: 'home.title', load: async () => (await import('./pages/home/home-page.tsx')).HomePage },
  {
    path: '/orders',
    menu: 'orders.title',
    asks: '/v1/progress',
    load: async () => (await import('./pages/order/orders-page.tsx')).OrdersPage,
  },
  {
    path: '/projects',
    menu: 'projects.title',
    asks: '/v1/projects',
    load: async () => (await import('./pages/project/projects-page.tsx')).ProjectsPage,
  },
  {
    path: '/projects/new',
    load: async () => (await import('./pages/project/new-project-page.tsx')).NewProjectPage,
  },
  {
    path: '/projects/$code',
    load: async () => (await import('./pages/project/project-page.tsx')).ProjectPage,
  },
  {
    path: '/orders/new',
    load: async () => (await import('./pages/new-order/new-order-page.tsx')).NewOrderPage,
  },
  {
    path: '/orders/$orderNo/ledger',
    load: async () => (await import('./pages/order/ledger-page.tsx')).LedgerPage,
  },
  {
    path: '/tasks',
    menu: 'tasks.title',
    asks: '/v1/tasks',
    load: async () => (await import('./pages/department/desk-page.tsx')).DeskPage,
  },
  {
    path: '/tasks/$orderNo/$task',
    load: async () => (await import('./pages/department/task-page.tsx')).TaskPage,
  },
  {
    path: '/cases',
    menu: 'cases.title',
    asks: '/v1/cases',
    load: async () => (await import('./pages/fallback/cases-page.tsx')).CasesPage,
  },
  { path: '/cases/new', load: async () => (await import('./pages/fallback/new-case-page.tsx')).NewCasePage },
  { path: '/cases/$caseNo', load: async () => (await import('./pages/fallback/case-page.tsx')).CasePage },
  {
    path: '/supervision',
    menu: 'supervision.title',
    asks: '/v1/supervision/overview',
    load: async () => (await import('./pages/supervision/overview-page.tsx')).OverviewPage,
  },
  {
    path: '/supervision/steps',
    load: async () => (await import('./pages/supervision/steps-page.tsx')).StepsPage,
  },
  {
    path: '/supervision/records',
    load: async () => (await import('./pages/supervision/records-page.tsx')).RecordsPage,
  },
  {
    path: '/calendars',
    menu: 'calendars.title',
    asks: '/v1/calendars/{version}',
    verb: 'PUT',
    load: async () => (await import('./pages/calendar/calendars-page.tsx')).CalendarsPage,
  },
  {
    path: '/calendars/$version',
    load: async () => (await import('./pages/calendar/calendar-page.tsx')).CalendarPage,
  },
  {
    path: '/audit',
    menu: 'audit.title',
    asks: '/v1/audit/intake',
    load: async () => (await import('./pages/administration/audit-page.tsx')).AuditPage,
  },
  {
    path: '/people',
    menu: 'people.title',
    asks: '/v1/people',
    load: async () => (await import('./pages/administration/people-page.tsx')).PeoplePage,
  },
  {
    path: '/people/$subject',
    load: async () => (await import('./pages/administration/person-page.tsx')).PersonPage,
  },
  { path: '/notices', load: async () => (await import('./pages/notices/notices-page.tsx')).NoticesPage },
  { path: '/orders/$orderNo', load: async () => (await import('./pages/order/order-page.tsx')).OrderPage },
  {
    path: '/commissions',
    menu: 'commissions.title',
    asks: '/v1/commissions',
    load: async () => (await import('./pages/market/commissions-page.tsx')).CommissionsPage,
  },
  {
    path: '/commissions/new',
    load: async () => (await import('./pages/market/new-commission-page.tsx')).NewCommissionPage,
  },
  {
    path: '/commissions/$commissionNo',
    load: async () => (await import('./pages/market/commission-page.tsx')).CommissionPage,
  },
  {
    path: '/commissions/$commissionNo/tender',
    load: async () => (await import('./pages/market/tender-page.tsx')).TenderPage,
  },
  {
    path: '/agencies',
    menu: 'agencies.title',
    asks: '/v1/directory',
    load: async () => (await import('./pages/market/agencies-page.tsx')).AgenciesPage,
  },
  {
    path: '/agencies/compare',
    load: async () => (await import('./pages/market/compare-page.tsx')).ComparePage,
  },
  {
    path: '/agencies/apply',
    load: async () => (await import('./pages/market/apply-page.tsx')).ApplyPage,
  },
  {
    path: '/agencies/$agencyNo',
    load: async () => (await import('./pages/market/agency-page.tsx')).AgencyPage,
  },
];
