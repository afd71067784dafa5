/** What the API tells of releases on trial, of what a release granted, and of runs that it touches. */
export interface Limits {
  errors?: number | null;
  optOuts?: number | null;
  cases?: number | null;
  points?: number | null;
}

export interface Canary {
  id: string;
  release: string;
  base: string;
  percent: number;
  state: 'running' | 'everyone' | 'stopped' | 'halted' | 'superseded';
  title: string;
  why: string;
  draft?: string | null;
  agreed: string[];
  limits: Limits;
  startedBy: string;
  startedAt: string;
  endedBy?: string | null;
  endedAt?: string | null;
  note?: string | null;
}

export interface Sum {
  count: number;
  amount: number;
}

export interface Compared {
  canary: Canary;
  figures: { figure: string; tried: Sum; others: Sum }[];
}

export interface RunPlan {
  journey: string;
  from: number;
  to?: number | null;
  runs: number;
  stay: number;
  steps: { step: string; zh: string; en: string; tokens: number; faults: string[] }[];
}

export interface RunMigration {
  id: string;
  state: 'running' | 'done';
  reason: string;
  askedBy: string;
  askedAt: string;
  endedAt?: string | null;
  parts: { journey: string; from: number; to: number; runs: number; migrated: number; stayed: number; done: boolean }[];
}

export interface Granted {
  kind: string;
  count: number;
  amount: number;
  reversible: number;
  left: number;
  why?: string | null;
}

export interface Grant {
  receipt: string;
  at: string;
  member: string;
  community: string;
  rule: string;
  kind: string;
  what: string;
  amount: number;
}

export interface Reversal {
  id: string;
  state: 'running' | 'done';
  reason: string;
  since?: string | null;
  askedBy: string;
  askedAt: string;
  receipts: number;
  looked: number;
  endedAt?: string | null;
  sums: { kind: string; count: number; wanted: number; taken: number; left: number }[];
}

export interface LeftOver {
  id: string;
  kind: string;
  member: string;
  community: string;
  what: string;
  wanted: number;
  taken: number;
  problem: string;
}

/** The limits in the order in which they are asked, by the figure that each is about. */
export const limitFigures = [
  ['errors', 'error'],
  ['optOuts', 'opt-out'],
  ['cases', 'case'],
  ['points', 'points'],
] as const;

/** So many of something for each thousand events; nothing where nothing was decided. */
export const perThousand = (of: number, events: number) => (events > 0 ? (of * 1000) / events : undefined);
