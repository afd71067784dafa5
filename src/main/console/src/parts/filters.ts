import { useSearchParams } from 'react-router';

/** What a list is narrowed to, kept in the address so that it can be shared. */
export function useFilters() {
  const [search, setSearch] = useSearchParams();
  const asked = (name: string) => search.get(name) ?? undefined;
  const set = (name: string, value: string | undefined) =>
    setSearch(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true },
    );
  const clear = () => setSearch({}, { replace: true });
  return { asked, set, clear };
}

/** A member's number while it is being typed is no filter yet. */
export const memberOrNone = (typed: string) => (/^m-\d+$/.test(typed) ? typed : undefined);
