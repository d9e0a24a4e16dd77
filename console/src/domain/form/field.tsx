import { Button, Card, Checkbox, DatePicker, Flex, Form, Input, InputNumber, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { PageWord } from '../../words/page-words.ts';
import { useWords } from '../../words/use-words.ts';
import { useOwnFields } from './field-context.ts';
import type { FieldShape, Shape } from './form-shape.ts';

type Path = readonly (string | number)[];

/** Above how many options a list unfolds instead of showing them all. */
const mostInView = 4;
/** Instants are given to the minute and in Shanghai, whatever the browser's own zone. */
const ofMinute = ':00+08:00';

/** One field of a form, with its name in words; what the server finds wrong with it is shown beneath. */
export function Field({ name, isRequired, shape, within = [] }: FieldShape & { readonly within?: Path }) {
  const { t } = useWords();
  const OwnField = useOwnFields()[name];
  const label = t(`field.${name}` as PageWord);
  const path = [...within, name];
  if (!OwnField && (shape.kind === 'group' || shape.kind === 'groups' || shape.kind === 'texts'))
    return <Nested label={label} path={path} shape={shape} isRequired={isRequired} />;
  const isAnswered = isRequired && shape.kind !== 'yes-no';
  return (
    <Form.Item
      name={path}
      label={label}
      rules={isAnswered ? [{ required: true, message: t('form.required') }] : []}
      {...(OwnField ? {} : valueOf(shape))}
    >
      {OwnField ? <OwnField /> : <FieldInput shape={shape} name={name} />}
    </Form.Item>
  );
}

/** How the library's field keeps a value that is a text for the server. */
function valueOf({ kind }: Shape) {
  if (kind === 'yes-no') return { valuePropName: 'checked' };
  if (kind === 'day')
    return {
      getValueProps: (value: unknown) => ({ value: typeof value === 'string' ? dayjs(value) : undefined }),
      normalize: (value: Dayjs | null) => value?.format('YYYY-MM-DD'),
    };
  if (kind === 'instant')
    return {
      getValueProps: (value: unknown) => ({ value: typeof value === 'string' ? value.slice(0, 16) : '' }),
      normalize: (value: string) => (value ? `${value}${ofMinute}` : undefined),
    };
  return {};
}

interface InputProps {
  readonly shape: Shape;
  readonly name: string;
  readonly id?: string;
}

function FieldInput({ shape, name, ...given }: InputProps) {
  const { code, t } = useWords();
  switch (shape.kind) {
    case 'choice': {
      const options = shape.options.map((value) => ({ value, label: code(name, value) }));
      // a group of boxes takes no `aria-required` (WAI-ARIA 1.2); the label says it
      if (shape.many)
        return <Checkbox.Group {...{ ...given, 'aria-required': undefined }} options={options} />;
      if (options.length <= mostInView) return <Radio.Group {...given} options={options} />;
      return <Select {...given} options={options} showSearch={{ optionFilterProp: 'label' }} />;
    }
    case 'number':
      return (
        <InputNumber
          {...given}
          {...(shape.min === undefined ? {} : { min: shape.min })}
          {...(shape.max === undefined ? {} : { max: shape.max })}
          {...(shape.isWhole ? { precision: 0 } : {})}
        />
      );
    case 'yes-no':
      return <Checkbox {...given}>{t('form.yes')}</Checkbox>;
    case 'day':
      return <DatePicker {...given} />;
    case 'instant':
      // the browser's own field: the library's has a panel of times that no screen reader can tell
      return <Input {...given} type="datetime-local" />;
    default: {
      const most = shape.kind === 'text' && shape.maxLength ? { maxLength: shape.maxLength } : {};
      const isLong = shape.kind === 'text' && shape.isLong;
      return isLong ? (
        // grows by the style sheet: the library would do it by a style that the policy forbids
        <Input.TextArea {...given} {...most} rows={3} className="growing" />
      ) : (
        <Input {...given} {...most} />
      );
    }
  }
}

interface NestedProps {
  readonly label: string;
  readonly path: Path;
  readonly shape: Extract<Shape, { kind: 'group' | 'groups' | 'texts' }>;
  readonly isRequired: boolean;
}

/** Fields within a field: a group of them, or a list to which one adds. */
function Nested({ label, path, shape, isRequired }: NestedProps) {
  const { t } = useWords();
  if (shape.kind === 'group')
    return (
      <Card size="small" title={label} className="group">
        {shape.fields.map((field) => (
          // a group that may be left out is left empty: that a part of it is missing, the server says
          <Field key={field.name} {...field} isRequired={isRequired && field.isRequired} within={path} />
        ))}
      </Card>
    );
  return (
    <Form.Item label={label} required={isRequired}>
      <Form.List
        name={path as (string | number)[]}
        initialValue={isRequired ? [shape.kind === 'texts' ? '' : {}] : []}
      >
        {(items, { add, remove }, { errors }) => (
          <Flex vertical gap="small">
            {items.map(({ key, name: index }) => (
              <Flex key={key} gap="small" align="start">
                <div className="grow">
                  {shape.kind === 'texts' ? (
                    <Form.Item name={index} noStyle>
                      <Input aria-label={`${label} ${index + 1}`} />
                    </Form.Item>
                  ) : (
                    <Card size="small">
                      {shape.fields.map((field) => (
                        <Field key={field.name} {...field} within={[index]} />
                      ))}
                    </Card>
                  )}
                </div>
                <Button
                  onClick={() => remove(index)}
                  aria-label={`${t('form.remove')} ${label} ${index + 1}`}
                >
                  {t('form.remove')}
                </Button>
              </Flex>
            ))}
            <Button onClick={() => add(shape.kind === 'texts' ? '' : {})}>{t('form.add')}</Button>
            <Form.ErrorList errors={errors} />
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}
