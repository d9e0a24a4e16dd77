import { Link } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { Asked } from '../../ui/asked.tsx';
import { useWords } from '../../words/use-words.ts';

/** The categories of agencies, each with how many are listed. */
export function Categories() {
  const { t, say } = useWords();
  const asked = api.useQuery('get', '/v1/agencies/categories');
  return (
    <>
      <p>{t('agencies.choose-category')}</p>
      <Asked asked={asked}>
        {({ items }) => (
          <ul className="categories">
            {items.map((category) => (
              <li key={category.code}>
                <Link to="/agencies" search={{ category: category.code }}>
                  {say(category)}
                </Link>
                <div className="quiet">{t('agencies.listed', { count: category.listed })}</div>
              </li>
            ))}
          </ul>
        )}
      </Asked>
    </>
  );
}
