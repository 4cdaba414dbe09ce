import { isObject } from '../json.js';
import { invalidArguments, SlackError } from '../slack-error.js';
import { type Methods, needed } from './method.js';

const scopes = ['files:write'];

export const files: Methods = {
  'files.getUploadURLExternal': {
    scopes,
    run(args, slack) {
      const length = Number(needed(args, 'length'));
      if (!Number.isInteger(length) || length < 1) throw invalidArguments('invalid length');
      return { ...slack.files.begin(needed(args, 'filename'), length) };
    },
  },
  'files.completeUploadExternal': {
    scopes,
    run(args, slack) {
      const listed: unknown = typeof args.files === 'string' ? JSON.parse(args.files) : args.files;
      if (!Array.isArray(listed)) throw invalidArguments('missing required field: files');
      const done = listed.map((one: unknown) => {
        const file = isObject(one) ? slack.files.complete(String(one.id), String(one.title ?? '')) : null;
        if (file === null) throw new SlackError('file_not_found');
        return file;
      });
      return { files: done };
    },
  },
};
