import { lazy, Suspense, useState } from 'react';
import { Button } from '@mantine/core';
import type { IndicatorView } from '#contracts';

const LinkedTasksDrawer = lazy(() => import('./linked-tasks-drawer.js'));
const OvertakenDrawer = lazy(() => import('./overtaken-drawer.js'));

const acts = { tasks: 'Nhiệm vụ tác động', rebase: 'Thay mục tiêu', close: 'Kết thúc theo dõi' } as const;
type ActName = keyof typeof acts;
const names: readonly ActName[] = ['tasks', 'rebase', 'close'];

/** What the Office may say of an indicator besides its figures. */
export const OfficeActs = ({ indicator }: { readonly indicator: IndicatorView }) => {
  const [open, setOpen] = useState<ActName | null>(null);
  const onClose = (): void => {
    setOpen(null);
  };
  return (
    <div className="row no-print indicator-acts">
      {names.map((name) => (
        <Button
          key={name}
          size="compact-xs"
          variant="default"
          onClick={() => {
            setOpen(name);
          }}
        >
          {acts[name]}
          <span className="visually-hidden">: {indicator.name}</span>
        </Button>
      ))}
      <Suspense fallback={null}>
        {open === 'tasks' ? <LinkedTasksDrawer indicator={indicator} onClose={onClose} /> : null}
        {open === 'rebase' || open === 'close' ? <OvertakenDrawer key={open} kind={open} indicator={indicator} onClose={onClose} /> : null}
      </Suspense>
    </div>
  );
};
