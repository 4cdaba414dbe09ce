// Asks without reloading the page. Everything here also works without script: the forms post to /ask.
const answers = document.querySelector('#answers');
const main = document.querySelector('#ask');

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-ask]') || answers === null) return;
  event.preventDefault();
  const data = new FormData(form);
  const question = String(data.get('question') ?? '').trim();
  if (question === '') return;
  // An example begins a conversation of its own; the form at the top carries on.
  const earlier = form === main ? data.getAll('earlier') : [];
  const body = new URLSearchParams({ question });
  for (const one of earlier) body.append('earlier', String(one));
  const button = form.querySelector('button');
  button?.setAttribute('disabled', '');
  answers.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch('/ask', { method: 'POST', body, headers: { 'x-requested-with': 'fetch' } });
    if (!response.ok) throw new Error(String(response.status));
    const shown = document.createElement('div');
    answers.prepend(shown);
    for await (const soFar of growing(response)) shown.innerHTML = soFar;
    shown.replaceWith(...shown.childNodes);
    answers.querySelector(':scope > .writing')?.remove();
    remember(earlier, question);
    document.querySelector('.examples')?.remove();
    const heading = answers.querySelector('.question');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
    answers.firstElementChild?.scrollIntoView({ block: 'nearest' });
  } catch {
    form.submit();
  } finally {
    button?.removeAttribute('disabled');
    answers.removeAttribute('aria-busy');
  }
});

/** What has come of a response, each time that some more has. */
async function* growing(response) {
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done) break;
    yield text;
  }
  yield text;
}

function remember(earlier, question) {
  if (main === null) return;
  for (const input of main.querySelectorAll('input[name="earlier"]')) input.remove();
  for (const turn of [...earlier, question].slice(-4)) {
    const input = document.createElement('input');
    Object.assign(input, { type: 'hidden', name: 'earlier', value: String(turn) });
    main.append(input);
  }
  const field = main.querySelector('#question');
  if (field !== null) {
    field.value = '';
    field.placeholder = '例：それはいつまでですか';
  }
  const label = main.querySelector('label');
  if (label !== null) label.textContent = '別の質問・続けての質問';
}
