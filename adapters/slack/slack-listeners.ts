import type { App } from '@slack/bolt';
import { listenToButtons } from './listen-to-buttons.js';
import { listenToForms } from './listen-to-forms.js';
import { listenToQuestions } from './listen-to-questions.js';
import { listenToRooms } from './listen-to-rooms.js';
import type { SlackParts } from './slack-parts.js';

/** What arrives: the receiver has kept it, and Bolt gives it to whom it concerns. */
export function listen(app: App, parts: SlackParts, desk: { waits: (inboundId: string) => boolean }): void {
  listenToQuestions(app, parts);
  listenToButtons(app, parts);
  listenToForms(app, parts, desk);
  listenToRooms(app, parts);
}
