import { everyone, get, overseers, post } from '@doudi/infra/http';
import type { Words } from '@doudi/infra/words';
import { AgencyNote, AgencyReason } from './act-on-agency.ts';
import { AgenciesAnswer, AgencyRecordAnswer, StandingAnswer } from './agency-answer.ts';
import { AgencyContact, ContactAnswer } from './agency-contacts.ts';
import { OfAgency, OfAgencyFile, OfAgencyPart } from './agency-no.ts';
import { applyToMarket, MarketApplication } from './apply-to-market.ts';
import {
  askQualification,
  grantQualification,
  QualificationRequest,
  refuseQualification,
} from './ask-qualification.ts';
import type { Dependencies } from './dependencies.ts';
import { giveAgencyContact } from './give-agency-contact.ts';
import {
  AgencyFileAnswer,
  giveAgencyFile,
  GivingFile,
  readAgencyFile,
  takenFiles,
} from './give-agency-file.ts';
import { objectToListing, overruleObjection, upholdObjection } from './object-to-listing.ts';
import { AgenciesQuery, CategoriesAnswer, readAgencies, readCategories } from './read-agencies.ts';
import { readAgency } from './read-agency.ts';
import { acceptRepair, handInRepair, Repair, returnRepair, wantRepair } from './repair-agency.ts';
import {
  ApplicationReturn,
  approveApplication,
  refuseApplication,
  returnApplication,
} from './review-application.ts';
import { delistAgency, restoreAgency, warnAgency } from './supervise-agency.ts';
import { suspendBySupervisor, Suspension } from './suspend-agency.ts';
import type { MarketRefusal } from './words.ts';

const { auditor: _auditor, ...objectors } = everyone;
const own = { agency: 'own' } as const;
const supervisor = { supervisor: 'all' } as const;

const one = '/v1/agencies/:agencyNo';
const act = (zh: string, en: string, ...refuses: MarketRefusal[]) => ({
  summary: { zh, en } satisfies Words,
  params: OfAgency,
  transaction: true,
  answer: StandingAnswer,
  refuses: ['agency-not-there' as const, ...refuses],
});

