import { Button, DatePicker, Flex, InputNumber, Select, Segmented } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { components } from '../../../generated/contract.d.ts';
import { useWords } from '../../words/use-words.ts';

type Progress = components['schemas']['Progress'];
export type Assumption = components['schemas']['WhatIf']['assumptions'][number];
type Kind = Assumption['kind'];

interface Props {
  readonly progress: Progress;
  readonly isBusy: boolean;
  readonly onAsk: (assumption: Assumption) => void;
}

/** Most working days a task can be supposed to be late, as the contract has it. */
const mostDays = 250;

/** What is supposed: a task is late by some days, a legal stop of a step, or a task done on a day. */
export function WhatIfForm({ progress, isBusy, onAsk }: Props) {
  const { t, code } = useWords();
  const [kind, setKind] = useState<Kind>('late');
  const open = progress.steps.filter(({ state }) => state !== 'done');
  const tasks = open.flatMap((step) => step.tasks.filter(({ state }) => state !== 'done'));
  const [task, setTask] = useState(tasks[0]?.code);
  const [step, setStep] = useState(open[0]?.code);
  const [days, setDays] = useState(5);
  const [from, setFrom] = useState(progress.today);
  const [to, setTo] = useState(progress.today);
  const assumed = (): Assumption | undefined => {
    if (kind === 'stop') return step && { kind, step, from, to };
    return task && (kind === 'late' ? { kind, task, days } : { kind, task, day: to });
  };
  const assumption = assumed();
  return (
    <Flex gap="small" wrap align="center" className="what-if">
      <Segmented<Kind>
        value={kind}
        onChange={setKind}
        options={(['late', 'stop', 'done'] as const).map((value) => ({ value, label: t(`whatif.${value}`) }))}
      />
      {kind === 'stop' ? (
        <Select
          aria-label={t('field.step')}
          value={step ?? null}
          onChange={(chosen) => setStep(chosen ?? undefined)}
          options={open.map((one) => ({ value: one.code, label: code('step', one.code) }))}
          className="filter"
        />
      ) : (
        <Select
          aria-label={t('field.task')}
          value={task ?? null}
          onChange={(chosen) => setTask(chosen ?? undefined)}
          options={tasks.map((one) => ({ value: one.code, label: code('task', one.code) }))}
          className="filter"
        />
      )}
      {kind === 'late' && (
        <InputNumber
          aria-label={t('field.days')}
          min={1}
          max={mostDays}
          precision={0}
          value={days}
          onChange={(chosen) => setDays(chosen ?? 1)}
          suffix={t('days.unit')}
        />
      )}
      {kind === 'stop' && <Day label={t('field.from')} value={from} onChange={setFrom} />}
      {kind !== 'late' && (
        <Day label={t(kind === 'stop' ? 'field.to' : 'field.day')} value={to} onChange={setTo} />
      )}
      <Button
        type="primary"
        loading={isBusy}
        disabled={!assumption}
        onClick={() => assumption && onAsk(assumption)}
      >
        {t('whatif.ask')}
      </Button>
    </Flex>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

const Day = ({ label, value, onChange }: DayProps) => (
  <DatePicker
    aria-label={label}
    placeholder={label}
    allowClear={false}
    value={dayjs(value)}
    onChange={(day) => day && onChange(day.format('YYYY-MM-DD'))}
  />
);
