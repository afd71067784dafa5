/** Shapes of the HTTP API, as the server's controllers answer them. */
export type Role = 'MARKETER' | 'APPROVER' | 'OPERATOR' | 'ADMINISTRATOR';

export interface Session {
  name: string;
  displayName: string;
  roles: Role[];
  groups: string[];
  mustChangePassword: boolean;
}

export type Text = Record<string, string>;

export interface Community {
  slug: string;
  name: Text;
  purpose?: string;
  joinPolicy?: 'OPEN' | 'REVIEW' | 'INVITATION';
  zone?: string;
  objectives?: string[];
  charterVersion?: number;
  members?: Record<string, number>;
  charters?: { version: number; zh: string; en: string; writtenBy: string; writtenAt: string }[] | null;
}

export interface Identity {
  platform: string;
  externalId: string;
}

export interface MemberItem {
  id: string;
  name?: string | null;
  identities: Identity[];
  community?: string | null;
  status?: string | null;
  level?: string | null;
  points?: number | null;
  segments?: string[];
  lastSeen?: string | null;
}

export interface MemberDetail {
  id: string;
  name?: string | null;
  email?: string | null;
  phone?: string | null;
  language?: string | null;
  zone?: string | null;
  attributes: Record<string, { value: unknown; source?: string; at?: string } | unknown>;
  identities: Identity[];
  aliases?: string[];
  community?: string | null;
  status?: string | null;
  role?: string | null;
  level?: string | null;
  joined?: string | null;
  lastSeen?: string | null;
  lastSeenIn?: string | null;
  segments?: string[];
}

export interface EventItem {
  ref: string;
  source: string;
  id: string;
  type: string;
  time: string;
  acceptedAt: string;
  member: string;
  community?: string | null;
  object?: string | null;
  data: Record<string, unknown>;
  cause?: string | null;
  depth?: number;
}

export interface Outcome {
  kind: string;
  text?: Text;
  [field: string]: unknown;
}

/** A condition as it was met: its sentence, what was found, what was needed. */
export interface Seen {
  sentence: string;
  zh?: string;
  en?: string;
  value: unknown;
  needed?: string;
  held?: boolean;
  /** As a sentence that one could tell the member; empty where the release is not known any more. */
  text: Partial<Text>;
}

export interface Receipt {
  id: string;
  at: string;
  release: string;
  member: string;
  community: string;
  event: string | null;
  rulebook: string;
  rule: { id: string; name: string; why?: string | null };
  seen: Seen[];
  outcomes: Outcome[];
}

export interface Decided {
  event: string;
  member: string;
  name?: string | null;
  community: string;
  summary: string;
  at: string;
  receipts: number;
}

export interface Overview {
  eventsPerSecond: number;
  eventsToday: number;
  membersActive: number;
  newMembers: number;
  pointsToday: number;
  openTasks: number;
  openCases: number;
  messagesToday: number;
  lag: number;
  redis?: boolean;
  trouble?: string | null;
  series: Record<string, [string | number, number][]>;
  recent: Decided[];
}

export interface SegmentItem {
  name: string;
  size: number;
  entered24h: number;
  left24h: number;
}
export interface SegmentMember {
  member: string;
  community: string;
  enteredAt: string;
  byHand: boolean;
  receipt?: string | null;
  rule?: string | null;
  by?: string | null;
}
export interface SegmentMove {
  id: string;
  member: string;
  community: string;
  segment: string;
  entered: boolean;
  byHand: boolean;
  at: string;
  receipt?: string | null;
  rule?: string | null;
  by?: string | null;
}

export interface MemberRewards {
  points: number;
  level?: string | null;
  grace?: { level: string; until: string } | null;
  plans?: string[];
  badges: { badge: string; level?: string | null; at: string; rule?: string | null; receipt?: string | null }[];
}
export interface LedgerEntry {
  id: string;
  at: string;
  points: number;
  reason: string;
  community?: string;
  receipt?: string | null;
  event?: string | null;
}
export interface Leader {
  rank?: number;
  member: string;
  name?: string | null;
  points: number;
}

