import { keepPreviousData } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { OwnFieldProps } from './field-context.ts';

/** An agent, chosen from the roster by a part of the name. */
export function AgentField({ value, onChange, id }: OwnFieldProps) {
  const [name, setName] = useState('');
  const { data, isFetching } = api.useQuery(
    'get',
    '/v1/people/agents',
    { params: { query: { limit: 50, ...(name && { name }) } } },
    { placeholderData: keepPreviousData },
  );
  return (
    <Select
      {...(id && { id })}
      value={(value as string | undefined) ?? null}
      onChange={(chosen: string) => onChange?.(chosen)}
      showSearch={{ filterOption: false, onSearch: setName }}
      loading={isFetching}
      options={(data?.items ?? []).map((agent) => ({
        value: agent.subject,
        label: `${agent.name} (${agent.subject})`,
      }))}
    />
  );
}
