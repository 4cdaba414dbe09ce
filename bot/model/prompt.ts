/** A job for a model, as a file in prompts/: what it is told, and what it is given. One job each. */
export interface Prompt {
  id: PromptId;
  system: string;
  /** With slots like {{質問}}. */
  user: string;
  /** First letters of the SHA-256 of the file; recorded with what came of it. */
  hash: string;
}

/** The slots that each prompt has to have, and no others. */
export const PROMPT_SLOTS = {
  'rewrite-follow-up': ['会話', '質問'],
  plan: ['質問'],
  research: ['質問', '調べること'],
  answer: ['質問', '基準日', '資料'],
  repair: ['質問', '資料', '直す文'],
  'draft-reply': ['相談', 'やりとり', '資料', '過去の回答'],
  'draft-qa': ['相談', '回答'],
  digest: ['集計', '字数'],
} as const;

export type PromptId = keyof typeof PROMPT_SLOTS;
export type Prompts = Readonly<Record<PromptId, Prompt>>;
type Slot<Id extends PromptId> = (typeof PROMPT_SLOTS)[Id][number];

/** Line between what a model is told and what it is given. */
const BORDER = /^=== 入力 ===$/m;
const SLOT = /\{\{([^{}]+)\}\}/g;

/** A file in prompts/ that is none. */
export class PromptInvalid extends Error {
  override readonly name = 'PromptInvalid';
  readonly code = 'prompt-invalid';
}

/** @throws PromptInvalid naming the file and each slot that is missing, unknown or told instead of given */
export function readPrompt(id: PromptId, text: string, hash: string): Prompt {
  const parts = text.split(BORDER);
  const fault = (what: string): PromptInvalid => new PromptInvalid(`prompts/${id}.md: ${what}`);
  const [system = '', user = ''] = parts.map((part) => part.trim());
  if (parts.length !== 2 || system === '' || user === '')
    throw fault('needs two parts, with a line === 入力 === between them');
  const told = slotsIn(system);
  if (told.length > 0) throw fault(`what is given stands below the line, not above it: ${told.join('、')}`);
  const wanted: readonly string[] = PROMPT_SLOTS[id];
  const given = slotsIn(user);
  const missing = wanted.filter((slot) => !given.includes(slot));
  const unknown = given.filter((slot) => !wanted.includes(slot));
  if (missing.length > 0) throw fault(`slots missing: ${missing.join('、')}`);
  if (unknown.length > 0) throw fault(`slots unknown: ${unknown.join('、')}`);
  return { id, system, user, hash };
}

function slotsIn(text: string): string[] {
  return [...text.matchAll(SLOT)].map(([, slot = '']) => slot);
}

/**
 * Fills the slots, each with JSON: whatever a document or a message says, it stays within its quotation marks, and no
 * slot is looked for in it.
 */
export function filled<Id extends PromptId>(
  prompt: Prompt & { id: PromptId },
  values: Readonly<Record<Slot<Id>, unknown>>,
): { system: string; user: string } {
  const given = values as Readonly<Record<string, unknown>>;
  return {
    system: prompt.system,
    user: prompt.user.replace(SLOT, (_, slot: string) => JSON.stringify(given[slot] ?? null, null, 1)),
  };
}