export interface RuleItem {
  id: string;
  rulebook: string;
  name: string;
  why?: string | null;
  owner?: string | null;
  frequency: string;
  priority: number;
  stack?: string | null;
  validFrom?: string | null;
  validTo?: string | null;
  budget?: string | null;
  file: string;
  line: number;
  source: string[];
  text: Record<string, string[]>;
  eventTypes: string[];
  firings24h: number;
}

export interface JourneyItem {
  key: string;
  name: Text | string;
  version: number | string;
  running: number;
  ended: number;
  incidents: number;
}
export interface RunItem {
  id: string;
  journey: string;
  version: number | string;
  /** Absent where the run is about an audience. */
  member?: string | null;
  memberName?: string | null;
  community: string;
  state: string;
  startedAt: string;
  endedAt?: string | null;
  tokens: string[];
  history: { element: string; name?: string | null; at: string; until?: string | null }[];
  incidents: { element?: string; message?: string; at?: string }[];
  calls?: { name: string; state: string; attempts: number; answer?: string | null }[];
}

export interface FormField {
  name: string;
  type: string;
  label: Text;
  required?: boolean;
  options?: { value: string; label: Text }[] | string[];
  help?: Text;
  min?: number | null;
  max?: number | null;
}
export interface TaskItem {
  id: string;
  title: Text | string;
  community?: string | null;
  member?: string | null;
  memberName?: string | null;
  journey?: string | null;
  run?: string | null;
  assignee?: string | null;
  candidateGroups: string[];
  due?: string | null;
  createdAt?: string;
  state?: string;
  doneAt?: string | null;
  doneBy?: string | null;
  remindedAt?: string | null;
  escalatedAt?: string | null;
  followUp?: string | null;
  form?: { fields: FormField[] };
  about?: Record<string, string> | null;
}
export interface TaskDetail extends TaskItem {
  instructions?: Text | string | null;
  /** Whether one may do it now, also in the place of somebody absent. */
  yours?: boolean | null;
  origin?: string;
  form: { fields: FormField[] };
  values?: Record<string, unknown> | null;
  comments: { by: string; at: string; text: string }[];
  files?: { id: string; name: string; bytes: number; by: string; at: string }[] | null;
  history: { act: string; by?: string | null; at: string; detail?: string | null }[];
}

export interface CaseItem {
  id: string;
  kind: string;
  severity: string;
  status: string;
  reason?: string | null;
  member: string;
  community: string;
  object?: string | null;
  event?: string | null;
  receipt?: string | null;
  rule?: string | null;
  route?: string | null;
  assignee?: string | null;
  openedAt: string;
  dueAt?: string | null;
  closedAt?: string | null;
  closedBy?: string | null;
  resolution?: string | null;
}

export interface CaseDetail {
  file: CaseItem & { decision?: string | null };
  decides?: boolean;
  comments: { by: string; at: string; text: string }[];
}

export interface MessageItem {
  id: string;
  member: string;
  community: string;
  template: string;
  purpose: string;
  channel: string;
  status: string;
  reason?: string | null;
  reasonText?: Text | null;
  plannedAt: string;
  due: string;
  sentAt?: string | null;
  cause?: string | null;
  report?: string | null;
}

export interface TemplateItem {
  id: string;
  title: Text;
  purpose: string;
  priority: number;
  forms: string[];
  languages: string[];
  channels: string[];
}

export interface RatePlan {
  members: number;
  reached: number;
  hours: { at: string; channel: string; messages: number }[];
  left: { reason: string; text: Text; members: number }[];
}

export interface Freeze {
  purpose: string;
  reason: string;
  by: string;
  at: string;
}

export interface Budget {
  scope: string;
  name: string;
  period: string;
  messages?: number | null;
  cost?: number | null;
}

