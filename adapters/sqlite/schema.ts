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
  /** JSON of knowledge/document/edition.ts, EditionCorrection */
  edition_corrections: { document_id: string; correction: string };
  file_problems: { path: string; code: string; message: string; page: number | null; seen_at: string };
  counters: { name: string; value: number };
  consultations: {
    id: string;
    number: string;
    state: string;
    revision: number;
    asker_id: string;
    /** JSON of bot/consultations/consultation.ts, Asker */
    asker: string;
    prefecture: string | null;
    municipality: string | null;
    question: string;
    /** JSON, strings */
    earlier: string;
    /** JSON, GivenAnswer */
    answer: string;
    outcome: string;
    /** JSON, Classification */
    classification: string | null;
    /** Of the classification. */
    tag: string | null;
    /** Prefecture. */
    shared_with: string | null;
    assignee_id: string | null;
    due_on: string | null;
    poor: number;
    /** JSON, Feedback */
    feedback: string | null;
    duplicate_of: string | null;
    retention_class: string;
    asked_at: string;
    changed_at: string;
    /** First sent to the secretariat, and first replied to; kept with the history. */
    sent_at: Generated<string | null>;
    replied_at: Generated<string | null>;
    /** Conversation in a chat service; of the asker. */
    thread: string | null;
    /** The gate held back what a model wrote; of the answer. */
    held: number;
  };
  embeddings: { model: string; content_hash: string; vector: Uint8Array };
  embedding_state: { id: number; serving: string; revision: number };
  model_calls: {
    id: string;
    at: string;
    day: string;
    purpose: string;
    prompt_hash: string;
    model: string;
    person_id: string;
    input_tokens: number;
    output_tokens: number;
    cost: number;
    latency_ms: number;
    outcome: string;
    problem: string;
  };
  consultation_entries: {
    id: string;
    consultation_id: string;
    sequence: number;
    at: string;
    actor_id: string;
    actor_name: string;
    action: string;
    from_state: string | null;
    to_state: string;
    text: string | null;
    internal: number;
  };
  audit_contents: { id: string; content: string };
  audit_rows: {
    sequence: number;
    at: string;
    actor_id: string;
    action: string;
    target: string;
    content_id: string;
    content_hash: string;
    mac: string;
  };
  effects: {
    id: string;
    sequence: number;
    kind: string;
    ordering: string;
    /** JSON */
    payload: string;
    created_at: string;
    attempts: number;
    not_before: string | null;
    leased_by: string | null;
    leased_until: string | null;
    done_at: string | null;
    failed_at: string | null;
    /** JSON */
    receipt: string | null;
    problem: string | null;
    /** Of the payload. */
    consultation_id: string | null;
    digest_id: string | null;
  };
  inbound: {
    id: string;
    sequence: number;
    service: string;
    ordering: string;
    /** JSON, masked; null once it is done. */
    body: string | null;
    received_at: string;
    attempts: number;
    not_before: string | null;
    leased_until: string | null;
    done_at: string | null;
    failed_at: string | null;
    problem: string | null;
  };
  installations: { id: string; sealed: Uint8Array; installed_at: string };
  teams_conversations: {
    id: string;
    kind: string;
    tenant: string;
    service_url: string;
    account: string | null;
    seen_at: string;
    gone_at: string | null;
  };
  sends: { id: string; effect_id: string; begun_at: string; channel: string | null; message: string | null };
  posts: {
    id: string;
    service: string;
    workspace: string;
    channel: string;
    message: string;
    thread: string | null;
    consultation_id: string;
    kind: string;
    revision: number;
    at: string;
  };
  people: {
    id: string;
    name: string;
    mail: string | null;
    slack_id: string | null;
    teams_id: string | null;
    role: string;
    prefecture: string | null;
    municipality: string | null;
    active: number;
  };
  credentials: { person_id: string; password_hash: string; failures: number; locked_until: string | null };
  one_time_links: { token_hash: string; person_id: string; expires_at: string; used_at: string | null };
  sessions: {
    token_hash: string;
    person_id: string;
    created_at: string;
    expires_at: string;
    revoked_at: string | null;
  };
  identities: { issuer: string; subject: string; person_id: string; bound_at: string };
  pending_sign_ins: {
    token_hash: string;
    state: string;
    nonce: string;
    code_verifier: string;
    next: string;
    link_hash: string | null;
    expires_at: string;
  };
  qa_entries: {
    id: string;
    number: string;
    state: string;
    revision: number;
    question: string;
    answer: string;
    audience: string;
    /** JSON of knowledge/document/edition.ts, Scope */
    scope: string;
    review_on: string;
    source_id: string | null;
    edited_by: string;
    approved_by: string | null;
    confirmed_on: string | null;
    changed_at: string;
  };
  municipalities: { code: string; prefecture: string; name: string | null };
  channels: {
    service: string;
    external_id: string;
    name: string;
    role: string;
    audience: string;
    prefecture: string | null;
    municipality: string | null;
  };
  pending_imports: {
    id: string;
    kind: string;
    person_id: string;
    file_name: string;
    bytes: Uint8Array;
    expires_at: string;
  };
  kept_words: {
    word: string;
    state: string;
    reported_by: string;
    reported_at: string;
    decided_by: string | null;
  };
  consultation_citations: {
    consultation_id: string;
    version_id: string;
    quote: string;
    /** When the secretariat decided about it after its document had changed. */
    settled_at: string | null;
  };
  qa_versions: {
    entry_id: string;
    revision: number;
    /** JSON of bot/qa/qa-entry.ts, QaEntry */
    entry: string;
    action: string;
    actor_id: string;
    at: string;
  };
  deletion_runs: {
    id: string;
    at: string;
    as_of: string;
    by: string;
    consultations: number;
    versions: number;
    originals: number;
    expired: number;
  };
  surveys: {
    id: string;
    title: string;
    fiscal_year: number;
    /** JSON of knowledge/survey/questionnaire.ts */
    questionnaire: string;
    /** JSON of knowledge/survey/published-figures.ts */
    published: string | null;
    file_name: string;
    imported_at: string;
    imported_by: string;
    municipalities: number;
  };
  survey_rows: {
    survey_id: string;
    sequence: number;
    prefecture: string;
    name: string;
    code: string | null;
    population: number | null;
    /** JSON of bot/survey/item-status.ts, Answers */
    answers: string;
    /** JSON, numbers by item */
    reasons: string;
  };
  digests: {
    id: string;
    kind: string;
    period: string;
    prefecture: string;
    revision: number;
    /** JSON of bot/digest/digest.ts, DigestContent */
    content: string;
    approved_by: string;
    approved_at: string;
    due_at: string;
    cancelled_at: string | null;
    corrected_at: string | null;
  };
  posted_digests: {
    digest_id: string;
    revision: number;
    by: string;
    channel: string;
    at: string;
    /** JSON of bot/ports/digest-store.ts, PostedDigest */
    content: string;
    /** PNG */
    chart: Buffer | null;
  };
  /** What a heading in a file means. */
  survey_columns: { questionnaire_id: string; heading: string; name: string };
}
