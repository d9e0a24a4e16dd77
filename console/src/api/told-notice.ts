import type { components } from '../../generated/contract.d.ts';

/** The services that tell people something. */
type NoticeService = 'intake' | 'approval-workflows' | 'intermediary-market';
/** What somebody was told, and by which service: its number is that service's own. */
export type ToldNotice = components['schemas']['Notice'] & { readonly service: NoticeService };
