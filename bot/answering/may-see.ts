import { AUDIENCES, type Edition } from '../../knowledge/document/edition.js';
import type { Viewer } from './answer.js';

/** Who may see what: a hard predicate before ranking. */
export function maySee(viewer: Viewer, { audience, scope }: Pick<Edition, 'audience' | 'scope'>): boolean {
  if (AUDIENCES.indexOf(audience) > AUDIENCES.indexOf(viewer.audience)) return false;
  if (viewer.audience === 'secretariat' || scope.level === 'nation') return true;
  if (scope.prefecture !== viewer.prefecture) return false;
  // A prefecture's own people see what is for one of its municipalities; another municipality does not.
  return (
    scope.level === 'prefecture' || viewer.municipality === null || scope.municipality === viewer.municipality
  );
}
