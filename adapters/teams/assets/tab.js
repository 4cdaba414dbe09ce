// Runs in the tab within Teams: who is signed in there is signed in here.
const say = (text) => {
  document.querySelector('[data-status]').textContent = text;
};

async function signIn() {
  const { app, authentication } = window.microsoftTeams;
  await app.initialize();
  const form = document.querySelector('form[data-tab]');
  form.elements.token.value = await authentication.getAuthToken();
  form.submit();
}

signIn().catch(() => {
  say(
    'Teamsからサインインできませんでした。Teamsのアプリとして開いているかご確認のうえ、続くときは運用担当者にお知らせください。',
  );
});
