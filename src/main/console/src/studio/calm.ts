import { useEffect, useRef, useState } from 'react';
import { Problem } from '../api/client';

export interface Answer<T> {
  data?: T;
  /** What the answer is about; the question may have gone on since. */
  about?: string;
  problem?: Problem;
  asking: boolean;
  again: () => void;
}

/**
 * Asks a server about what somebody writes, once they pause: one question at a time, the newest next, an old answer kept until a new one comes.
 * Nothing that is typed waits for it. A question that is undefined isn't asked.
 */
export function useCalm<T>(question: string | undefined, ask: (question: string) => Promise<T>, pause = 600): Answer<T> {
  const [answer, setAnswer] = useState<{ data?: T; about?: string; problem?: Problem }>({});
  const [asking, setAsking] = useState(false);
  const [turn, setTurn] = useState(0);
  const asker = useRef(ask);
  asker.current = ask;
  const busy = useRef(false);
  const newest = useRef(question);
  newest.current = question;
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  useEffect(() => {
    if (question === undefined) return undefined;
    const timer = setTimeout(() => void next(question), turn === 0 ? pause : 0);
    return () => clearTimeout(timer);

    async function next(now: string, tries = 0): Promise<void> {
      if (busy.current) return;
      busy.current = true;
      setAsking(true);
      let wait = 0;
      try {
        const data = await asker.current(now);
        if (here.current) setAnswer({ data, about: now });
      } catch (fault) {
        const problem = fault instanceof Problem ? fault : new Problem(0, { code: 'unreachable' });
        if ((problem.status === 429 && tries < 8) || (problem.code === 'request.forgery' && tries < 2)) wait = 1000;
        else if (here.current) setAnswer((before) => ({ ...before, about: now, problem }));
      }
      busy.current = false;
      if (!here.current) return;
      const later = newest.current;
      if (wait || (later !== undefined && later !== now)) {
        setTimeout(() => here.current && newest.current !== undefined && void next(newest.current, wait ? tries + 1 : 0), wait || pause / 2);
      } else setAsking(false);
    }
  }, [question, pause, turn]);
  return { ...answer, asking, again: () => setTurn((before) => before + 1) };
}
