import { Link } from '@tanstack/react-router';
import { Button, Flex } from 'antd';
import { Actions } from '../../domain/actions.tsx';
import { FileLink } from '../../domain/file-link.tsx';
import { useOffered } from '../../domain/offered.ts';
import type { Column } from '../../ui/data-table.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import { isCitable, standingOf, type Paper } from './paper-standing.ts';

interface Given {
  /** the office day, once it is known */
  readonly today: string | undefined;
  /** undefined for whom hands in no papers */
  readonly onReplace: ((paper: Paper) => void) | undefined;
}

/** What is shown of a paper, and what can be done with it. */
export function usePaperColumns({ today, onReplace }: Given): Column<Paper>[] {
  const { t, code } = useWords();
  return [
    { key: 'kind', title: t('field.kind'), show: ({ kind }) => code('kind', kind) },
    {
      ...{ key: 'name', title: t('field.name') },
      show: (paper) => (
        <>
          {paper.name}
          <div className="quiet">
            {[
              paper.paperNo,
              t('paper.version-of', { version: paper.version }),
              paper.number,
              paper.scope,
              paper.topics.map((topic) => code('topics', topic)).join('、'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </>
      ),
    },
    {
      ...{ key: 'standing', title: t('paper.standing') },
      show: (paper) => <Standing paper={paper} today={today} />,
    },
    { key: 'expires', title: t('field.expiresDay'), show: ({ expiresDay }) => <DayText day={expiresDay} /> },
    { key: 'given', title: t('paper.given'), show: ({ givenAt }) => <InstantText at={givenAt} /> },
    {
      ...{ key: 'do', title: t('paper.do') },
      show: (paper) => <Deeds paper={paper} today={today} onReplace={onReplace} />,
    },
  ];
}

function Standing({ paper, today }: { readonly paper: Paper; readonly today: string | undefined }) {
  const { t } = useWords();
  const standing = standingOf(paper, today);
  return (
    <>
      <span className={standing === 'expired' || standing === 'expiring' ? 'late' : undefined}>
        {t(`paper.standing.${standing}`)}
      </span>
      {paper.withdrawn && <div className="quiet">{paper.withdrawn.reason}</div>}
    </>
  );
}

function Deeds({ paper, today, onReplace }: Given & { readonly paper: Paper }) {
  const { t } = useWords();
  const offered = useOffered();
  const stands = !paper.withdrawn && !paper.replacedBy;
  const { projectCode, paperNo, href, name } = paper;
  const path = '/v1/projects/{code}/papers/{paperNo}/withdrawal';
  const withdrawal = `/v1/projects/${projectCode}/papers/${paperNo}/withdrawal`;
  return (
    <Flex wrap gap="small" className="deeds">
      <FileLink href={href} name={name} />
      {stands && onReplace && (
        <Button size="small" onClick={() => onReplace(paper)}>
          {t('paper.replace')}
        </Button>
      )}
      {stands && <Actions isSmall actions={offered({ path, href: withdrawal, what: 'paper.withdraw' })} />}
      {isCitable(paper, today) && onReplace && (
        <Link to="/orders/new" search={{ project: projectCode, cites: paperNo, step: 'track' }}>
          {t('paper.cite')}
        </Link>
      )}
    </Flex>
  );
}
