/** Questions to press. Each begins a conversation of its own. */
export function QuestionChips({ questions }: { questions: readonly string[] }) {
  return (
    <ul>
      {questions.map((question) => (
        <li>
          <form method="post" action="/ask" data-ask="">
            <input type="hidden" name="question" value={question} />
            <button type="submit" class="chip">
              {question}
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}
