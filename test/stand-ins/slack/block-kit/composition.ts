import { type Check, list, oneOf, type Shape, shaped, text, typed, url, webUrl, yesOrNo } from './checks.js';

interface Length {
  min?: number;
  max?: number;
}

/** Slack: plain_text only, no markup. */
export function plainText(length: Length): Check {
  return shaped({ type: 'plain_text', must: { text: text({ min: 1, ...length }) }, may: { emoji: yesOrNo } });
}

export function anyText(length: Length = {}): Check {
  const must = { text: text({ min: 1, ...length }) };
  return typed({
    plain_text: { must, may: { emoji: yesOrNo } },
    mrkdwn: { must, may: { verbatim: yesOrNo } },
  });
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirm: Check = shaped({
  must: { text: anyText({ max: 300 }) },
  may: {
    title: plainText({ max: 100 }),
    confirm: plainText({ max: 30 }),
    deny: plainText({ max: 30 }),
    style: oneOf('primary', 'danger'),
  },
});

const optionFields = (label: Check): Shape => ({
  must: { text: label, value: text({ min: 1, max: 150 }) },
  may: { description: plainText({ max: 75 }) },
});

/** An option of a select menu. */
export const option: Check = shaped(optionFields(plainText({ max: 75 })));
/** An option of radio buttons or checkboxes, which may hold markup. */
export const markedOption: Check = shaped(optionFields(anyText({ max: 75 })));
/** An option of an overflow menu, which may lead somewhere. */
export const linkedOption: Check = shaped({
  must: { text: plainText({ max: 75 }), value: text({ min: 1, max: 150 }) },
  may: { description: plainText({ max: 75 }), url },
});

export const optionGroup: Check = shaped({
  must: { label: plainText({ max: 75 }), options: list(option, { min: 1, max: 100 }) },
});

export const dispatchActionConfig: Check = shaped({
  may: {
    trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }),
  },
});

const slackFile: Check = shaped({ may: { id: text({ min: 1, max: 255 }), url } });

/** What an image shows: exactly one of a URL and a file kept in Slack. */
export const pictureFields: Shape = {
  must: { alt_text: text({ min: 1, max: 2000 }) },
  may: { image_url: webUrl, slack_file: slackFile },
  also: (image, at, note) => {
    if ((image.image_url === undefined) === (image.slack_file === undefined))
      note(at, 'must define either `image_url` or `slack_file`');
  },
};
