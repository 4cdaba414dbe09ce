import { type OpenView, viewShape } from '../views.js';
import { type Methods, needed, type Slack } from './method.js';

const shown = (slack: Slack, open: OpenView): { view: Record<string, unknown> } => ({
  view: viewShape(open, slack.workspace.team),
});

export const views: Methods = {
  'views.open': {
    run: (args, slack) => shown(slack, slack.views.openOn(needed(args, 'trigger_id'), args.view)),
  },
  'views.push': {
    run: (args, slack) => shown(slack, slack.views.pushOn(needed(args, 'trigger_id'), args.view)),
  },
  'views.update': {
    run: (args, slack) =>
      shown(
        slack,
        slack.views.update(
          { viewId: args.view_id, externalId: args.external_id, hash: args.hash },
          args.view,
        ),
      ),
  },
  'views.publish': {
    run: (args, slack) => shown(slack, slack.views.publish(needed(args, 'user_id'), args.view, args.hash)),
  },
};
