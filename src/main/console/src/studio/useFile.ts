import { useCallback, useEffect, useRef, useState } from 'react';
import { api, Problem } from '../api/client';
import { fileAddress } from './drafts';

export type Saving = 'saved' | 'unsaved' | 'saving' | 'failed' | 'lost';

export interface OpenFile {
  text: string | undefined;
  missing: boolean;
  saving: Saving;
  problem?: Problem;
  change: (text: string) => void;
  takeTheirs: () => void;
  keepMine: () => void;
}

const REST = 700;

/**
 * One file of a draft, saved a moment after each change. What others save is taken over while nothing of one's own is
 * unsaved; where both changed it, nothing is overwritten before one has decided.
 *
 * @param hash what the draft has now, as far as is known; undefined where it has no such file
 */
export function useFile(draft: string, path: string, hash: string | undefined, saved: () => void): OpenFile {
  const [text, setText] = useState<string>();
  const [missing, setMissing] = useState(false);
  const [saving, setSaving] = useState<Saving>('saved');
  const [problem, setProblem] = useState<Problem>();
  const seen = useRef<string | undefined>(undefined);
  const wanted = useRef<string | undefined>(undefined);
  const busy = useRef(false);
  const own = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const address = fileAddress(draft, path);

  const load = useCallback(async (whatever = false) => {
    const unsaved = wanted.current;
    try {
      const file = await api.file(address);
      // Who began to type meanwhile keeps what they typed; saving it tells whether somebody else was first.
      if (!whatever && wanted.current !== unsaved) return;
      seen.current = file.etag;
      wanted.current = undefined;
      setText(file.text);
      setMissing(false);
      setSaving('saved');
      setProblem(undefined);
    } catch (fault) {
      if (fault instanceof Problem && fault.status === 404) {
        seen.current = undefined;
        setMissing(true);
      } else if (fault instanceof Problem) {
        setProblem(fault);
      }
    }
  }, [address]);

  const save = useCallback(async () => {
    if (busy.current || wanted.current === undefined) return;
    const sent = wanted.current;
    busy.current = true;
    setSaving('saving');
    try {
      seen.current = await api.write(address, sent, seen.current);
      if (seen.current) own.current.add(seen.current);
      if (wanted.current === sent) wanted.current = undefined;
      setSaving(wanted.current === undefined ? 'saved' : 'unsaved');
      setProblem(undefined);
      setMissing(false);
      saved();
    } catch (fault) {
      setProblem(fault instanceof Problem ? fault : undefined);
      setSaving(fault instanceof Problem && fault.status === 412 ? 'lost' : 'failed');
      busy.current = false;
      return;
    }
    busy.current = false;
    if (wanted.current !== undefined) void save();
  }, [address, saved]);

  useEffect(() => {
    void load();
    return () => {
      clearTimeout(timer.current);
      void save();
    };
  }, [load, save]);

  // Somebody else saved it; what is known may also be one's own, a moment old.
  useEffect(() => {
    if (hash && seen.current && `"${hash}"` !== seen.current && !own.current.has(`"${hash}"`) && wanted.current === undefined && !busy.current) void load();
  }, [hash, load]);

  const change = useCallback(
    (next: string) => {
      wanted.current = next;
      setText(next);
      setSaving((now) => (now === 'lost' ? 'lost' : 'unsaved'));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), REST);
    },
    [save],
  );

  const keepMine = useCallback(async () => {
    const mine = wanted.current ?? text ?? '';
    try {
      seen.current = (await api.file(address)).etag;
    } catch {
      seen.current = undefined;
    }
    wanted.current = mine;
    void save();
  }, [address, save, text]);

  return { text, missing, saving, problem, change, takeTheirs: () => void load(true), keepMine: () => void keepMine() };
}
