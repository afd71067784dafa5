import type { KeyboardEvent } from 'react';

/** Goes along a list of buttons with the arrow keys. */
export function along(event: KeyboardEvent<HTMLElement>) {
  const all = [...event.currentTarget.querySelectorAll('button')];
  const here = all.indexOf(document.activeElement as HTMLButtonElement);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
  if (here < 0 || next === undefined || !all[next]) return;
  event.preventDefault();
  all[next].focus();
}
