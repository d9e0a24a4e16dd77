import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Asked } from '../../ui/asked.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { useWords } from '../../words/use-words.ts';

/** How the person who reported a case is reached: masked, until it is asked in full, which is on record. */
export function CaseContact({ caseNo }: { readonly caseNo: string }) {
  const { t } = useWords();
  const [isWhole, setWhole] = useState(false);
  const asked = api.useQuery(
    'get',
    '/v1/cases/{caseNo}/contact',
    { params: { path: { caseNo }, query: { unmasked: isWhole ? 'true' : 'false' } } },
    { staleTime: Infinity },
  );
  return (
    <Section title={t('case.contact')}>
      <Asked asked={asked}>
        {({ name, phone, address, erasedAt }) =>
          erasedAt ? (
            <Sentence word="case.erased">
              <InstantText at={erasedAt} />
            </Sentence>
          ) : name === null ? (
            <p className="quiet">{t('case.no-contact')}</p>
          ) : (
            <>
              <Facts
                isSheet
                facts={[
                  [t('field.contact'), name],
                  [t('field.phone'), phone],
                  [t('field.address'), address],
                ]}
              />
              {!isWhole && (
                <Button size="small" onClick={() => setWhole(true)} className="no-print">
                  {t('case.unmask')}
                </Button>
              )}
            </>
          )
        }
      </Asked>
    </Section>
  );
}
