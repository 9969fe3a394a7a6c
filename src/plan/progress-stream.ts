// What `docker buildx build --progress=rawjson` writes: a line of JSON for each change of its vertexes (client: SolveStatus).

/** An operation of a build, as BuildKit reports it. */
export interface Vertex {
  readonly digest: string;
  readonly name: string;
  /** Seconds since 1970; undefined as long as it has not started. */
  readonly started: number | undefined;
  /** It may start again: BuildKit reports waiting and working one after the other. */
  readonly completed: number | undefined;
  readonly isCached: boolean;
  /** Empty if there is none. */
  readonly error: string;
}

/** Something that goes on inside a vertex: `transferring context`. */
export interface VertexStatus {
  readonly vertex: string;
  readonly id: string;
  readonly current: number;
  readonly timestamp: number | undefined;
  readonly completed: number | undefined;
}

export interface VertexLog {
  readonly vertex: string;
  readonly text: string;
  readonly timestamp: number | undefined;
}

/** One line. */
export interface ProgressUpdate {
  readonly vertexes: readonly Vertex[];
  readonly statuses: readonly VertexStatus[];
  readonly logs: readonly VertexLog[];
}

/** Undefined for a line that is no update: an empty one, or what another program says. */
export function readUpdate(line: string): ProgressUpdate | undefined {
  const value = line.startsWith('{') ? parseJson(line) : undefined;
  if (!isRecord(value)) return undefined;
  const { vertexes, statuses, logs, warnings } = value;
  if ([vertexes, statuses, logs, warnings].every((list) => !Array.isArray(list))) return undefined;
  return {
    vertexes: records(vertexes).flatMap(readVertex),
    statuses: records(statuses).flatMap(readStatus),
    logs: records(logs).flatMap(readLog),
  };
}

type JsonRecord = Readonly<Record<string, unknown>>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function records(value: unknown): readonly JsonRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function readVertex({ digest, name, started, completed, cached, error }: JsonRecord): Vertex[] {
  if (typeof digest !== 'string' || typeof name !== 'string') return [];
  const times = { started: secondsOf(started), completed: secondsOf(completed) };
  return [{ digest, name, ...times, isCached: cached === true, error: typeof error === 'string' ? error : '' }];
}

function readStatus({ vertex, id, current, timestamp, completed }: JsonRecord): VertexStatus[] {
  if (typeof vertex !== 'string' || typeof id !== 'string') return [];
  const times = { timestamp: secondsOf(timestamp), completed: secondsOf(completed) };
  return [{ vertex, id, current: typeof current === 'number' ? current : 0, ...times }];
}

function readLog({ vertex, data, timestamp }: JsonRecord): VertexLog[] {
  if (typeof vertex !== 'string' || typeof data !== 'string') return [];
  return [{ vertex, text: Buffer.from(data, 'base64').toString('utf8'), timestamp: secondsOf(timestamp) }];
}

/** `Date` knows milliseconds, BuildKit writes nanoseconds. */
function secondsOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const fraction = /\.(\d{1,9})(?=Z|[+-]\d\d:\d\d$)/.exec(value)?.[1] ?? '';
  const whole = Date.parse(fraction === '' ? value : value.replace(`.${fraction}`, ''));
  return Number.isNaN(whole) ? undefined : whole / 1000 + Number(`0.${fraction || '0'}`);
}

/** A vertex when the build is over. */
export interface FinishedVertex {
  readonly digest: string;
  readonly name: string;
  readonly isCached: boolean;
  readonly error: string;
  /** The time that it took, pauses left out; undefined where it did not run to its end. */
  readonly seconds: number | undefined;
}

/** Puts the updates of one build together. */
export class ProgressRecorder {
  readonly #vertices = new Map<string, OpenVertex>();

  add({ vertexes }: ProgressUpdate): void {
    for (const vertex of vertexes) {
      const known = this.#vertices.get(vertex.digest) ?? newVertex(vertex);
      this.#vertices.set(vertex.digest, known);
      known.last = vertex;
      known.isCached ||= vertex.isCached;
      if (vertex.started === undefined || vertex.completed === undefined) continue;
      known.intervals.set(vertex.started, vertex.completed - vertex.started);
    }
  }

  /** In the order in which they were named. */
  get vertices(): readonly FinishedVertex[] {
    return Array.from(this.#vertices.values(), ({ last, intervals, isCached }) => ({
      digest: last.digest,
      name: last.name,
      isCached,
      error: last.error,
      seconds: intervals.size === 0 ? undefined : [...intervals.values()].reduce((sum, seconds) => sum + seconds, 0),
    }));
  }
}

interface OpenVertex {
  last: Vertex;
  isCached: boolean;
  /** How long, by the time of each start. */
  readonly intervals: Map<number, number>;
}

function newVertex(last: Vertex): OpenVertex {
  return { last, isCached: false, intervals: new Map() };
}
