import type { Generated } from 'kysely';

export interface Database {
  documents: {
    id: string;
    path: string;
    name: string;
    sample: number;
    withdrawn_at: string | null;
    current_version_id: string;
    sequence: Generated<number>;
  };
  document_versions: {
    id: string;
    document_id: string;
    content_hash: string;
    format: number;
    reader: string;
    page_count: number | null;
    /** JSON of knowledge/document/edition.ts */
    edition: string;
    passage_count: number;
    read_at: string;
  };
  passages: {
    id: string;
    version_id: string;
    ordinal: number;
    page: number | null;
    /** JSON, headings outermost first */
    path: string;
    /** JSON of knowledge/passages/passage.ts, PassagePart[] */
    parts: string;
  };
  file_problems: { path: string; code: string; message: string; page: number | null; seen_at: string };
  counters: { name: string; value: number };
}
