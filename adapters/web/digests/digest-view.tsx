import type { DigestContent } from '../../../bot/digest/digest.js';
import { statusChartAlt } from '../../../bot/survey/status-chart.js';

/** A digest as it is read: the words, the chart, the figures, and where they come from. */
export function DigestView({ content, chartPath }: { content: DigestContent; chartPath: string | null }) {
  const { text, lines, notes, source, chart } = content;
  return (
    <>
      <p class="answer-text">{text}</p>
      {source !== null && (
        <p class="facts">
          参考：<a href={source.path}>{source.line}</a>
        </p>
      )}
      {chart !== null && chartPath !== null && (
        <figure class="status-chart">
          <img src={chartPath} alt={statusChartAlt(chart)} width={500} loading="lazy" />
        </figure>
      )}
      {lines.length > 0 && (
        <ul class="figures">
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      {notes.map((note) => (
        <p class="hint">{note}</p>
      ))}
    </>
  );
}
