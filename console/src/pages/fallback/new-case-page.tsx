import { Link } from '@tanstack/react-router';
import { Button, Flex } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { components } from '../../../generated/contract.d.ts';
import { isFor } from '../../api/operations.ts';
import { useCaller } from '../../session/session-context.ts';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { NotForYou } from '../../ui/not-for-you.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { Slip } from './slip.tsx';

const RequestForm = lazy(async () => ({
  default: (await import('../../domain/form/request-form.tsx')).RequestForm,
}));

type Receipt = components['schemas']['ReceivedCase'];

/** Takes down what a person reports, and hands over the slip. */
export function NewCasePage() {
  const { t } = useWords();
  const roles = useCaller()?.roles ?? [];
  const [receipt, setReceipt] = useState<Receipt>();
  if (!isFor(roles, 'POST', '/v1/cases')) return <NotForYou />;
  return (
    <Page title={receipt ? t('case.registered') : t('cases.new')}>
      {receipt ? (
        <ReceiptOf receipt={receipt} onAnother={() => setReceipt(undefined)} />
      ) : (
        <div className="form">
          <Suspense>
            <RequestForm
              verb="POST"
              href="/v1/cases"
              deed={t('cases.new')}
              onDone={(answer) => setReceipt(answer as Receipt)}
            />
          </Suspense>
        </div>
      )}
    </Page>
  );
}

function ReceiptOf({ receipt, onAnother }: { readonly receipt: Receipt; readonly onAnother: () => void }) {
  const { t, code } = useWords();
  const { caseNo, trackingCode, way, cause, level, openedAt, contactBy, dueDay } = receipt;
  return (
    <div role="status">
      <p>{t(receipt.started ? 'case.slip-hint' : 'case.not-started')}</p>
      <Facts
        isSheet
        facts={[
          [t('cases.no'), <strong key="no">{caseNo}</strong>],
          [t('case.tracking-code'), <code key="code">{trackingCode}</code>],
          [t('case.way'), code('way', way)],
          [t('cases.cause'), code('cause', cause)],
          [t('cases.level'), `${level} ${code('level', level)}`],
          [t('cases.opened'), <InstantText key="opened" at={openedAt} />],
          [t('case.contact-by'), contactBy && <InstantText at={contactBy} />],
          [t('cases.due'), <DayText key="due" day={dueDay} provisional={receipt.provisional} />],
        ]}
      />
      <div className="slip">
        <Slip caseNo={caseNo} />
      </div>
      <Flex gap="middle" align="center" wrap className="no-print">
        <Button type="primary" onClick={() => window.print()}>
          {t('case.print')}
        </Button>
        <Link to={`/cases/${caseNo}`}>{t('case.open-page')}</Link>
        <Button onClick={onAnother}>{t('case.another')}</Button>
      </Flex>
    </div>
  );
}
