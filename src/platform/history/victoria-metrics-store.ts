import { messageOf, ZigfleetError } from '../../common/zigfleet-error.ts';
import type { HistoryFeedLog } from './history-feed-log.ts';
import { dayMs, type HistoryPoint, type HistorySeries, type HistoryValue } from './history-point.ts';
import { type HistoryBatch, type HistoryStore, type HistoryUsage, lookBackDays } from './history-store.ts';

const metricName = 'zigfleet_trait';
const timeoutMs = 5_000;
/** Most days that are asked for at one time. */
const windowDaysMax = 32;

/** A line of `/api/v1/import` and `/api/v1/export`. */
interface SeriesLine {
  metric: Record<string, string>;
  values: (number | null)[];
  /** Milliseconds since the Unix epoch. */
  timestamps: number[];
}

/**
 * History in VictoriaMetrics: a series for the numbers of a trait, one for its booleans (0 and 1), one for each word and one
 * for "not known". Points are imported before the home's place is moved, so that none is missing after a fault; one that
 * comes twice is the same point, and told once.
 */
export class VictoriaMetricsStore implements HistoryStore {
  /** VictoriaMetrics has one retention for everything: its `-retentionPeriod`. */
  readonly retentionDays: number | null = null;
  readonly #baseUrl: string;
  readonly #headers: Record<string, string>;
  readonly #log: HistoryFeedLog;

  /**
   * @param url - of the server, `http:` or `https:`; a user and password in it are sent as Basic authentication
   * @throws ZigfleetError `invalid-config` if it is none
   */
  constructor(url: string, log: HistoryFeedLog) {
    const parsed = URL.parse(url);
    if (!parsed) throw new ZigfleetError('invalid-config', '--history-url is not an address of a server');
    const { username, password } = parsed;
    const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.#headers = username ? { authorization: `Basic ${Buffer.from(login).toString('base64')}` } : {};
    this.#baseUrl = `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}`;
    this.#log = log;
  }

  async append(homeId: string, batch: HistoryBatch): Promise<boolean> {
    const lines = linesOf(homeId, batch);
    if (lines.length > 0) {
      const body = lines.map((line) => JSON.stringify(line)).join('\n');
      const response = await this.#request('/api/v1/import', { method: 'POST', body });
      await response.arrayBuffer();
    }
    return this.#log.commit(homeId, { ...batch, writes: [] });
  }

  async *read(series: HistorySeries, fromMs: number, toMs: number): AsyncGenerator<HistoryPoint[]> {
    // About a day at a time, so that what is held in memory does not grow with the range; more where there is nothing.
    let windowDays = 1;
    for (let start = Math.max(0, fromMs); start < toMs; ) {
      const end = Math.min(toMs, start + windowDays * dayMs);
      const points = await this.#export(series, start, end);
      if (points.length > 0) yield points;
      windowDays = points.length > 0 ? 1 : Math.min(windowDays * 2, windowDaysMax);
      start = end;
    }
  }

  async lastBefore(series: HistorySeries, timeMs: number): Promise<HistoryPoint | undefined> {
    for (const days of [1, lookBackDays]) {
      const points = await this.#export(series, Math.max(0, timeMs - days * dayMs), timeMs);
      if (points.length > 0) return points.at(-1);
    }
    return undefined;
  }

  async usage(homeId: string, subject: string): Promise<HistoryUsage> {
    const pointsDropped = await this.#log.dropped(homeId, subject);
    return { retentionDays: null, daysStored: null, bytesStored: null, pointsDropped };
  }

  async forget(homeId: string): Promise<void> {
    const query = new URLSearchParams({ 'match[]': `${metricName}{home=${JSON.stringify(homeId)}}` });
    const response = await this.#request(`/api/v1/admin/tsdb/delete_series?${query}`, { method: 'POST' });
    await response.arrayBuffer();
  }

  async #export({ homeId, subject, trait }: HistorySeries, fromMs: number, toMs: number) {
    const labels = Object.entries({ home: homeId, device: subject, trait });
    const selector = labels.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',');
    const query = new URLSearchParams({
      'match[]': `${metricName}{${selector}}`,
      start: secondsOf(fromMs),
      // Both ends are included there, but only the first one here.
      end: secondsOf(toMs - 1),
    });
    const response = await this.#request(`/api/v1/export?${query}`, { method: 'GET' });
    return parseExport(await textOf(response));
  }

  async #request(path: string, init: { method: string; body?: string }): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.#baseUrl}${path}`, {
        ...init,
        headers: this.#headers,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      throw unavailable(`does not answer: ${messageOf(error)}`, error);
    }
    if (response.ok) return response;
    await response.body?.cancel();
    throw unavailable(`answers ${response.status}`);
  }
}

async function textOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw unavailable(`broke off: ${messageOf(error)}`, error);
  }
}

function unavailable(what: string, cause?: unknown): ZigfleetError {
  return new ZigfleetError('store-unavailable', 'The store of histories does not answer.', {
    cause: new Error(`VictoriaMetrics ${what}`, { cause }),
  });
}

/** Unix time in seconds with milliseconds, as the query parameters want it. */
function secondsOf(timeMs: number): string {
  return (timeMs / 1000).toFixed(3);
}

/** One line for each series of the batch. */
function linesOf(homeId: string, { reports }: HistoryBatch): SeriesLine[] {
  const lines = new Map<string, SeriesLine>();
  for (const { subject, timeMs, values } of reports) {
    for (const [trait, value] of values) {
      const { labels, number } = sampleOf(value);
      const metric = { __name__: metricName, home: homeId, device: subject, trait, ...labels };
      const key = JSON.stringify(metric);
      const line: SeriesLine = lines.get(key) ?? { metric, values: [], timestamps: [] };
      line.values.push(number);
      line.timestamps.push(timeMs);
      lines.set(key, line);
    }
  }
  return [...lines.values()];
}

function sampleOf(value: HistoryValue): { labels: Record<string, string>; number: number } {
  if (value === null) return { labels: { type: 'unknown' }, number: 0 };
  if (typeof value === 'boolean') return { labels: { type: 'boolean' }, number: value ? 1 : 0 };
  // A label without text would be none.
  if (typeof value === 'string') return { labels: { type: 'text', text: `=${value}` }, number: 1 };
  return { labels: { type: 'number' }, number: value };
}

/** The points of all series of a trait, oldest first, each once. */
function parseExport(text: string): HistoryPoint[] {
  const points = new Map<string, HistoryPoint>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const { metric, values, timestamps } = JSON.parse(line) as SeriesLine;
    timestamps.forEach((timeMs, index) => {
      const value = sampleValue(metric, values[index] ?? 0);
      points.set(`${timeMs} ${typeof value} ${String(value)}`, { timeMs, value });
    });
  }
  return [...points.values()].sort((a, b) => a.timeMs - b.timeMs);
}

function sampleValue({ type, text = '' }: Record<string, string>, number: number): HistoryValue {
  switch (type) {
    case 'unknown':
      return null;
    case 'boolean':
      return number === 1;
    case 'text':
      return text.slice(1);
    default:
      return number;
  }
}