export interface BudgetStanding {
  budget: Budget;
  usedMessages: number;
  usedCost: number;
}

export interface MessageDetail {
  message: MessageItem;
  release?: string | null;
  language?: string | null;
  providerId?: string | null;
  attempts: number;
  rendered: Record<string, string>;
  history: { status: string; at: string; by?: string | null; reason?: string | null; reasonText?: Text | null; detail?: string | null; channel?: string | null }[];
  hindrance?: { reason: string; text: Text } | null;
}

export interface ChannelItem {
  name: string;
  personal: boolean;
  takesKey: boolean;
  waiting: number;
  inHand: number;
  resting: boolean;
  connections: number;
  perSecond: number;
  perMinute: number;
}

export interface Persona {
  id: string;
  title: Text;
}

export interface DeadLetter {
  id: string;
  event: string;
  member: string;
  type: string;
  reason: string;
  category: string;
  rule?: string | null;
  status: string;
  failedAt: string;
  attempts: number;
  data?: unknown;
  mended: boolean;
}

export interface ImportItem {
  id: string;
  name: string;
  file: string;
  fileHash: string;
  size: number;
  mapping: string;
  state: string;
  problem?: string | null;
  records: number;
  bytes: number;
  accepted: number;
  duplicate: number;
  refused: number;
  startedBy: string;
  createdAt: string;
  changedAt: string;
}

export interface PersonItem {
  name: string;
  displayName: string;
  roles: Role[];
  groups: string[];
  active?: boolean;
  disabled?: boolean;
  mustChangePassword?: boolean;
  lastLogin?: string | null;
}
export interface GroupItem {
  name: string;
  title?: string;
  members: string[];
}
export interface Absence {
  id: string;
  from: string;
  until: string;
  substitute?: string | null;
}
export interface ApiKey {
  id: string;
  name: string;
  scopes: string[];
  sources?: string[];
  createdAt: string;
  createdBy?: string;
  lastUsedAt?: string | null;
  revokedAt?: string | null;
  secret?: string;
}
export interface AuditEntry {
  id: string;
  at: string;
  by: string;
  act: string;
  subject: string;
  before?: unknown;
  after?: unknown;
}

export interface StoreState {
  kind: string;
  address: string;
  version?: string;
  up: boolean;
}
export interface SystemState {
  version: string;
  stores: { postgres: StoreState; redis: StoreState };
  release?: { hash: string; publishedAt: string; by?: string } | null;
  node?: string;
  startedAt?: string;
  java?: string;
}
export interface PartitionState {
  partition: number;
  owner?: string | null;
  position: number;
  head: number;
  lag: number;
  leaseUntil?: string | null;
}
export interface ReleaseItem {
  hash: string;
  publishedAt: string;
  publishedBy?: string;
  live?: boolean;
  files?: unknown[];
  lastAttempt?: { succeeded: boolean; findings: Finding[] };
}
export interface Finding {
  severity: 'ERROR' | 'WARNING';
  file: string;
  line: number;
  message: string;
}
export interface Simulator {
  running: boolean;
  eventsPerSecond: number;
}
export interface Vocabulary {
  eventTypes?: Record<string, { name?: Text; data?: Record<string, string | { name?: Text; type?: string }>; object?: string }>;
  caseKinds?: Record<string, { name?: Text }>;
  rulebooks?: Record<string, { name?: Text }>;
  badges?: Record<string, { name?: Text }>;
  coupons?: Record<string, { name?: Text }>;
  privileges?: Record<string, { name?: Text }>;
  gifts?: Record<string, { name?: Text }>;
  plans?: Record<string, { name?: Text }>;
  badgeLevels?: Record<string, { id: string; name?: Text }[]>;
  levels?: Record<string, { name?: Text }> | { id: string; name?: Text }[];
  segments?: Record<string, { name?: Text }>;
  attributes?: Record<string, { name?: Text }>;
}
