/** Links to the page before and after; nothing where there is only one. */
export function Pages({ page, last, href }: { page: number; last: number; href: (page: number) => string }) {
  if (last === 1) return null;
  return (
    <nav aria-label="ページ" class="pages">
      {page > 1 && <a href={href(page - 1)}>前へ</a>}
      <span>
        {page} / {last}ページ
      </span>
      {page < last && <a href={href(page + 1)}>次へ</a>}
    </nav>
  );
}
