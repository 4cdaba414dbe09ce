import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROMPT_SLOTS, type PromptId, type Prompts, readPrompt } from '../../bot/model/prompt.js';
import { PACKAGE_ROOT } from './package-root.js';

const HASH_LETTERS = 12;

/** All prompts, checked. @throws PromptInvalid */
export async function loadPrompts(folder: string = join(PACKAGE_ROOT, 'prompts')): Promise<Prompts> {
  const ids = Object.keys(PROMPT_SLOTS) as PromptId[];
  const prompts = await Promise.all(
    ids.map(async (id) => {
      const text = await readFile(join(folder, `${id}.md`), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex').slice(0, HASH_LETTERS);
      return [id, readPrompt(id, text, hash)] as const;
    }),
  );
  return Object.fromEntries(prompts) as Prompts;
}
