/** Control characters, and marks that turn the direction of what follows. */
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text without what nobody sees, and by which it could be made to look like another. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, '');
}
