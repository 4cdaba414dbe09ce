import type { Worker } from 'node:worker_threads';
import type { StatusChart } from '../../bot/survey/status-chart.js';
import { startWorker } from './start-worker.js';

export interface ChartJob {
  id: number;
  chart: StatusChart;
}

export type ChartAnswer = { id: number; png: Uint8Array } | { id: number; problem: string };

/** A chart that could not be drawn. */
export class ChartFailed extends Error {
  override readonly name = 'ChartFailed';
  readonly code = 'chart-failed';
}

/** Milliseconds; a chart is drawn in half a second, and waits for those before it. */
const LONGEST = 60_000;
/** A thread that has nothing to draw gives its 100 MB back after so long. */
const IDLE = 60_000;
/** One draws a chart; the second comes when all prefectures are drawn at once. */
const THREADS = 2;

interface Waiting {
  worker: Worker;
  resolve: (png: Uint8Array) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

/** Draws charts in threads of their own, so that the process goes on answering; they keep no process from ending. */
export class ChartsInWorker {
  readonly #workers = new Set<Worker>();
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #idle: NodeJS.Timeout | null = null;

  /** PNG. @throws ChartFailed */
  readonly png = (chart: StatusChart): Promise<Uint8Array> => {
    const id = this.#next++;
    if (this.#idle !== null) clearTimeout(this.#idle);
    return new Promise((resolve, reject) => {
      const late = new ChartFailed(`no chart within ${LONGEST} ms`);
      const timer = setTimeout(() => this.#settle(id, (waiting) => waiting.reject(late)), LONGEST);
      const worker = this.#free();
      this.#waiting.set(id, { worker, resolve, reject, timer });
      worker.ref();
      worker.postMessage({ id, chart } satisfies ChartJob);
    });
  };

  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  /** The one with least to do, or a new one. */
  #free(): Worker {
    const loads = [...this.#workers]
      .map((worker) => ({ worker, load: this.#of(worker).length }))
      .sort((a, b) => a.load - b.load);
    const [least] = loads;
    if (least !== undefined && (least.load === 0 || loads.length >= THREADS)) return least.worker;
    return this.#start();
  }

  #start(): Worker {
    const worker = startWorker('chart-worker');
    this.#workers.add(worker);
    worker.on('message', (answer: ChartAnswer) => {
      this.#settle(answer.id, ({ resolve, reject }) => {
        if ('png' in answer) resolve(answer.png);
        else reject(new ChartFailed(answer.problem));
      });
    });
    // The next chart begins a new one.
    const gone = (why: string): void => {
      this.#workers.delete(worker);
      for (const id of this.#of(worker))
        this.#settle(id, ({ reject }) => reject(new ChartFailed(`the drawing thread ended: ${why}`)));
    };
    worker.on('error', (error) => gone(error.message));
    worker.on('exit', (code) => gone(`code ${code}`));
    return worker;
  }

  #of(worker: Worker): number[] {
    return [...this.#waiting].filter(([, waiting]) => waiting.worker === worker).map(([id]) => id);
  }

  #settle(id: number, how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    if (this.#of(waiting.worker).length === 0) waiting.worker.unref();
    if (this.#waiting.size === 0) {
      this.#idle = setTimeout(() => void this.close(), IDLE);
      this.#idle.unref();
    }
    how(waiting);
  }
}
