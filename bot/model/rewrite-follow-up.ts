import { z } from 'zod';
import { wordsOf } from '../../knowledge/search/tokenize.js';
import { foldKey } from '../../knowledge/text/fold.js';
import { ModelFault } from '../ports/chat-model.js';
import type { CallFor, ModelDesk } from './model-desk.js';

const Rewritten = z.object({ question: z.string().trim().min(1).max(300) });

/**
 * A follow-up made to stand alone by a model. Null where the model gives nothing, or brings in words that nobody said: the
 * desk then goes by its own rules.
 */
export async function rewrittenFollowUp(
  desk: ModelDesk,
  { question, earlier }: { question: string; earlier: readonly string[] },
  call: CallFor,
): Promise<string | null> {
  try {
    const value = await desk.tell('rewrite-follow-up', { 会話: earlier, 質問: question }, Rewritten, call);
    const said = foldKey([...earlier, question].join('\n'));
    const foreign = wordsOf(foldKey(value.question)).filter(
      (word) => BEARS.test(word) && !said.includes(word),
    );
    return foreign.length === 0 ? value.question : null;
  } catch (error) {
    if (error instanceof ModelFault) return null;
    throw error;
  }
}

/** Words that mean something by themselves; particles and endings may be new. */
const BEARS = /[\p{Script=Han}\p{Script=Katakana}\p{N}a-z]/u;
