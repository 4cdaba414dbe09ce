import { z } from 'zod';
import { isProviso } from '../../knowledge/text/proviso.js';
import type { Citation } from '../answering/answer.js';
import type { SourcePassage } from '../answering/answer-question.js';
import { ModelFault } from '../ports/chat-model.js';
import { type Failed, GateKeeper, type IsAbout, type Passed } from './gate-keeper.js';
import type { CallFor, ModelDesk } from './model-desk.js';
import { numbered } from './numbered-sources.js';
import { owedProvisos } from './owed-provisos.js';
import { reasonInJapanese } from './reasons-in-japanese.js';
import { once, sentencesSoFar, WrittenAnswer, WrittenSentence } from './sentence-stream.js';
import type { GateResult } from './writing.js';

/** Characters of an answer, without its list of sources; the manners of the desk. */
const LONGEST_ANSWER = 400;
/** Sources that are listed under an answer. */
const MOST_SOURCES = 5;
/** Below this share of its sentences an answer is no longer what was meant. */
const ENOUGH = 0.5;

type WrittenBy =
  | { outcome: 'written'; text: string; citations: Citation[] }
  | { outcome: 'gate' | 'unanswered' | 'figures' };

export interface Written {
  result: WrittenBy;
  gate: GateResult;
}

/** What is asked and from what, and what happens on the way. */
export interface WriteOrder {
  prompt: 'answer' | 'draft-reply';
  /** What the prompt's slots are filled with. @param numbered the sources, as a model is given them */
  slots: (numbered: readonly object[]) => Readonly<Record<string, unknown>>;
  sources: readonly SourcePassage[];
  question: string;
  /** Whether a sentence is about what was asked. */
  isAbout: IsAbout;
  call: Omit<CallFor, 'onText'>;
  longest?: number;
  /** Each sentence as soon as it has passed the gate, in order, while the rest is still being written. */
  onSentence?: (text: string) => void;
}

/**
 * Has a model write from numbered passages and lets through what they bear out. What fails is mended once, then withheld.
 * @throws ModelFault carrying nothing of what was written
 */
export async function writeAnswer(desk: ModelDesk, order: WriteOrder): Promise<Written> {
  const { prompt, slots, sources, call, onSentence } = order;
  const gate = new GateKeeper(sources, order.isAbout);
  let shown = 0;
  const told = await desk.tell(
    prompt,
    slots(numbered(sources)) as never,
    WrittenAnswer,
    onSentence === undefined
      ? call
      : {
          ...call,
          onText(soFar) {
            const all = once(sentencesSoFar(soFar));
            // What comes after a sentence that is held back waits for it to be mended.
            for (; shown < all.length; shown++) {
              const held = gate.hold(all[shown]!, shown);
              if (!('passed' in held)) return;
              onSentence(held.passed.text);
            }
          },
        },
  );
  const sentences = once(told.sentences);
  if (!told.answerable || sentences.length === 0)
    return { result: { outcome: 'unanswered' }, gate: { passed: 0, repaired: 0, withheld: [] } };
  const held = sentences.map((sentence, at) => gate.hold(sentence, at));
  const failed = held.flatMap((one) => ('failed' in one ? [one.failed] : []));
  const mended = failed.length === 0 ? new Map<Failed, Passed>() : await repaired(desk, order, gate, failed);
  const passed = held.map((one) => ('passed' in one ? one.passed : mended.get(one.failed)));
  const groups = withProvisos(sentences.map(({ text }, i) => ({ text, passed: passed[i] })));
  // What holds with a proviso alone is not said without it, nor a proviso of what is not said.
  const kept = groups.filter((group): group is Passed[] => group.every((one) => one !== undefined));
  const withheld = failed.filter((one) => !mended.has(one));
  const result: GateResult = {
    passed: kept.flat().length,
    repaired: mended.size,
    withheld: withheld.map(({ sentence, reasons }) => ({ text: sentence.text, reasons })),
  };
  const complete = kept.map((group) => [...group, ...owedProvisos(group, kept.flat())]);
  const whole = together(complete, order.longest ?? LONGEST_ANSWER);
  // It begins with what was meant to begin it.
  const leads = kept[0] !== undefined && kept[0] === groups[0] && whole.begins;
  const enough = leads && kept.flat().length >= ENOUGH * sentences.length;
  const { text, citations } = whole;
  return { result: enough ? { outcome: 'written', text, citations } : { outcome: 'gate' }, gate: result };
}

/** Each sentence with the provisos behind it. */
function withProvisos(
  sentences: readonly { text: string; passed: Passed | undefined }[],
): (Passed | undefined)[][] {
  const groups: (Passed | undefined)[][] = [];
  for (const { text, passed } of sentences) {
    const last = groups.at(-1);
    if (last !== undefined && isProviso(text)) last.push(passed);
    else groups.push([passed]);
  }
  return groups;
}

const Repaired = z.object({ sentences: z.array(WrittenSentence).max(12) });

async function repaired(
  desk: ModelDesk,
  { question, sources, call }: WriteOrder,
  gate: GateKeeper,
  failed: readonly Failed[],
): Promise<Map<Failed, Passed>> {
  const mended = new Map<Failed, Passed>();
  const wrong = failed.map(({ sentence, reasons }) => ({
    文: sentence.text,
    抜き書き: sentence.sources,
    理由: reasons.map(reasonInJapanese),
  }));
  try {
    const values = { 質問: question, 資料: numbered(sources), 直す文: wrong };
    // It has what the answer left of the time; that a provider is alive the answer has shown.
    const { sentences } = await desk.tell('repair', values, Repaired, { ...call, isBounded: true });
    for (const [i, one] of failed.entries()) {
      const sentence = sentences[i];
      const again = sentence === undefined ? null : gate.hold(sentence, one.at);
      if (again !== null && 'passed' in again) mended.set(one, again.passed);
    }
  } catch (error) {
    // What passed stands without it.
    if (!(error instanceof ModelFault)) throw error;
  }
  return mended;
}

/**
 * Sentences with the numbers of their sources, in the order in which these are listed. What does not fit is left out with
 * its provisos.
 */
function together(
  groups: readonly (readonly Passed[])[],
  longest: number,
): { text: string; citations: Citation[]; begins: boolean } {
  let listed: readonly string[] = [];
  let text = '';
  let begins = false;
  const citations: Citation[] = [];
  for (const group of groups) {
    let all = listed;
    const lines = group.map((one) => {
      const own = [...new Set(one.citations.map(({ passageId }) => passageId))];
      all = [...new Set([...all, ...own])];
      return `${one.text}${own.map((id) => `［${all.indexOf(id) + 1}］`).join('')}`;
    });
    if (all.length > MOST_SOURCES || text.length + lines.join('').length > longest) continue;
    if (group === groups[0]) begins = true;
    listed = all;
    citations.push(...group.flatMap((one) => one.citations));
    text += lines.join('');
  }
  return { text, citations: inListOrder(citations, listed), begins };
}

function inListOrder(citations: readonly Citation[], listed: readonly string[]): Citation[] {
  return [...citations].sort((a, b) => listed.indexOf(a.passageId) - listed.indexOf(b.passageId));
}
