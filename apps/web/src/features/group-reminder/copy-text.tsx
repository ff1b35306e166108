import { useRef, useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { announce } from '../../ui/announcer.js';

/** A text seen before it is copied. Where the browser does not let it be copied, it stands selected for the keyboard. */
export const CopyText = ({ text }: { readonly text: string }) => {
  const field = useRef<HTMLTextAreaElement>(null);
  const [isRefused, setRefused] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      // Missing as well as refused where the address is no secure one.
      await navigator.clipboard.writeText(text);
      setRefused(false);
      announce('Đã sao chép nội dung nhắc việc.');
    } catch {
      setRefused(true);
      field.current?.focus();
      field.current?.select();
    }
  };
  return (
    <div className="stack">
      <Textarea
        ref={field}
        label="Nội dung"
        value={text}
        readOnly
        autosize
        maxRows={18}
        onFocus={({ currentTarget }) => {
          currentTarget.select();
        }}
      />
      <div>
        <Button leftSection={<IconCopy size={16} aria-hidden />} onClick={() => void copy()}>
          Sao chép
        </Button>
      </div>
      <p className={isRefused ? 'small' : 'small soft'} role={isRefused ? 'alert' : undefined}>
        {isRefused
          ? 'Trình duyệt không cho sao chép. Nội dung đã được chọn: nhấn Ctrl+C, hoặc trên điện thoại chạm giữ rồi chọn "Sao chép".'
          : 'Nếu trình duyệt không cho sao chép, nội dung sẽ được chọn sẵn để nhấn Ctrl+C.'}
      </p>
    </div>
  );
};
