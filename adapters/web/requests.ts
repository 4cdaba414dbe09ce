import { z } from 'zod';
import { NothingToRedact } from '../../bot/consultations/redact-consultation.js';
import { NotTheirs } from '../../bot/consultations/register.js';
import { SharingRefused } from '../../bot/consultations/sharing.js';
import { MoveRefused } from '../../bot/consultations/transitions.js';
import { KeptWordRefused } from '../../bot/masking/kept-words.js';
import type { Person } from '../../bot/people/person.js';
import type { SourceFile } from '../../bot/ports/document-reader.js';
import { RevisionConflict } from '../../bot/ports/register-store.js';
import { LONGEST_TEXT } from './consultation-forms.js';
import type { WebContext } from './web-parts.js';

/** Text of several lines. Browsers count a line break as one character and send two. */
export function lines({ min = 0, max }: { min?: number; max: number }): z.ZodType<string, string> {
  return z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(min).max(max));
}

/** What every form about a consultation sends. */
export const ActionForm = z.object({
  revision: z.coerce.number().int().min(1),
  text: lines({ max: LONGEST_TEXT }).default(''),
});

/** The text of a form whatever else is wrong with it, so that nobody has to type it again. */
export function typedText(body: Record<string, unknown>): string {
  return typeof body.text === 'string' ? body.text : '';
}

/** Their messages are for whoever tried. */
const REFUSALS = [MoveRefused, NotTheirs, SharingRefused, NothingToRedact, KeptWordRefused];

/**
 * One kind sentence for what was refused; null for a fault of ours.
 * @param kept whether the page shows again what was typed
 */
export function refusalOf(error: unknown, { kept = false }: { kept?: boolean } = {}): string | null {
  if (error instanceof RevisionConflict)
    return `ほかの方が先に更新しました。最新の内容を確かめて、必要でしたらもう一度送信してください。${kept ? '入力した文章は下に残しています。' : ''}`;
  if (REFUSALS.some((refusal) => error instanceof refusal)) return (error as Error).message;
  return null;
}

/** Whoever signed in, on a route that nobody else reaches. */
export function whoAsks(c: WebContext): Person {
  const person = c.get('person');
  if (person === null) throw new Error('a route behind the sign-in was reached by nobody');
  return person;
}

/** The file that a form brought; null when none was chosen. */
export async function uploadedFile(body: Record<string, unknown>): Promise<SourceFile | null> {
  const { file } = body;
  if (!(file instanceof File) || file.size === 0) return null;
  // Some browsers send the whole path.
  const name = file.name.split(/[\\/]/).at(-1) ?? file.name;
  return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
