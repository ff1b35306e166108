import { useEffect, type ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}

const product = 'Theo dõi nhiệm vụ UBND tỉnh giao';

/** Sets the window's title too, so that a reader of several tabs finds the right one. */
export const usePageTitle = (title: string): void => {
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title]);
};

export const PageHeader = ({ title, lead, children }: PageHeaderProps) => {
  usePageTitle(title);
  return (
    <div className="page-header">
      <div>
        <h1 data-long={title.length > 120}>{title}</h1>
        {lead === undefined ? null : <p>{lead}</p>}
      </div>
      {children}
    </div>
  );
};
