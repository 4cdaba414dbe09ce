import { foldKey } from '../text/fold.js';

const PAPER = /[\p{Script=Han}々\p{Script=Katakana}ー]{3,}(?:書|届|簿|票)(?![\p{Script=Han}々])/gu;
const SHORTEST = 3;

/**
 * Whether some texts speak of every paper that a question is about (実績報告書), if only in short (報告書): another paper's
 * deadline is no answer.
 */
export function holdsPapers(question: string, texts: readonly string[]): boolean {
  const papers = foldKey(question).match(PAPER) ?? [];
  const keys = texts.map(foldKey);
  return papers.every((paper) => inShort(paper).some((name) => keys.some((key) => key.includes(name))));
}

/** 実績報告書, 績報告書, …, 報告書. */
function inShort(paper: string): string[] {
  return Array.from({ length: paper.length - SHORTEST + 1 }, (_, from) => paper.slice(from));
}
