import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { NOTICES, type Notice } from '../../bot/consultations/notice.js';
import { CannotDeliver, type Deliver, TryLater } from '../../bot/effects/effect-worker.js';
import { isSecretariat, type Person } from '../../bot/people/person.js';
import type { PeopleStore } from '../../bot/ports/people-store.js';

export interface MailSettings {
  /** smtp://user:password@host:587 or smtps://… */
  url: string;
  from: string;
}

const Payload = z.object({
  what: z.enum(NOTICES),
  number: z.string(),
  to: z.string(),
  /** How many consultations a hand-over moved; `number` is the first. */
  count: z.number().int().min(1).default(1),
});

/** What a mail says. It carries a link, never the content: mail goes through many hands. */
const WORDS: Readonly<Record<Notice, { subject: string; line: string; path: string }>> = {
  waiting: {
    subject: '相談が届きました',
    line: '事務局の対応を待っている相談があります。',
    path: '/console/consultations/',
  },
  'answered-back': {
    subject: '問い返しに返事がありました',
    line: '問い返しへの返事が届きました。',
    path: '/console/consultations/',
  },
  'asked-back': {
    subject: '事務局から確認したいことがあります',
    line: 'ご相談について、事務局が確認したいことがあります。',
    path: '/consultations/',
  },
  replied: {
    subject: '事務局から回答がありました',
    line: 'ご相談に、事務局が回答しました。',
    path: '/consultations/',
  },
  corrected: {
    subject: '回答が訂正されました',
    line: 'ご相談への回答に訂正があります。お手数ですが、必ずご確認ください。',
    path: '/consultations/',
  },
  recalled: {
    subject: '以前の回答の根拠が変わりました',
    line: '以前の回答の根拠とした文書の記載が変わりました。お手数ですが、ご確認ください。',
    path: '/consultations/',
  },
  'asked-prefecture': {
    subject: '照会が届きました',
    line: '管内の市町村からの相談について、事務局が照会しています。',
    path: '/shared/',
  },
  copied: {
    subject: '相談の写しが届きました',
    line: '管内の市町村からの相談の写しです。',
    path: '/shared/',
  },
  returned: {
    subject: '照会に回答がありました',
    line: '都道府県への照会に、回答が届きました。',
    path: '/console/consultations/',
  },
  'handed-over': {
    subject: '相談が引き継がれました',
    line: '前任者の相談が引き継がれました。内容をご確認のうえ、続きのご対応をお願いします。',
    path: '/consultations/',
  },
};

/**
 * Delivers notices by mail; without a mail server they stand on the page only, and that is no failure.
 * @param baseUrl address of the page, without a slash at the end
 */
export function mailNotices(settings: MailSettings | null, people: PeopleStore, baseUrl: string): Deliver {
  const transport =
    settings === null
      ? null
      : createTransport(settings.url, { disableFileAccess: true, disableUrlAccess: true });
  return async ({ id, payload }) => {
    const { what, number, to, count } = Payload.parse(payload);
    if (transport === null || settings === null) return { by: 'page' };
    const recipients = (await receiversOf(to, people)).flatMap((person) =>
      person?.active === true && person.mail !== null ? [person.mail] : [],
    );
    if (recipients.length === 0) return { by: 'page' };
    const { subject, line, path } = WORDS[what];
    const which = count === 1 ? number : `${number}ほか${count - 1}件`;
    const page = count === 1 ? `${path}${number}` : path.slice(0, -1);
    const text = `${line}\n\n相談番号：${which}\n${baseUrl}${page}\n\nこのメールへの返信は事務局に届きません。お手数ですが、上記のページからお願いします。\n\n連携デスク\n`;
    try {
      const { messageId } = await transport.sendMail({
        from: settings.from,
        to: recipients.length === 1 ? recipients[0] : settings.from,
        ...(recipients.length === 1 ? {} : { bcc: recipients }),
        subject: `【連携デスク】${subject}（${which}）`,
        text,
        // The same effect always has the same id: a mail that was sent twice after a crash can be told.
        messageId: `<${id}@renkei-desk>`,
      });
      return { by: 'mail', messageId, recipients: recipients.length };
    } catch (error) {
      throw mailFault(error);
    }
  };
}

/** @param to a person's id, `secretariat`, or `prefecture:滋賀県` */
async function receiversOf(to: string, people: PeopleStore): Promise<(Person | null)[]> {
  if (to === 'secretariat') return (await people.list()).filter(isSecretariat);
  if (!to.startsWith('prefecture:')) return [await people.find(to)];
  const prefecture = to.slice('prefecture:'.length);
  return (await people.list()).filter((one) => one.role === 'prefecture' && one.prefecture === prefecture);
}

/** Refused for good (5xx, but not for the way of signing in), or to be tried again. */
export function mailFault(error: unknown): Error {
  const { responseCode, code, message } = error as { responseCode?: number; code?: string; message?: string };
  const text = `${code ?? ''} ${responseCode ?? ''} ${message ?? String(error)}`.trim();
  return responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH'
    ? new CannotDeliver(text)
    : new TryLater(text);
}
