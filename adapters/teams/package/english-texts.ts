import type { manifestOf } from './manifest.js';
import { SUGGESTIONS } from './suggested-questions.js';

/**
 * What Teams shows to people who use it in English. Titles of the bot's commands stay Japanese: they are what the desk is
 * asked, and its documents are Japanese.
 */
export function englishTexts(manifest: ReturnType<typeof manifestOf>): Record<string, string> {
  const texts: Record<string, string> = {
    $schema: (manifest.$schema ?? '').replace('MicrosoftTeams.schema', 'MicrosoftTeams.Localization.schema'),
    'name.short': 'Renkei Desk',
    'name.full': 'Renkei Desk (home medical care and long-term-care coordination)',
    'description.short': 'Answers about the home medical care coordination programme, with their sources.',
    'description.full': DESCRIPTION,
    'composeExtensions[0].commands[0].title': 'Search documents and Q&A',
    'composeExtensions[0].commands[0].description': 'Finds passages of documents and Q&A for your message',
    'composeExtensions[0].commands[0].parameters[0].title': 'Words to search for',
    'composeExtensions[0].commands[0].parameters[0].description': 'What you want to know, in Japanese',
    'composeExtensions[0].commands[1].title': 'Consult about this message',
    'composeExtensions[0].commands[1].description': 'Sends what this message asks to the secretariat',
  };
  for (const [index, suggestions] of Object.values(SUGGESTIONS).entries())
    for (const [at, { english }] of suggestions.entries())
      texts[`bots[0].commandLists[${index}].commands[${at}].description`] = english;
  const names = ['Consultation', 'Secretariat'];
  for (const [index] of (manifest.staticTabs ?? []).entries())
    texts[`staticTabs[${index}].name`] = names[index] ?? '';
  return texts;
}

const DESCRIPTION = `Staff of municipalities and prefectures ask in Japanese about the programme for coordinating home medical care and long-term care. The desk answers from handbooks, calls and Q&A and names its sources: document, fiscal year, page. What the documents do not answer goes to the secretariat.

- In a team or group chat, mention the desk and write your question. It reads only what mentions it.
- To ask alone, write in your chat with the desk.
- To consult about somebody's message, choose "Consult about this message" in its menu.

Please do not write personal details of patients or residents. The desk masks what it takes for such before it keeps anything, but Teams keeps the text as it was written.`;
