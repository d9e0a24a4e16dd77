import type { PaperKind, PaperNeed } from '../../domain/papers.ts';
import type { TaskCode, Track } from '../../domain/tracks-and-steps.ts';

const main = (...kinds: PaperKind[]): PaperNeed[] => kinds.map((kind) => ({ kind, isMain: true }));
const minor = (...kinds: PaperKind[]): PaperNeed[] => kinds.map((kind) => ({ kind, isMain: false }));
/** Zhejiang office rule 119 of 2017: what track 30 lets the applicant commit himself to in writing. */
const orCommitment = (...kinds: PaperKind[]): PaperNeed[] =>
  kinds.map((kind) => ({ kind, isMain: true, byCommitment: true }));

const scheme = main('scheme-text', 'site-plan');
const permit = [...main('land-certificate', 'construction-contract'), ...minor('funds-commitment')];
const filing = [...main('business-licence', 'filing-form'), ...minor('truth-statement')];
const land = main('land-document', 'topographic-map');

/**
 * The papers of each task, by track, as county service guides list them: those the applicant gives. What a department of the order has
 * issued itself is never asked for. Minor are those whose lack does not touch planning, structural safety, land or environment, the
 * bound that a county (Nanchang) sets to conditional acceptance.
 */
export const paperLists: Readonly<Record<Track, Readonly<Partial<Record<TaskCode, readonly PaperNeed[]>>>>> =
  {
    '80': {
      record: filing,
      'planning-conditions': land,
      'scheme-review': scheme,
      'eia-review': main('eia-document', 'public-participation'),
      'fire-review': [...main('fire-design'), ...minor('fire-application')],
      'construction-permit': permit,
    },
    '50': {
      record: filing,
      'planning-conditions': land,
      'scheme-review': scheme,
      'eia-review': main('eia-document'),
      'fire-review': main('fire-application'),
      'safety-registration': [...main('construction-contract'), ...minor('staff-list')],
      'construction-permit': permit,
    },
    '30': {
      record: filing,
      'scheme-review': [...main('site-plan'), ...orCommitment('scheme-text')],
      'eia-review': orCommitment('eia-document'),
      'fire-review': main('fire-application'),
      'construction-permit': permit,
    },
  };
