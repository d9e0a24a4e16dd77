import { Button } from 'antd';
import { useWords } from '../words/use-words.ts';

/** Says that a list has changed, and shows the change when it is asked to. */
export function QuietNews({ news, show }: { readonly news: number; readonly show: () => void }) {
  const { t } = useWords();
  return (
    <div role="status" className="news no-print">
      {news > 0 && <Button onClick={show}>{t('list.news', { count: news })}</Button>}
    </div>
  );
}
