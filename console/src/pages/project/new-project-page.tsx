import { Link, useNavigate } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useState } from 'react';
import type { components } from '../../../generated/contract.d.ts';
import { RequestForm } from '../../domain/form/request-form.tsx';
import { useCaller } from '../../session/session-context.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';

type Registered = components['schemas']['RegisteredProject'];

/** Registers a project. What the server finds odd, and lets pass, is said before one goes on. */
export function NewProjectPage() {
  const { t, say } = useWords();
  const navigate = useNavigate();
  const caller = useCaller();
  const [registered, setRegistered] = useState<Registered>();
  const onDone = (answer: unknown) => {
    const project = answer as Registered;
    if (project.warnings.length > 0) setRegistered(project);
    else void navigate({ to: `/projects/${project.code}` });
  };
  if (registered)
    return (
      <Page title={registered.name}>
        <Alert
          type="warning"
          showIcon
          role="status"
          title={t('projects.warnings')}
          description={
            <ul>
              {registered.warnings.map(({ at, warning }) => (
                <li key={at}>{say(warning)}</li>
              ))}
            </ul>
          }
        />
        <p>
          <Link to={`/projects/${registered.code}`}>{t('projects.open')}</Link>
        </p>
      </Page>
    );
  return (
    <Page title={t('projects.new')}>
      <div className="narrow">
        <RequestForm
          verb="POST"
          href="/v1/projects"
          deed={t('projects.new')}
          {...(caller?.uscc && { initial: { uscc: caller.uscc } })}
          onDone={onDone}
        />
      </div>
    </Page>
  );
}
