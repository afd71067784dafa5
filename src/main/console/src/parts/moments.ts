const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

export function relative(time: Date, now: number, language: string): string {
  const seconds = (time.getTime() - now) / 1000;
  const words = new Intl.RelativeTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { numeric: 'auto' });
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit);
  }
  return Math.abs(seconds) < 5 ? words.format(0, 'second') : words.format(Math.trunc(seconds), 'second');
}

export function exact(time: Date, language: string): string {
  return time.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
}

/** How long something takes, in its largest fitting unit. */
export function lasting(seconds: number | null | undefined, language: string): string {
  if (seconds === null || seconds === undefined) return '–';
  const [unit, length] = steps.find(([, length]) => seconds >= length) ?? (['second', 1] as const);
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 }).format(seconds / length);
}
