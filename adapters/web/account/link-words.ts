export const LINK_TITLE = 'リンクを使用できません';
export const LINK_USED = '使用済みか、期限の切れたリンクです。運用担当者に新しいリンクを依頼してください。';
