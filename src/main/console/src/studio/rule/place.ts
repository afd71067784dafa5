import type { Tongue } from './vocabulary';

/** Where in a file of rules a line stands. */
export interface Place {
  part: 'outside' | 'head' | 'when' | 'then';
  tongue?: Tongue;
  /** Header words that the rule has already, as they are written. */
  said: string[];
}

const rule = /^\s*(?:rule|规则)\s*["“「]/i;
const when = /^\s*(when|当|如果)\s*$/i;
const then = /^\s*(then|那么|则)\s*$/i;
const end = /^\s*(end|结束|完)\s*$/i;

/** Reads upwards only as far as the rule begins, so that long files cost nothing. */
export function placeOf(line: (number: number) => string, number: number): Place {
  const said: string[] = [];
  let part: Place['part'] | undefined;
  let tongue: Tongue | undefined;
  for (let above = number - 1; above >= 1; above--) {
    const text = line(above);
    if (end.test(text)) return { part: part ?? 'outside', tongue, said };
    if (then.test(text) && !part) {
      part = 'then';
      tongue = speaks(text);
    } else if (when.test(text) && !part) {
      part = 'when';
      tongue = speaks(text);
    } else if (rule.test(text)) return { part: part ?? 'head', tongue: tongue ?? (/规则/.test(text) ? 'zh' : undefined), said };
    else if (!part) {
      const key = /^\s*([^:：]+)[:：]/.exec(text)?.[1];
      if (key) {
        said.push(key.trim().toLowerCase());
        tongue ??= speaks(key);
      }
    }
  }
  return { part: part ?? 'outside', tongue, said };
}

const speaks = (text: string): Tongue => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');
