import type { ReactNode } from 'react';
import { Drawer } from '@mantine/core';

interface SidePanelProps {
  readonly title: string;
  readonly about: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form beside the page it is about. Composed by hand: Mantine's own header would be a second banner landmark. */
export const SidePanel = ({ title, about, onClose, children }: SidePanelProps) => (
  <Drawer.Root opened onClose={onClose} position="right" size="min(560px, 100vw)" transitionProps={{ duration: 0 }}>
    <Drawer.Overlay backgroundOpacity={0.35} />
    <Drawer.Content>
      <Drawer.Body>
        <div className="panel-header">
          <Drawer.Title className="panel-title">{title}</Drawer.Title>
          <Drawer.CloseButton aria-label="Đóng biểu mẫu" />
        </div>
        <div className="panel-about">{about}</div>
        {children}
      </Drawer.Body>
    </Drawer.Content>
  </Drawer.Root>
);
