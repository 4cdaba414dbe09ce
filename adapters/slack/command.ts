/** The slash command, as the manifest names it. */
export const COMMAND = '/renkei';
