import type { Child } from 'hono/jsx';
import type { Person } from '../../../bot/people/person.js';
import { Layout } from '../layout.js';
import { type SectionPath, sectionsOf } from './sections.js';

/** The frame of a page of the console, with the menu of what the person may do there. */
export function ConsoleLayout({
  title,
  person,
  section,
  children,
}: {
  title: string;
  person: Person;
  section: SectionPath;
  children: Child;
}) {
  return (
    <Layout title={title} person={person}>
      <div class="inner wide">
        <nav aria-label="事務局のメニュー" class="tabs console-menu">
          {sectionsOf(person).map(({ path, name }) => (
            <a href={path} aria-current={path === section ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      </div>
      <div class="console">{children}</div>
    </Layout>
  );
}
