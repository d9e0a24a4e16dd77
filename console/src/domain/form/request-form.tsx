import { Alert, App, Button, Flex, Form } from 'antd';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { faultsByField, type Problem } from '../../api/problem.ts';
import { operationOf } from '../../api/operations.ts';
import { useAct } from '../../api/use-act.ts';
import { findDraft, forgetDraft, keepDraft } from '../../session/drafts.ts';
import { useCaller } from '../../session/session-context.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useWords } from '../../words/use-words.ts';
import { markedFields } from '../action-names.ts';
import { OwnFieldsContext, type OwnFields } from './field-context.ts';
import { Field } from './field.tsx';
import { fieldsOf, pathOf, unticked, withNulls, withoutEmpty } from './form-shape.ts';

interface Props {
  readonly verb: string;
  readonly href: string;
  /** the button's deed: 验收成果, never "OK" */
  readonly deed: string;
  /** of the body's fields these alone; all, unless given */
  readonly fields?: readonly string[];
  /** what is sent beside the fields, as it stands */
  readonly fixed?: Readonly<Record<string, unknown>>;
  readonly initial?: Readonly<Record<string, unknown>>;
  readonly ownFields?: OwnFields;
  readonly onDone?: (answer: unknown) => void;
  readonly onCancel?: () => void;
  /** of an edit: the ETag of what was read */
  readonly ifMatch?: string;
  /** shown with a conflict: what has been done meanwhile */
  readonly meanwhile?: ReactNode;
}

/** The form of a request, made of the contract: the same fields, rules and faults as the server's. What was typed is kept until it is sent. */
export function RequestForm({
  verb,
  href,
  deed,
  fields,
  fixed,
  initial,
  ownFields = {},
  onDone,
  onCancel,
  meanwhile,
  ifMatch,
}: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const subject = useCaller()?.subject ?? '';
  const [form] = Form.useForm<Record<string, unknown>>();
  const act = useAct();
  const shown = useMemo(() => {
    const body = operationOf(verb, href)?.body ?? {};
    return fieldsOf(body, fields && markedFields(fields, body));
  }, [verb, href, fields]);
  const request = `${verb} ${href}`;
  const [draft] = useState(() => findDraft(sessionStorage, subject, request));
  const [unplaced, setUnplaced] = useState<readonly string[]>([]);
  useEffect(() => showFaults(act.error), [act.error]);

  function showFaults(problem: Problem | null) {
    const faults = problem ? faultsByField(problem) : new Map<string, string[]>();
    const placed = [...faults].filter(([at]) => shown.some(({ name }) => pathOf(at)[0] === name));
    form.setFields(placed.map(([at, errors]) => ({ name: pathOf(at), errors })));
    setUnplaced([...faults].filter(([at]) => !placed.some(([one]) => one === at)).flatMap(([, all]) => all));
    const first = placed[0];
    if (first) form.scrollToField(pathOf(first[0]), { focus: true });
  }

  const send = () => {
    const body = { ...fixed, ...withNulls(shown, withoutEmpty(form.getFieldsValue(true))) };
    act.mutate(
      { verb, href, body, ...(ifMatch && { ifMatch }) },
      {
        onSuccess: (answer) => {
          forgetDraft(sessionStorage, subject, request);
          void message.success(t('form.done'));
          onDone?.(answer);
        },
      },
    );
  };
  return (
    <OwnFieldsContext value={ownFields}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ ...unticked(shown), ...initial, ...draft }}
        onFinish={send}
        onValuesChange={() =>
          keepDraft(sessionStorage, { subject, request, values: form.getFieldsValue(true) })
        }
        scrollToFirstError={{ focus: true }}
      >
        {draft && <Alert type="info" showIcon title={t('form.draft')} className="draft" />}
        {shown.map((field) => (
          <Field key={field.name} {...field} />
        ))}
        {act.error && <ProblemNotice problem={act.error} faults={unplaced} onRetry={send} />}
        {act.error?.status === 409 && meanwhile}
        <Flex gap="small" className="form-end">
          <Button type="primary" htmlType="submit" loading={act.isPending}>
            {deed}
          </Button>
          {onCancel && <Button onClick={onCancel}>{t('form.cancel')}</Button>}
        </Flex>
      </Form>
    </OwnFieldsContext>
  );
}
