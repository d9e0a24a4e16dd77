import { approvalWorkflows } from '@doudi/approval-workflows/service';
import type { Service } from '@doudi/infra/service';
import { intake } from '@doudi/intake/service';
import { intermediaryMarket } from '@doudi/intermediary-market/service';

/** Every service, in the order in which they are migrated: the later ones read a view of the first. */
export const services: readonly Service[] = [intake, approvalWorkflows, intermediaryMarket];
