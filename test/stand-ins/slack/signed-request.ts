import { createHmac } from 'node:crypto';

export interface SignedPost {
  url: string;
  body: string;
  contentType: string;
  signingSecret: string;
  now: Date;
  headers?: Record<string, string>;
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack: v0, HMAC-SHA256 over `v0:timestamp:body`. */
function signatureOf(body: string, timestamp: string, secret: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Posts as Slack does; null when there is no answer in time. Given headers take precedence over the right ones. */
export async function postSigned(post: SignedPost, limitMs: number): Promise<Response | null> {
  const timestamp = String(Math.floor(post.now.getTime() / 1000));
  try {
    return await fetch(post.url, {
      method: 'POST',
      body: post.body,
      signal: AbortSignal.timeout(limitMs),
      headers: {
        'content-type': post.contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signatureOf(post.body, timestamp, post.signingSecret),
        ...post.headers,
      },
    });
  } catch {
    return null;
  }
}
