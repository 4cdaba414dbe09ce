import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Digest } from '../../bot/digest/digest.js';
import { CannotDeliver, type Deliver } from '../../bot/effects/effect-worker.js';
import type { DigestStore } from '../../bot/ports/digest-store.js';
import type { PeopleStore } from '../../bot/ports/people-store.js';
import { type StatusChart, statusChartAlt } from '../../bot/survey/status-chart.js';
import { type MailSettings, mailFault } from './mail-notices.js';

const Payload = z.object({ digestId: z.string(), revision: z.number(), prefecture: z.string() });

interface Parts {
  settings: MailSettings | null;
  people: PeopleStore;
  digests: Pick<DigestStore, 'find' | 'record'>;
  faultOf: (digest: Digest) => Promise<string | null>;
  png: (chart: StatusChart) => Promise<Uint8Array>;
  now: () => Date;
  /** Address of the page, without a slash at the end. */
  baseUrl: string;
}

/** Sends digests to the people of a prefecture that has no channel. They hold figures only, and nobody's words. */
export function mailDigests({ settings, people, digests, faultOf, png, now, baseUrl }: Parts): Deliver {
  const transport =
    settings === null
      ? null
      : createTransport(settings.url, { disableFileAccess: true, disableUrlAccess: true });
  return async ({ payload }) => {
    const { digestId, revision, prefecture } = Payload.parse(payload);
    const digest = await digests.find(digestId);
    if (digest === null || digest.cancelledAt !== null || digest.revision !== revision)
      return { by: 'nothing' };
    if (transport === null || settings === null)
      throw new CannotDeliver(
        'digest-no-mail: set SMTP_URL and MAIL_FROM, or register a channel of the prefecture',
      );
    const fault = await faultOf(digest);
    if (fault !== null) throw new CannotDeliver(fault);
    const recipients = (await people.list()).flatMap((one) =>
      one.active && one.role === 'prefecture' && one.prefecture === prefecture && one.mail !== null
        ? [one.mail]
        : [],
    );
    if (recipients.length === 0)
      throw new CannotDeliver(`digest-nobody: the directory has no mail of ${prefecture} any more`);
    const chart = digest.chart === null ? null : await png(digest.chart);
    try {
      const { messageId } = await transport.sendMail({
        from: settings.from,
        to: recipients.length === 1 ? recipients[0] : settings.from,
        ...(recipients.length === 1 ? {} : { bcc: recipients }),
        subject: `【連携デスク】${digest.correctedAt === null ? '' : '【訂正】'}${digest.title}`,
        text: textOf(digest, baseUrl),
        attachments:
          chart === null
            ? []
            : [{ filename: 'chart.png', content: Buffer.from(chart), contentType: 'image/png' }],
        // The same digest always has the same id: a mail that was sent twice after a crash can be told.
        messageId: `<${Buffer.from(`${digestId}:${revision}`).toString('base64url')}@renkei-desk>`,
      });
      await digests.record({
        ...digest,
        digestId,
        by: 'mail',
        channel: prefecture,
        at: now().toISOString(),
        chart,
      });
      return { by: 'mail', messageId, recipients: recipients.length };
    } catch (error) {
      throw mailFault(error);
    }
  };
}

function textOf({ title, text, lines, notes, source, chart, kind, period }: Digest, baseUrl: string): string {
  return [
    title,
    '',
    text,
    '',
    ...lines,
    '',
    ...(source === null ? [] : [`参考：${source.line}`, `${baseUrl}${source.path}`, '']),
    ...notes,
    ...(chart === null ? [] : ['', `添付の図：${statusChartAlt(chart)}`]),
    '',
    `表とExcel：${baseUrl}/shared/digests/${kind}/${period}`,
    '',
    '連携デスク',
    '',
  ].join('\n');
}
