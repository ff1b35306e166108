import { Skeleton } from '@mantine/core';

/** Holds the place of a page's content while it loads. */
export const PageSkeleton = ({ rows = 5 }: { readonly rows?: number }) => (
  <div className="stack" aria-busy="true">
    <span className="visually-hidden" role="status">
      Đang tải
    </span>
    <Skeleton height={28} width="40%" />
    {Array.from({ length: rows }, (_, index) => (
      <Skeleton key={index} height={72} />
    ))}
  </div>
);
