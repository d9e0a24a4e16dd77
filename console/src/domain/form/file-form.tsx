import { App, Button, Flex, Form, Upload } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { faultsByField } from '../../api/problem.ts';
import { operationOf } from '../../api/operations.ts';
import { useAct } from '../../api/use-act.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useWords } from '../../words/use-words.ts';
import { sha256Of } from '../fingerprint.ts';
import { OwnFieldsContext, type OwnFields } from './field-context.ts';
import { Field } from './field.tsx';
import { hrefWith } from './file-query.ts';
import { fieldsOf, withoutEmpty } from './form-shape.ts';

/** What is said of a file: texts, and lists of codes. */
type Said = Record<string, string | readonly string[] | undefined>;

interface Props {
  /** where the file is sent; what its query says already is not asked for */
  readonly href: string;
  readonly deed: string;
  /** what is said of the file beside the fields, as it stands */
  readonly fixed?: Readonly<Record<string, string>>;
  /** of what is said of the file these are not asked for */
  readonly without?: readonly string[];
  readonly ownFields?: OwnFields;
  readonly onDone?: (answer: unknown) => void;
  readonly onCancel?: () => void;
}

/** Hands in a file and what is said of it, made of the contract. Its fingerprint is computed here, so that a file that was garbled on the way is refused. */
export function FileForm({
  href: address,
  deed,
  fixed: beside = {},
  without = [],
  ownFields = {},
  ...after
}: Props) {
  const { t } = useWords();
  const [href = '', said] = address.split('?');
  const fixed = { ...Object.fromEntries(new URLSearchParams(said)), ...beside };
  const { message } = App.useApp();
  const [form] = Form.useForm<Said>();
  const [file, setFile] = useState<File>();
  const [isMissing, setMissing] = useState(false);
  const act = useAct();
  const operation = operationOf('POST', href);
  const query = useMemo(() => operation?.query ?? [], [operation]);
  const hidden = ['sha256', ...without, ...Object.keys(fixed)];
  const shown = fieldsOf({
    properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
    required: query.filter(({ required }) => required).map(({ name }) => name),
  }).filter(({ name }) => !hidden.includes(name));
  useEffect(() => {
    const faults = act.error ? faultsByField(act.error).get('') : [];
    const placed = (faults ?? []).map((line) => /^query\/(\w+): (.*)$/su.exec(line));
    form.setFields(
      placed.flatMap((found) => (found?.[1] ? [{ name: found[1], errors: [found[2] ?? ''] }] : [])),
    );
  }, [act.error, form]);

  const send = async () => {
    if (!file) return setMissing(true);
    const values = { ...fixed, ...(withoutEmpty(form.getFieldsValue(true)) as Said | undefined) };
    const sha256 = await sha256Of(file);
    act.mutate(
      { verb: 'POST', href: hrefWith(href, { ...values, sha256 }), file },
      {
        onSuccess: (answer) => {
          void message.success(t('form.done'));
          after.onDone?.(answer);
        },
      },
    );
  };
  const take = (chosen: File) => {
    setFile(chosen);
    setMissing(false);
    if (!form.getFieldValue('name')) form.setFieldValue('name', chosen.name);
    return false;
  };
  return (
    <OwnFieldsContext value={ownFields}>
      <Form form={form} layout="vertical" onFinish={() => void send()} scrollToFirstError={{ focus: true }}>
        <Form.Item
          label={t('field.file')}
          required
          {...(isMissing ? { validateStatus: 'error' as const, help: t('form.required') } : {})}
        >
          <Upload.Dragger
            accept={operation?.types?.join(',') ?? ''}
            beforeUpload={take}
            maxCount={1}
            fileList={file ? [{ uid: '1', name: file.name }] : []}
            onRemove={() => setFile(undefined)}
          >
            <p>{t('form.drop')}</p>
          </Upload.Dragger>
        </Form.Item>
        {shown.map((field) => (
          <Field key={field.name} {...field} />
        ))}
        {act.error && (
          <ProblemNotice
            problem={act.error}
            faults={(faultsByField(act.error).get('') ?? []).filter((line) => !line.startsWith('query/'))}
            onRetry={() => void send()}
          />
        )}
        <Flex gap="small" className="form-end">
          <Button type="primary" htmlType="submit" loading={act.isPending}>
            {deed}
          </Button>
          {after.onCancel && <Button onClick={after.onCancel}>{t('form.cancel')}</Button>}
        </Flex>
      </Form>
    </OwnFieldsContext>
  );
}
