import { Layout } from './layout.js';

/** One kind sentence; the log has the detail. */
export function ErrorPage({ title, message }: { title: string; message: string }) {
  return (
    <Layout title={title} person={null}>
      <div class="inner">
        <h1>{title}</h1>
        <p>{message}</p>
        <p>
          <a href="/">質問のページに戻る</a>
        </p>
      </div>
    </Layout>
  );
}
