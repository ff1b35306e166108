import { useSearch } from '@tanstack/react-router';
import { Tabs } from '@mantine/core';
import { DocumentCard } from './document-card.js';
import { EntryPanel } from './entry-panel.js';
import { namesInUse } from './names.js';
import { NamesPanel } from './names-panel.js';
import type { Doubt } from './places.js';
import { useReviewPage } from './review-context.js';
import { RowList } from './row-list.js';

interface DraftTabsProps {
  readonly tab: string;
  readonly onTab: (tab: string) => void;
  /** Open doubts by the row they concern; null: the document as a whole. */
  readonly doubts: ReadonlyMap<string | null, readonly Doubt[]>;
  readonly openDoubts: number;
}

/** The draft: its rows, its names, and its entry. */
export const DraftTabs = ({ tab, onTab, doubts, openDoubts }: DraftTabsProps) => {
  const { review } = useReviewPage();
  const { draft } = review.view;
  const { tasks, indicators } = draft;
  const { suadoi } = useSearch({ from: '/signed-in/ke-hoach/$id/du-thao' });
  const unknown = namesInUse(draft).filter(({ refs }) => refs[0]?.kind === 'unresolved').length;
  return (
    <Tabs value={tab} onChange={(next) => onTab(next ?? 'nhiem-vu')} keepMounted={false}>
      <Tabs.List aria-label="Nội dung dự thảo">
        <Tabs.Tab value="nhiem-vu">Nhiệm vụ ({tasks.length})</Tabs.Tab>
        <Tabs.Tab value="chi-tieu">Chỉ tiêu ({indicators.length})</Tabs.Tab>
        <Tabs.Tab value="ten-co-quan">Tên cơ quan{unknown === 0 ? '' : ` (${String(unknown)} chưa nhận ra)`}</Tabs.Tab>
        {review.isOpen ? <Tabs.Tab value="dua-vao">{suadoi === undefined ? 'Đưa vào theo dõi' : 'So sánh, áp dụng'}</Tabs.Tab> : null}
      </Tabs.List>
      <Tabs.Panel value="nhiem-vu" pt="md">
        <div className="stack">
          <DocumentCard doubts={doubts.get(null) ?? []} />
          <RowList list="tasks" rows={tasks} doubts={doubts} />
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="chi-tieu" pt="md">
        <RowList list="indicators" rows={indicators} doubts={doubts} />
      </Tabs.Panel>
      <Tabs.Panel value="ten-co-quan" pt="md">
        <NamesPanel />
      </Tabs.Panel>
      <Tabs.Panel value="dua-vao" pt="md">
        {review.isOpen ? <EntryPanel openDoubts={openDoubts} /> : null}
      </Tabs.Panel>
    </Tabs>
  );
};
