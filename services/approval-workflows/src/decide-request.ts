import { type Answer, type Call, someLines } from '@doudi/infra/http';
import { decidedBy, leaveVerdicts, stepMessages } from '@doudi/workflows';
import { z } from 'zod';
import type { CallWorkflow } from './call-workflow.ts';
import { ofDepartment, departmentIn, ofTaskNumbered, stepOfTask } from './task-in-plan.ts';
import { findRequest } from './tasks.ts';
import { asText } from './texts.ts';
import { updateTask } from './update-task.ts';
import { noteFor } from './words.ts';

/** Requests are numbered by the events of their step. */
export const OfRequest = ofTaskNumbered(6);
export const RequestDecisionBody = z
  .strictObject({ verdict: z.enum(leaveVerdicts), note: someLines(2_000).optional() })
  .refine(({ verdict, note }) => verdict === 'grant' || note, {
    path: ['note'],
    error: noteFor('verdict', 'deny'),
  })
  .meta({ id: 'RequestDecision', examples: [{ verdict: 'grant' }, { verdict: 'deny', note: '理由不足' }] });

/** Grants or denies what a department asked leave for: a supervisor, or of an extension the department's own head. */
export const decideRequest =
  ({ call }: { call: CallWorkflow }) =>
  async (asked: Call<z.output<typeof RequestDecisionBody>, z.output<typeof OfRequest>>): Promise<Answer> => {
    const { caller, scope, params, body, db, requestKey } = asked;
    const { no, ...ofTask } = params;
    const isTheirs = scope.all ? () => true : ofDepartment(departmentIn(scope));
    const step = await stepOfTask(db, ofTask, isTheirs);
    const kind = await findRequest(db, ofTask, no);
    const needs = kind && decidedBy(kind);
    // whoever has the other office alone is refused by the rule
    const as = needs && caller.roles.includes(needs) ? needs : scope.all ? 'supervisor' : 'head';
    const by = { subject: caller.subject, ...(caller.department && { department: caller.department }) };
    const { verdict, note } = body;
    const says = { act: { kind: 'decide-request', no, verdict, as } };
    const text = asText(note);
    return updateTask(db, call, { ...ofTask, step, by, name: stepMessages.act, says, text, requestKey });
  };
