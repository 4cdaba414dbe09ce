import type { webApi } from '@slack/bolt';
import type { Message, Part } from '../../bot/channels/message.js';

/** Files in Slack by the part that shows them. */
export type UploadedImages = ReadonlyMap<Part, string>;

/**
 * Puts the images of a message into Slack, in no channel: they are seen where a message shows them, and a message can be
 * marked and looked for, which an upload cannot. An upload that no message came to show is seen by nobody.
 */
export async function uploadImages(client: webApi.WebClient, { parts }: Message): Promise<UploadedImages> {
  const uploaded = new Map<Part, string>();
  for (const part of parts) {
    if (part.is !== 'image') continue;
    const { name: filename, title, png } = part;
    const { files } = await client.filesUploadV2({ file: Buffer.from(png), filename, title });
    const id = files[0]?.files?.[0]?.id;
    if (id !== undefined) uploaded.set(part, id);
  }
  return uploaded;
}
