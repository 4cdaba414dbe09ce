import { parentPort } from 'node:worker_threads';
import { statusChartSvg } from '../charts/status-chart-svg.js';
import { svgToPng } from '../charts/svg-to-png.js';
import type { ChartAnswer, ChartJob } from './charts-in-worker.js';

parentPort?.on('message', ({ id, chart }: ChartJob) => {
  const answer = (one: ChartAnswer): void => parentPort?.postMessage(one);
  statusChartSvg(chart)
    .then((svg) => answer({ id, png: svgToPng(svg) }))
    .catch((error: unknown) =>
      answer({ id, problem: error instanceof Error ? error.message : String(error) }),
    );
});
