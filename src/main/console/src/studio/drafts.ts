/** What the API tells of drafts. */
export interface Draft {
  id: string;
  title: string;
  why: string;
  state: string;
  base: string;
  hash: string;
  behind: boolean;
  changes: number;
  createdBy: string;
  createdAt: string;
  changedBy: string;
  changedAt: string;
}

export interface Change {
  path: string;
  kind: 'added' | 'changed' | 'removed';
  size: number;
  hash?: string | null;
  base?: string | null;
  by: string;
  at: string;
}

export interface DraftDetail {
  draft: Draft;
  changes: Change[];
  people: { name: string; at: string; path?: string | null }[];
  authors: string[];
  publishes: boolean;
}

export interface Rebase {
  from: string;
  onto: string;
  incoming: string[];
  settled: string[];
  conflicts: { path: string; mine?: string | null; theirs?: string | null; base?: string | null }[];
}

export const kindColours = { added: 'green', changed: 'gold', removed: 'red' } as const;

export const isText = (path: string) => !/\.(xlsx|png|jpg|jpeg|gif|woff2?)$/.test(path);

/** A path as the API takes it: each of its parts encoded, the slashes kept. */
export const encoded = (path: string) => path.split('/').map(encodeURIComponent).join('/');

export const isPath = (path: string) => path.length <= 300 && !path.includes('..') && /^(rules|bpmn|templates)(\/[\p{L}\p{N}_][\p{L}\p{N}_.\- ]{0,99}){1,8}$/u.test(path);

/** One file of a draft has one ETag: its hash. */
export const fileAddress = (draft: string, path: string) => `/drafts/${draft}/files/${encoded(path)}`;

export interface Found {
  kind: string;
  weight: string;
  file: string;
  line: number;
  rule?: string | null;
  text: Record<string, string>;
}

export interface Check {
  hash: string;
  current: boolean;
  status: 'running' | 'done' | 'failed';
  step: string;
  stepsDone: number;
  steps: number;
  publishable: boolean;
  passed: number;
  failed: number;
  findings: Found[];
  reason?: string | null;
  askedBy: string;
  startedAt: string;
  endedAt?: string | null;
}

export interface Approval {
  people: string;
  reasons: string[];
  said?: boolean | null;
  by?: string | null;
  at?: string | null;
  remark?: string | null;
}

export interface Asking {
  hash: string;
  state: string;
  remark: string;
  facts: Record<string, number>;
  askedBy: string;
  askedAt: string;
  expiresAt: string;
  approvals: Approval[];
}

export interface Approvals {
  wanted: { people: string; reasons: string[] }[];
  askings: Asking[];
}

export interface Impact {
  replay?: string | null;
  replayed: boolean;
  points: number;
  members: number;
  workflows: { journey: string; path: string; kind: Change['kind']; runs: number }[];
  messages: TouchedMessage[];
}

interface Counted {
  purpose: string;
  priority: number;
}

export interface TouchedMessage {
  template: string;
  waiting: number;
  some: string[];
  /** Told where the message counts otherwise than before. */
  before?: Counted | null;
  after?: Counted | null;
}

export interface Remark {
  id: string;
  path?: string | null;
  line?: number | null;
  element?: string | null;
  /** What the line said then. */
  quote?: string | null;
  /** The remark that this one answers. */
  answers?: string | null;
  text: string;
  by: string;
  at: string;
  settledBy?: string | null;
  settledAt?: string | null;
}

export interface Move {
  id: string;
  release: string;
  before?: string | null;
  kind: 'content' | 'draft' | 'rollback';
  title: string;
  why: string;
  draft?: string | null;
  agreed: string[];
  by: string;
  at: string;
  live: boolean;
}
