/** The one way to the server: the public HTTP API, with its session cookie and its problems. */

import type { Text } from './types';

export interface ProblemBody {
  code?: string;
  category?: string;
  title?: string;
  detail?: string;
  field?: string;
  /** The detail in both languages, where it is about what people write. */
  text?: Text;
  status?: number;
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: ProblemBody,
  ) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'Problem';
  }

  get code(): string {
    return this.body.code ?? String(this.status);
  }
}

export type Query = Record<string, string | number | boolean | undefined | null>;

export interface Page<T> {
  items: T[];
  next?: string | null;
  total?: number;
}

export const API = '/api/v1';

export function url(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return API + path + (text ? `?${text}` : '');
}

export function cookie(name: string, source = document.cookie): string | undefined {
  const found = source.split('; ').find((part) => part.startsWith(`${name}=`));
  return found === undefined ? undefined : decodeURIComponent(found.slice(name.length + 1));
}

/** What the session's end should do; set once by the shell. */
let whenSignedOut: () => void = () => undefined;
export function onSignedOut(act: () => void): void {
  whenSignedOut = act;
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return new Problem(response.status, (await response.json()) as ProblemBody);
  } catch {
    return new Problem(response.status, { title: response.statusText });
  }
}

async function send(method: string, address: string, body?: unknown, signal?: AbortSignal, more: Record<string, string> = {}, again = true): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json, */*;q=0.5', ...more };
  const form = body instanceof FormData || 'Content-Type' in more;
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json';
  const token = cookie('XSRF-TOKEN');
  if (token && method !== 'GET') headers['X-XSRF-TOKEN'] = token;
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? undefined : form ? (body as BodyInit) : JSON.stringify(body),
      signal,
    });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    throw new Problem(0, { code: 'unreachable', category: 'dependency' });
  }
  if (!response.ok) {
    if (response.status === 401 && !address.endsWith('/session')) whenSignedOut();
    const problem = await problemOf(response);
    // Several answers at once may each bring a new token: what was refused for an old one is sent again with the newest.
    if (again && problem.code === 'request.forgery' && cookie('XSRF-TOKEN') !== token) return send(method, address, body, signal, more, false);
    throw problem;
  }
  return response;
}

async function json<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export const api = {
  get: async <T>(path: string, query: Query = {}, signal?: AbortSignal) =>
    json<T>(await send('GET', url(path, query), undefined, signal)),
  text: async (path: string, query: Query = {}, signal?: AbortSignal) =>
    (await send('GET', url(path, query), undefined, signal)).text(),
  post: async <T = void>(path: string, body: unknown = {}) => json<T>(await send('POST', url(path), body)),
  put: async <T = void>(path: string, body: unknown = {}) => json<T>(await send('PUT', url(path), body)),
  patch: async <T = void>(path: string, body: unknown = {}) => json<T>(await send('PATCH', url(path), body)),
  /** A file with its ETag. */
  file: async (path: string, signal?: AbortSignal) => {
    const response = await send('GET', url(path), undefined, signal);
    return { text: await response.text(), etag: response.headers.get('ETag') ?? undefined };
  },
  /** Writes a file that one has seen so; answers its ETag now. Without a text the file is taken away. */
  write: async (path: string, text: string | undefined, seen: string | undefined) => {
    const response = await send(text === undefined ? 'DELETE' : 'PUT', url(path), text, undefined, { ...(text === undefined ? {} : { 'Content-Type': 'text/plain;charset=UTF-8' }), ...(seen ? { 'If-Match': seen } : { 'If-None-Match': '*' }) });
    return response.headers.get('ETag') ?? undefined;
  },
  /** Writes a file that is no text, as it is. */
  writeBytes: async (path: string, bytes: Blob, seen: string | undefined) => {
    await send('PUT', url(path), bytes, undefined, { 'Content-Type': 'application/octet-stream', ...(seen ? { 'If-Match': seen } : { 'If-None-Match': '*' }) });
  },
  delete: async <T = void>(path: string, body?: unknown) => json<T>(await send('DELETE', url(path), body)),
};

/** A path segment that may hold slashes or hashes. */
export const part = (value: string) => encodeURIComponent(value);
