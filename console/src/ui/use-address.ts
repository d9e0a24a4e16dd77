import { useNavigate, useParams, useSearch } from '@tanstack/react-router';

type Texts = Readonly<Record<string, string>>;
/** The router of this console knows texts alone (see `router`). */
const partsOf = (parts: object) => parts as Texts;

/** The named part of a page's address: the `O2017…` of `/orders/O2017…`. */
export const useAddressPart = (name: string): string => partsOf(useParams({ strict: false }))[name] ?? '';

/** The filters in a page's address, and how to change them; the browser's back undoes a change. */
export function useFilters() {
  const filters = partsOf(useSearch({ strict: false }));
  const navigate = useNavigate();
  const change = (changed: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '.', search: { ...filters, ...changed } });
  return { filters, change };
}