/** The URLs of agencies: the list of them, how one gets into it, and what happens to it there. */
export const agencyRoutes = (dependencies: Dependencies) =>
  [
    get('/v1/agencies', {
      summary: { zh: '中介机构名录', en: 'The agencies, by number' },
      allow: everyone,
      query: AgenciesQuery,
      answer: AgenciesAnswer,
      handler: readAgencies(dependencies),
    }),
    get('/v1/agencies/categories', {
      summary: { zh: '中介服务类别', en: 'The categories of agencies' },
      allow: everyone,
      answer: CategoriesAnswer,
      handler: readCategories(dependencies),
    }),
    post('/v1/agency-files', {
      summary: {
        zh: '上传入驻、资质、整改文件',
        en: 'Upload a file for an application, a qualification or a repair',
      },
      allow: own,
      query: GivingFile,
      upload: takenFiles,
      answer: AgencyFileAnswer,
      status: 201,
      location: true,
      refuses: ['files-full'],
      handler: giveAgencyFile(dependencies),
    }),
    get('/v1/agency-files/:fileId', {
      summary: { zh: '下载中介文件', en: 'Download a file of an agency' },
      allow: { ...own, ...overseers },
      params: OfAgencyFile,
      file: takenFiles.types,
      handler: readAgencyFile(dependencies),
    }),
    post('/v1/agencies/applications', {
      summary: { zh: '申请入驻', en: 'Apply to the market as an agency' },
      allow: own,
      body: MarketApplication,
      transaction: true,
      answer: StandingAnswer,
      status: 201,
      location: true,
      refuses: ['agency-not-there', 'agency-barred'],
      handler: applyToMarket(dependencies),
    }),
    get(one, {
      summary: { zh: '一家中介机构及其资质、状态', en: 'One agency with its qualifications and standing' },
      allow: everyone,
      params: OfAgency,
      answer: AgencyRecordAnswer,
      handler: readAgency(dependencies),
    }),
    post(`${one}/contact`, {
      summary: { zh: '填写联系方式', en: 'Say how the office of an agency is reached' },
      allow: own,
      params: OfAgency,
      body: AgencyContact,
      transaction: true,
      answer: ContactAnswer,
      handler: giveAgencyContact(dependencies),
    }),
    post(`${one}/approval`, {
      ...act('入驻审核通过，公示', 'Approve an application and put it on public notice'),
      allow: supervisor,
      body: AgencyNote,
      handler: approveApplication(dependencies),
    }),
    post(`${one}/return`, {
      ...act('入驻申请退回补正', 'Return an application with every fault'),
      allow: supervisor,
      body: ApplicationReturn,
      handler: returnApplication(dependencies),
    }),
    post(`${one}/refusal`, {
      ...act('不予入驻', 'Refuse an application'),
      allow: supervisor,
      body: AgencyReason,
      handler: refuseApplication(dependencies),
    }),
    post(`${one}/objections`, {
      ...act('对入驻公示提出异议', 'Object to the listing of an agency', 'notice-over', 'objected-already'),
      allow: objectors,
      body: AgencyReason,
      handler: objectToListing(dependencies),
    }),
    post(`${one}/objections/:no/upholding`, {
      ...act('异议成立', 'Uphold an objection: the application is refused', 'nothing-to-decide'),
      allow: supervisor,
      params: OfAgencyPart,
      body: AgencyReason,
      handler: upholdObjection(dependencies),
    }),
    post(`${one}/objections/:no/overruling`, {
      ...act('异议不成立', 'Reject an objection', 'nothing-to-decide'),
      allow: supervisor,
      params: OfAgencyPart,
      body: AgencyReason,
      handler: overruleObjection(dependencies),
    }),
    post(`${one}/warning`, {
      ...act('预警', 'Warn an agency'),
      allow: supervisor,
      body: AgencyReason,
      handler: warnAgency(dependencies),
    }),
    post(`${one}/suspension`, {
      ...act('暂停', 'Suspend an agency for one to six months'),
      allow: supervisor,
      body: Suspension,
      handler: suspendBySupervisor(dependencies),
    }),
    post(`${one}/repair-request`, {
      ...act('要求整改', 'Ask a suspended agency for a repair', 'repair-not-there'),
      allow: supervisor,
      body: AgencyReason,
      handler: wantRepair(dependencies),
    }),
    post(`${one}/repair`, {
      ...act('提交整改', 'Hand in a repair', 'repair-not-there'),
      allow: own,
      body: Repair,
      handler: handInRepair(dependencies),
    }),
    post(`${one}/repair-acceptance`, {
      ...act('整改通过', 'Accept a repair', 'repair-not-there'),
      allow: supervisor,
      body: AgencyNote,
      handler: acceptRepair(dependencies),
    }),
    post(`${one}/repair-return`, {
      ...act('整改退回', 'Return a repair', 'repair-not-there'),
      allow: supervisor,
      body: AgencyReason,
      handler: returnRepair(dependencies),
    }),
    post(`${one}/restoration`, {
      ...act('恢复', 'End a warning or a suspension'),
      allow: supervisor,
      body: AgencyReason,
      handler: restoreAgency(dependencies),
    }),
    post(`${one}/delisting`, {
      ...act('清退', 'Take an agency off the list'),
      allow: supervisor,
      body: AgencyReason,
      handler: delistAgency(dependencies),
    }),
    post(`${one}/qualifications`, {
      ...act('申报或续期资质', 'Hand in or renew a qualification', 'qualification-asked'),
      allow: own,
      body: QualificationRequest,
      handler: askQualification(dependencies),
    }),
    post(`${one}/qualifications/:no/granting`, {
      ...act('资质通过', 'Grant a qualification', 'qualification-expired'),
      allow: supervisor,
      params: OfAgencyPart,
      body: AgencyNote,
      handler: grantQualification(dependencies),
    }),
    post(`${one}/qualifications/:no/refusal`, {
      ...act('资质不予通过', 'Refuse a qualification'),
      allow: supervisor,
      params: OfAgencyPart,
      body: AgencyReason,
      handler: refuseQualification(dependencies),
    }),
  ] as const;
