import type { Migration } from 'kysely';
import { documents } from './migrations/001-documents.js';
import { register } from './migrations/002-register.js';
import { people } from './migrations/003-people.js';
import { qa } from './migrations/004-qa.js';
import { identities } from './migrations/005-identities.js';
import { directory } from './migrations/006-directory.js';
import { keptWords } from './migrations/007-kept-words.js';
import { citations } from './migrations/008-citations.js';
import { tags } from './migrations/009-tags.js';
import { qaVersions } from './migrations/010-qa-versions.js';
import { replies } from './migrations/012-replies.js';
import { sharing } from './migrations/013-sharing.js';
import { corrections } from './migrations/014-corrections.js';
import { deletionRuns } from './migrations/015-deletion-runs.js';
import { insight } from './migrations/016-insight.js';
import { chat } from './migrations/017-chat.js';
import { installations } from './migrations/019-installations.js';
import { teams } from './migrations/020-teams.js';
import { surveys } from './migrations/021-surveys.js';
import { digests } from './migrations/022-digests.js';
import { models } from './migrations/023-models.js';
import { embeddings } from './migrations/024-embeddings.js';

/** In order; a migration that has shipped is never edited. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-documents': documents,
  '002-register': register,
  '003-people': people,
  '004-qa': qa,
  '005-identities': identities,
  '006-directory': directory,
  '007-kept-words': keptWords,
  '008-citations': citations,
  '009-tags': tags,
  '010-qa-versions': qaVersions,
  '012-replies': replies,
  '013-sharing': sharing,
  '014-corrections': corrections,
  '015-deletion-runs': deletionRuns,
  '016-insight': insight,
  '017-chat': chat,
  '019-installations': installations,
  '020-teams': teams,
  '021-surveys': surveys,
  '022-digests': digests,
  '023-models': models,
  '024-embeddings': embeddings,
};
