import { z } from 'zod';

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const matching = (pattern: string) => z.string().regex(new RegExp(`^(?:${pattern})$`, 'i'));

/** Whether it may be the id of a consultation. */
export function isId(text: string): boolean {
  return matching(GUID).safeParse(text).success;
}

/** A button, with the number that tells several apart. */
const action = matching('[a-z-]+(?::\\d{1,2})?');

/** A card's data. What carries no words is as the desk wrote it, or empty: it is kept without being masked. */
export const Data = z.looseObject({
  action: action.catch(''),
  value: z.string().catch(''),
  form: z.string().catch(''),
  subject: matching(`\\{"consultationId":"${GUID}","revision":\\d{1,9}\\}`).catch(''),
  once: matching(GUID).catch(''),
  text: z.string().catch(''),
  tag: z.string().catch(''),
  wished: z.iso.date().catch(''),
});

export const Executed = z.looseObject({
  action: z.looseObject({
    verb: action,
    data: z.looseObject({
      value: z.string().catch(''),
      form: z.string().optional(),
      input: z.string().optional(),
    }),
  }),
});

export const Submitted = z.looseObject({ data: Data });

/** Of a message extension. What is not as Teams sends it says nothing; it is no fault that would be worth another try. */
export const Extension = z
  .looseObject({
    parameters: z.array(z.looseObject({ name: z.string(), value: z.unknown().optional() })).catch([]),
    messagePayload: z
      .looseObject({
        body: z.looseObject({ content: z.string().catch(''), contentType: z.string().catch('') }),
      })
      .optional()
      .catch(undefined),
    queryOptions: z
      .looseObject({ skip: z.int().min(0) })
      .optional()
      .catch(undefined),
  })
  .catch({ parameters: [] });
