import { SlackError } from '../slack-error.js';
import { usualScopes } from '../slack-options.js';
import { appId, botId, botUser } from '../workspace.js';
import { type Methods, needed } from './method.js';

/** Who the app is, how it connects, and who the others are. */
export const account: Methods = {
  'auth.test': {
    run: (_args, { workspace }) => ({
      url: 'https://desk.slack.com/',
      team: 'Desk',
      user: 'renkei',
      team_id: workspace.team,
      user_id: botUser,
      bot_id: botId,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    token: 'app',
    run: (_args, slack) => ({ url: slack.newSocketUrl() }),
  },
  'users.info': {
    scopes: ['users:read'],
    run(args, { workspace }) {
      const person = workspace.people.get(needed(args, 'user'));
      if (person === undefined) throw new SlackError('user_not_found');
      const { id, name, team = workspace.team } = person;
      return {
        user: {
          id,
          name,
          team_id: team,
          real_name: name,
          deleted: person.deleted === true,
          is_bot: person.is_bot === true,
          is_restricted: person.is_restricted === true,
          is_ultra_restricted: false,
          is_stranger: team !== workspace.team,
          tz: 'Asia/Tokyo',
          profile: { real_name: name, display_name: name, team },
        },
      };
    },
  },
  'bots.info': {
    scopes: ['users:read'],
    run(args) {
      if (args.bot !== undefined && args.bot !== botId) throw new SlackError('bot_not_found');
      return { bot: { id: botId, deleted: false, name: 'renkei', app_id: appId, user_id: botUser } };
    },
  },
  'oauth.v2.access': {
    token: 'none',
    run(args, { workspace, botToken }) {
      if (needed(args, 'code') !== 'good-code') throw new SlackError('invalid_code');
      return {
        access_token: botToken,
        token_type: 'bot',
        scope: usualScopes.join(','),
        bot_user_id: botUser,
        enterprise: null,
        is_enterprise_install: false,
        app_id: appId,
        team: { id: workspace.team, name: 'Desk' },
        authed_user: { id: 'U0INSTALLER' },
      };
    },
  },
};
